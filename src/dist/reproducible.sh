#!/bin/sh
# reproducible.sh: builds this tree twice, in two places, languages, time zones and with two masks for
# modes, and compares what is released: the file, the archive without AOT caches, the list of contents.
#
# Needs what a build and archive.sh need, and git. Exits with 1 if a byte differs, and says where.
set -eu
cd "$(dirname "$0")/../.."

places=$PWD/target/reproducible
rm -rf "$places"

# build PLACE LANGUAGE ZONE MASK
build() {
  mkdir -p "$places/$1"
  git ls-files -z | tar --null -T - -cf - | tar -C "$places/$1" -xf -
  (
    umask "$4"
    export LC_ALL="$2" TZ="$3"
    cd "$places/$1"
    mvn -B -ntp -q package -DskipTests -Drowgate.train=no </dev/null
    src/dist/archive.sh --without-caches >/dev/null
  )
}

build one C.UTF-8 UTC 022
build another-one C America/St_Johns 077

cd "$places"
differ=
for file in one/target/rowgate one/target/rowgate.cdx.json one/target/rowgate-*.tar.gz; do
  name=${file##*/}
  if cmp "$file" "another-one/target/$name"; then
    sha256sum "$file"
  else
    differ=yes
  fi
done
[ -z "$differ" ] || {
  diff -rq one/target/archive another-one/target/archive || true
  echo "two builds of one tree differ: $places" >&2
  exit 1
}
rm -rf "$places"
echo "the same bytes twice"
