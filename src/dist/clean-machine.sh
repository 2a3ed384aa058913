#!/bin/sh
# clean-machine.sh: a Debian of nothing but its essential packages and curl, with only the archive in
# it: unpack, run, serve, ask, stop. Then the same with the one-file executable. Then Python is added, and
# the wheel installed and tried.
#
# CLEAN_ROOT      where that Debian is, and stays for the next time (target/clean-machine)
# DEBIAN_MIRROR   if another than the usual one
#
# Needs root, util-linux, debootstrap, an archive of archive.sh, a file of onefile.sh and a wheel of
# python/build.sh. Exits with 1 if anything isn't as it should be.
set -eu
cd "$(dirname "$0")/../.."

# Whatever is mounted or runs here ends with this script.
[ -n "${CLEAN_ALONE-}" ] ||
  CLEAN_ALONE=yes exec unshare --mount --pid --fork --kill-child --mount-proc "$0" "$@"

archive=$(ls target/rowgate-*.tar.gz)
root=${CLEAN_ROOT:-target/clean-machine}
[ -x "$root/usr/bin/curl" ] ||
  debootstrap --variant=minbase --include=curl bookworm "$root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >/dev/null
rm -rf "$root"/opt/*
mount -t proc proc "$root/proc"
# As on a hardened machine: noexec.
mount -t tmpfs -o noexec,nosuid,nodev,size=256m tmp "$root/tmp"
cp "$archive" "$root/tmp/rowgate.tar.gz"
cp "target/rowgate-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)" "$root/usr/local/bin/one"
# shellcheck disable=SC2016 # what the machine's own shell expands
timeout -k 10 300 chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin /bin/sh -eu -c '
  trap "[ \$? -eq 0 ] || cat /tmp/log >&2" EXIT
  tar -C /opt -xzf /tmp/rowgate.tar.gz
  cd /opt/rowgate-*
  if command -v java; then
    echo "this machine has a Java" >&2
    exit 1
  fi
  ./rowgate --version
  status=0
  ./rowgate transform --schema schemas/people.json people.csv || status=$?
  [ $status -eq 1 ]
  ./rowgate serve --port 18088 --schemas schemas 2>/tmp/log &
  server=$!
  turns=0
  until ./rowgate health http://127.0.0.1:18088/readyz 2>/dev/null; do
    turns=$((turns + 1))
    [ $turns -lt 60 ]
    kill -0 $server
    sleep 0.5
  done
  curl -sS --max-time 60 --data-binary @people.csv "http://127.0.0.1:18088/v1/transform?schema=people" |
    tail -n 1 | grep "^{\"_summary\":{\"complete\":true,"
  curl -sS --max-time 60 -o /dev/null -D - -H "Accept-Encoding: zstd, identity;q=0" --data-binary @people.csv \
    http://127.0.0.1:18088/v1/transform | grep -i "^content-encoding: zstd"
  kill $server
  wait $server

  cd /
  people=$(echo /opt/rowgate-*/people.csv)
  status=0
  ROWGATE_CACHE_DIR=/tmp/noexec /usr/local/bin/one --version 2>/tmp/log || status=$?
  [ $status -eq 4 ]
  grep "nothing can be run from /tmp/noexec" /tmp/log
  status=0
  /usr/local/bin/one --version 2>/tmp/log || status=$?
  [ $status -eq 4 ]
  grep "HOME is not set" /tmp/log
  export HOME=/opt/home
  /usr/local/bin/one --version
  # Nearly all classes must come from the AOT caches.
  for command in transform infer; do
    status=0
    ROWGATE_JAVA_OPTS=-Xlog:class+load:file=/tmp/classes /usr/local/bin/one $command "$people" >/tmp/out || status=$?
    [ $status -le 1 ]
    [ "$(grep -vc "source: shared objects file" /tmp/classes)" -lt 20 ]
    [ "$(grep -c "source: shared objects file" /tmp/classes)" -gt 1000 ]
  done
  /usr/local/bin/one serve --port 18088 2>/tmp/log &
  server=$!
  turns=0
  until /usr/local/bin/one health http://127.0.0.1:18088/readyz 2>/dev/null; do
    turns=$((turns + 1))
    [ $turns -lt 60 ]
    sleep 0.5
  done
  kill $server
  wait $server
'
echo "runs on a clean machine"

# After the archive, which must not need Python.
[ -x "$root/usr/bin/pip" ] || {
  mount -t tmpfs tmp "$root/tmp"
  chroot "$root" /usr/bin/env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    python3-pip python3-venv >/dev/null
  umount "$root/tmp"
}
cp target/python/rowgate-*.whl "$root/tmp/"
mkdir -p "$root/opt/tests"
cp src/dist/python/tests/clean.py src/docs/sample/people.csv src/docs/sample/people.json "$root/opt/tests/"
# shellcheck disable=SC2016 # what the machine's own shell expands
timeout -k 10 180 chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin /bin/sh -eu -c '
  if command -v java; then
    echo "this machine has a Java" >&2
    exit 1
  fi
  python3 -m venv /opt/env
  /opt/env/bin/pip install -q --no-index --disable-pip-version-check /tmp/rowgate-*.whl
  cd /opt/tests
  /opt/env/bin/python clean.py
  status=0
  /opt/env/bin/rowgate transform --schema people.json people.csv || status=$?
  [ $status -eq 1 ]
'
echo "the wheel runs on a clean machine"
