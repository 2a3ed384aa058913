#!/bin/sh
# clean-machine.sh: a Debian of nothing but its essential packages and curl, with only the archive in
# it: unpack, run, serve, ask. Needs root, debootstrap, and an archive of archive.sh.
set -eu
cd "$(dirname "$0")/../.."
archive=$(ls target/rowgate-*.tar.gz)
root=${CLEAN_ROOT:-target/clean-machine}
[ -x "$root/usr/bin/curl" ] ||
  debootstrap --variant=minbase --include=curl bookworm "$root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >/dev/null
rm -rf "$root"/opt/*
tar -C "$root/opt" -xzf "$archive"
mv "$root"/opt/rowgate-* "$root/opt/rowgate"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
# shellcheck disable=SC2016 # what the machine's own shell expands
chroot "$root" /bin/sh -eu -c '
  ! command -v java
  cd /opt/rowgate
  ./rowgate --version
  ./rowgate transform --schema schemas/people.json people.csv || [ $? -eq 1 ]
  ./rowgate serve --port 18088 --schemas schemas 2>/tmp/log &
  server=$!
  trap "kill $server" EXIT
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    ./rowgate health http://127.0.0.1:18088/readyz 2>/dev/null && break
    sleep 1
  done
  curl -sS --data-binary @people.csv "http://127.0.0.1:18088/v1/transform?schema=people" | tail -n 1 |
    grep "^{\"_summary\":{\"complete\":true,"
  trap - EXIT
  kill $server
  wait $server
'
echo "runs on a clean machine"
