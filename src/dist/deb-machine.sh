#!/bin/sh
# deb-machine.sh: a clean Debian 12 with nginx, on which the package is installed by the commands of
# src/docs/install.md, asked over HTTPS, upgraded and downgraded under load, removed and purged.
#
# DEB_ROOT        where that Debian is, and stays for the next time (target/deb-machine)
# DEBIAN_MIRROR   if another than the usual one
#
# There is no systemd in it: systemctl.sh stands in. What asks the internet isn't run: the blocks "sh" of
# the page. Needs root, util-linux, iproute2, debootstrap, and a package of deb.sh. Exits with 1 if
# anything isn't as it should be.
set -eu
cd "$(dirname "$0")/../.."

root=${DEB_ROOT:-target/deb-machine}
[ -x "$root/usr/sbin/nginx" ] ||
  debootstrap --variant=minbase --include=ca-certificates,curl,gettext-base,logrotate,nginx,openssl,procps \
    bookworm "$root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >/dev/null

# Whatever is mounted or runs here ends with this script; its ports 80 and 443 are its own.
[ -n "${CLEAN_ALONE-}" ] ||
  CLEAN_ALONE=yes exec unshare --mount --pid --net --fork --kill-child --mount-proc "$0" "$@"

for package in target/rowgate_*.deb; do :; done
ip link set lo up
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs -o mode=755 run "$root/run"
try=$root/srv/try
mkdir -p "$root/run/systemd/system" "$try"
rm -rf "${try:?}"/* "$root"/var/log/rowgate* "$root/etc/rowgate" "$root"/etc/systemd/system/rowgate*
chroot "$root" dpkg --purge rowgate >/dev/null 2>&1 || true
install -m 755 src/dist/systemctl.sh "$root/usr/bin/systemctl"
printf '127.0.0.1 localhost rowgate.example.com\n' >"$root/etc/hosts"

# The package under another version too: unpacked, and packed again without compression.
cp "$package" "$try/"
dpkg-deb -R "$package" target/deb-next
sed -i 's/^Version: .*/Version: 99.0/' target/deb-next/DEBIAN/control
dpkg-deb --root-owner-group -Znone --build target/deb-next "$try/next.deb" >/dev/null
rm -rf target/deb-next

# The commands of the page, in order; before those for HTTPS a certificate, as certbot would leave it.
awk '/^```bash$/ { run = 1; next } /^```$/ { run = 0 } run' src/docs/install.md >"$try/page"
cat >"$try/certify" <<'CERTIFY'
mkdir -p "/etc/letsencrypt/live/$name"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
  -keyout "/etc/letsencrypt/live/$name/privkey.pem" -out "/etc/letsencrypt/live/$name/fullchain.pem" 2>/dev/null
cp "/etc/letsencrypt/live/$name/fullchain.pem" /usr/local/share/ca-certificates/rowgate.crt
update-ca-certificates >/dev/null 2>&1
CERTIFY
sed -i '/^export ROWGATE_TLS_PORT/i . ./certify' "$try/page"

# shellcheck disable=SC2016 # what the machine's own shell expands
timeout -k 10 600 chroot "$root" /usr/bin/env -i HOME=/srv/try DEBIAN_FRONTEND=noninteractive \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /bin/bash -eu -o pipefail -c '
  trap "[ \$? -eq 0 ] || tail -n 20 page.log /var/log/rowgate*.log >&2" EXIT
  cd /srv/try
  wrong() {
    echo "deb-machine.sh: $1" >&2
    exit 1
  }
  ready() {
    for _ in $(seq 120); do
      ! rowgate health >/dev/null 2>&1 || return 0
      sleep 0.5
    done
    wrong "never becomes ready"
  }
  # A person waits where a script does not.
  sed -i "s/^rowgate health/ready/; s/^systemctl daemon-reload \&\& systemctl restart rowgate/&; ready/" page
  . ./page >page.log 2>&1
  grep -q "^{\"_summary\":{\"complete\":true," page.log || wrong "no rows over HTTPS: $(cat page.log)"

  url=https://$name/v1/transform?schema=people
  people=/usr/share/rowgate/people.csv
  code() {
    curl -sS -o /dev/null -w "%{http_code}" --max-time 60 "$@"
  }
  [ "$(code --data-binary @$people "$url")" = 401 ] || wrong "asks for no key"
  [ "$(code --data-binary @$people "http://$name/v1/transform")" = 308 ] || wrong "no redirect"
  mkdir -p /var/lib/rowgate-nginx/acme/.well-known/acme-challenge
  echo proof >/var/lib/rowgate-nginx/acme/.well-known/acme-challenge/x
  [ "$(curl -sS "http://$name/.well-known/acme-challenge/x")" = proof ] || wrong "no ACME"
  ! curl -sS --max-time 5 http://127.0.0.1:8000/livez 2>/dev/null || wrong "a port without TLS is open"
  [ "$(stat -c %a:%u /etc/rowgate/keys.txt)" = 600:0 ] || wrong "the keys can be read by others"
  [ "$(stat -c %u "/proc/$(cat /run/units/rowgate)")" = 64999 ] || wrong "runs as root"
  served() {
    openssl s_client -connect "$name:443" </dev/null 2>/dev/null | openssl x509 -noout -serial
  }
  before=$(served)
  . ./certify
  systemctl reload rowgate-nginx
  [ "$before" != "$(served)" ] || wrong "a renewed certificate is not taken"
  zcat /usr/share/man/man1/rowgate.1.gz | grep -q "^.TH ROWGATE" || wrong "no man page"
  grep -q "_rowgate" /usr/share/zsh/vendor-completions/_rowgate || wrong "no completion for zsh"
  mv /var/lib/rowgate-nginx/access.log /var/lib/rowgate-nginx/access.log.1
  systemctl kill --kill-who=main --signal=USR1 rowgate-nginx.service
  echo "installed by the page"

  load() {
    while [ ! -e stop ]; do
      if curl -sS --fail --max-time 60 -H "Authorization: Bearer $key" --data-binary @$people "$url" 2>>load.err |
        grep -q "^{\"_summary\":{\"complete\":true,"; then
        echo ok
      else
        echo failed
      fi
    done
  }
  load >load.1 &
  load >load.2 &
  loads="$(jobs -p)"
  pid=$(cat /run/units/rowgate)
  apt-get install -y ./next.deb >apt.log 2>&1 || wrong "no upgrade: $(cat apt.log)"
  [ "$pid" != "$(cat /run/units/rowgate)" ] || wrong "the upgrade did not restart it: $(cat apt.log)"
  pid=$(cat /run/units/rowgate)
  apt-get install -y --allow-downgrades ./rowgate_*.deb >apt.log 2>&1 || wrong "no downgrade: $(cat apt.log)"
  [ "$pid" != "$(cat /run/units/rowgate)" ] || wrong "the downgrade did not restart it: $(cat apt.log)"
  touch stop
  # shellcheck disable=SC2086
  wait $loads
  ! grep -h failed load.1 load.2 || wrong "requests failed: $(cat load.err)"
  [ "$(cat load.1 load.2 | wc -l)" -gt 20 ] || wrong "too few requests to tell"
  ! systemctl is-active -q rowgate@8090 || wrong "the second instance stays"
  [ -s /var/lib/rowgate-nginx/access.log ] || wrong "the log is not opened anew"
  echo "upgraded and downgraded during $(cat load.1 load.2 | wc -l) requests, none failed"

  apt-get remove -y rowgate >apt.log 2>&1 || wrong "no removal: $(cat apt.log)"
  ! pgrep -x java || wrong "still runs when it is removed"
  [ ! -e /usr/bin/rowgate ] && [ -e /etc/rowgate/rowgate.env ] || wrong "a removal is no removal"
  apt-get purge -y rowgate >apt.log 2>&1 || wrong "no purge: $(cat apt.log)"
  [ ! -e /etc/rowgate/rowgate.env ] && [ ! -e /var/lib/rowgate-nginx ] || wrong "a purge leaves files"
  [ -e /etc/rowgate/keys.txt ] || wrong "a purge takes the keys"
'
echo "the package is installed, upgraded, downgraded and removed"
