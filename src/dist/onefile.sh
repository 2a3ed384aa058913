#!/bin/sh
# onefile.sh [FOLDER FILE]: makes target/rowgate-OS-ARCH of the folder in target/archive that archive.sh
# has made: one executable file that needs no Java and unpacks itself at its first start.
#
# The same folder gives the same bytes. Needs GNU tar, gzip and sha256sum. Exits with 1 if the file has
# more than ONEFILE_MOST bytes (55,000,000).
set -eu
cd "$(dirname "$0")/../.."

folder=${1-}
if [ -z "$folder" ]; then
  for folder in target/archive/rowgate-*/; do :; done
fi
[ -x "$folder/rowgate" ] || {
  echo "no archive: run src/dist/archive.sh" >&2
  exit 1
}
file=${2:-target/rowgate-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)}
most=${ONEFILE_MOST:-55000000}

tar -C "$folder" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -cf - . | gzip -n -9 >"$file.payload"
hash=$(sha256sum <"$file.payload")
sed "s/@HASH@/${hash%% *}/; s/@BYTES@/$(($(wc -c <"$file.payload")))/
  s/@LINES@/$(($(wc -l <src/main/launcher/onefile.sh) + 1))/" src/main/launcher/onefile.sh |
  cat - "$file.payload" >"$file"
rm "$file.payload"
chmod 755 "$file"
size=$(($(wc -c <"$file")))
echo "$file: $size bytes"
[ "$size" -le "$most" ] || {
  echo "larger than $most bytes" >&2
  exit 1
}
