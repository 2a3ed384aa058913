#!/bin/sh
# archive.sh: packs target/rowgate as target/rowgate-VERSION-OS-ARCH.tar.gz: the program, a small
# Java runtime (jlink), and AOT caches for both. It needs no installed Java.
#
#   --without-caches   without the three AOT caches. The same commit, JDK and machine type then
#                      give the same bytes (reproducible.sh compares)
#   --unpacked         only the folder in target/archive, with compressed classes, for the image
#   --program DIR      only the program and its Java, without caches, in DIR, as the Python wheel needs it
#
# In the packed archive, classes are stored uncompressed: gzip compresses them better as a whole,
# and compressing twice would make it larger and slower.
#
# Needs GNU tar, binutils, and a JDK in JAVA_HOME or where the launcher would find one. Where the archive
# runs is where that JDK would: one of Temurin on any Linux with the C library of GNU, that of a
# distribution on its own release and newer ones.
set -eu
cd "$(dirname "$0")/../.."

caches=yes
packed=yes
jlink=zip-0
level=0
program=
while [ $# -gt 0 ]; do
  option=$1
  shift
  case $option in
    --without-caches) caches=no ;;
    --unpacked)
      packed=no
      jlink=zip-6
      level=9
      ;;
    --program)
      program=${1:?--program takes a directory}
      jlink=zip-6
      level=9
      shift
      ;;
    *)
      echo "no such option: $option" >&2
      exit 2
      ;;
  esac
done

rowgate=target/rowgate
home=${JAVA_HOME:-}
for jdk in "$home" /usr/lib/jvm/*25* /opt/java/openjdk; do
  if [ -x "$jdk/bin/jlink" ] && grep -qs '^JAVA_VERSION="2[5-9]' "$jdk/release"; then
    home=$jdk
    break
  fi
done
[ -x "$home/bin/jlink" ] || {
  echo "no JDK 25 with jlink: set JAVA_HOME" >&2
  exit 1
}

version=$(ROWGATE_JAVA=$home/bin/java "$rowgate" --version | cut -d' ' -f2)
name=rowgate-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
# The same as project.build.outputTimestamp in pom.xml.
date='2026-01-01 00:00:00 UTC'

if [ -n "$program" ]; then
  into=$program
  rm -rf "$into"
else
  into=target/archive/$name
  rm -rf target/archive "target/$name.tar.gz"
fi
mkdir -p "$into"

# java.desktop etc. are only referenced by unused code. jdk.charsets: windows-1256 and others.
# Debian's JDK has 630 MB of names for debuggers among its modules.
# jlink prints errors to stdout.
"$home/bin/jlink" --output "$into/runtime" --strip-debug --compress $jlink --no-header-files --no-man-pages \
  --exclude-files '/java.base/lib/classlist,/java.base/lib/jrt-fs.jar,**.debuginfo' \
  --add-modules java.base,java.logging,java.management,java.naming,java.xml,jdk.charsets,jdk.management,jdk.unsupported >&2
"$home/bin/java" src/dist/OneMachine.java target/rowgate.jar "$into/rowgate.jar" \
  "$into/runtime/lib/libzstd-jni.so" $level
cat src/main/launcher/rowgate.sh "$into/rowgate.jar" >"$into/rowgate"
chmod 755 "$into/rowgate"
rm "$into/rowgate.jar"
# Names for a debugger: a sixth of libjvm.so. A crash report has the places without them.
find "$into/runtime" -name '*.so' -exec strip --strip-unneeded {} +
[ -z "$program" ] || exit 0
cp LICENSE src/dist/README.md "$into/"
cp -r nginx src/dist/systemd src/dist/monitoring "$into/"
# Man page and completions, where man and the shells look for them below /usr/local or another prefix.
"$home/bin/java" -cp target/rowgate.jar dev.rowgate.cli.pages.ShippedPages "$into/share"
mkdir -p "$into/schemas"
cp src/docs/sample/people.json "$into/schemas/"
cp src/docs/sample/people.csv "$into/"
find "$into" -exec touch -h -d "$date" {} +
if [ $caches = yes ]; then
  ROWGATE_JAVA=$PWD/$into/runtime/bin/java src/main/launcher/train.sh "$into/rowgate"
  touch -d "$date" "$into" "$into"/rowgate.*.aot
fi
# Independent of the umask.
chmod -R u=rwX,go=rX "$into"
[ $packed = yes ] || exit 0
tar -C target/archive --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -cf - "$name" |
  gzip -n -9 >"target/$name.tar.gz"
ls -l "target/$name.tar.gz"
