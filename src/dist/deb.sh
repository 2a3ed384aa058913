#!/bin/sh
# deb.sh: makes target/rowgate_VERSION_ARCH.deb of the folder in target/archive that archive.sh has
# made: the program with its own Java, units, man page, completions, the sidecar's files.
#
# DEB_VERSION   another version than the program's (0.1.0-SNAPSHOT is 0.1.0~SNAPSHOT)
#
# The same folder gives the same bytes. Needs dpkg-deb and gzip. Exits with 1 without that folder.
set -eu
cd "$(dirname "$0")/../.."

for folder in target/archive/rowgate-*/; do :; done
[ -x "$folder/rowgate" ] || {
  echo "no archive: run src/dist/archive.sh" >&2
  exit 1
}
version=${folder#target/archive/rowgate-}
version=${version%-linux-*}
version=${DEB_VERSION:-$(echo "$version" | sed 's/-/~/')}
case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) arch=$(uname -m) ;;
esac
# As project.build.outputTimestamp.
date='2026-01-01 00:00:00 UTC'

root=target/deb
rm -rf "$root"
lib=$root/usr/lib/rowgate
units=$root/usr/lib/systemd/system
doc=$root/usr/share/doc/rowgate
nginx=$root/etc/rowgate/nginx
mkdir -p "$root/DEBIAN" "$lib" "$units" "$doc" "$nginx/conf.d" "$root/usr/bin" "$root/usr/share/rowgate" \
  "$root/etc/rowgate/schemas" "$root/etc/logrotate.d"

cp -a "$folder/rowgate" "$folder"/rowgate.*.aot "$folder/runtime" "$lib/"
ln -s ../lib/rowgate/rowgate "$root/usr/bin/rowgate"
install -m 755 src/dist/deb/restart.sh "$lib/restart"

# In Debian the completions of zsh lie elsewhere.
cp -r "$folder/share/." "$root/usr/share/"
mkdir "$root/usr/share/zsh/vendor-completions"
mv "$root/usr/share/zsh/site-functions/_rowgate" "$root/usr/share/zsh/vendor-completions/"
rmdir "$root/usr/share/zsh/site-functions"
gzip -n -9 "$root/usr/share/man/man1/rowgate.1"

sed 's|/opt/rowgate/rowgate|/usr/lib/rowgate/rowgate|; s|/opt/rowgate/README.md|/usr/share/doc/rowgate/README.md|' \
  src/dist/systemd/rowgate.service >"$units/rowgate.service"
sed "s|^ExecStart=.*|& --port %i|; s|%S/rowgate|&-%i|; s|^StateDirectory=rowgate|&-%i|
  s|^Description=.*|&, on port %i|; /^\[Install\]/,\$d" "$units/rowgate.service" >"$units/rowgate@.service"
cp src/dist/systemd/rowgate-nginx.service "$units/"
cp src/dist/systemd/keys.conf "$root/usr/share/rowgate/"
cp src/dist/systemd/rowgate.env "$root/etc/rowgate/"
cp src/dist/deb/logrotate "$root/etc/logrotate.d/rowgate"

cp nginx/*.conf nginx/*.template nginx/README.md "$nginx/"
# Without TLS it listens for this machine alone; the second instance only takes over.
sed -i 's/listen 80/listen 127.0.0.1:80/' "$nginx/listen.conf"
sed -i 's/# server 127.0.0.1:8090 max_fails=0;/server 127.0.0.1:8090 max_fails=0 backup;/' "$nginx/app.conf"

cp src/dist/README.md "$doc/README.md"
cp -r src/dist/monitoring "$root/usr/share/rowgate/"
cp src/docs/sample/people.json src/docs/sample/people.csv "$root/usr/share/rowgate/"
{
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: rowgate\n\n'
  printf 'Files: *\nCopyright: the authors of Rowgate\nLicense: Apache-2.0\n On Debian systems: /usr/share/common-licenses/Apache-2.0\n'
  printf '\nFiles: usr/lib/rowgate/runtime/*\nCopyright: Oracle and others\nLicense: GPL-2 with Classpath exception\n'
  printf ' usr/lib/rowgate/runtime/legal and /usr/share/common-licenses/GPL-2\n'
} >"$doc/copyright"

for script in postinst prerm postrm; do
  install -m 755 "src/dist/deb/$script.sh" "$root/DEBIAN/$script"
done
(cd "$root" && find etc -type f | sort | sed 's|^|/|') >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<CONTROL
Package: rowgate
Version: $version
Architecture: $arch
Maintainer: Rowgate <rowgate@localhost>
Installed-Size: $(du -sk "$root" | cut -f1)
Depends: libc6
Recommends: nginx
Suggests: certbot, gettext-base, logrotate
Section: utils
Priority: optional
Description: CSV to JSON lines, every record accounted for
 Converts CSV to newline-delimited JSON and validates it against a Table
 Schema, on the command line and over HTTP. Brings its own Java.
CONTROL
chmod -R u=rwX,go=rX "$root"
find "$root" -newermt "$date" -exec touch -h -d "$date" {} +
# The JVM compares the date of the program with the one in its caches, and the launcher the two files'.
SOURCE_DATE_EPOCH=$(date -d "$date" +%s)
export SOURCE_DATE_EPOCH
file=target/rowgate_${version}_$arch.deb
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$file" >/dev/null
rm -rf "$root"
ls -l "$file"
