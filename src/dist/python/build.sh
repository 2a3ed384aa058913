#!/bin/sh
# build.sh: makes target/python/rowgate-VERSION-py3-none-PLATFORM.whl of target/rowgate: the Python
# package, the program, and a Java that has only what it needs.
#
# Needs what archive.sh needs, and Python 3.10 or newer. The platform is manylinux with the version of
# the C library that the JDK's own libraries need (2.17 for one of Temurin): jlink copies them, and a
# wheel of `linux_x86_64` is refused by PyPI. The same commit, JDK, zlib and machine type give the same
# bytes. There are no AOT caches in it: they fit a file of one date, and pip gives files the date of
# their installation.
set -eu
cd "$(dirname "$0")/../../.."

[ "$(uname -s)" = Linux ] || {
  echo "wheels are made on Linux only" >&2
  exit 1
}
src/dist/archive.sh --program target/python/program
rm -f target/python/*.whl
python3 src/dist/python/wheel.py target/python/program target/python
ls -l target/python/*.whl
