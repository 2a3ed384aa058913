#!/bin/sh
# reproducible.sh: makes the archive twice, without AOT caches, and compares the bytes.
set -eu
cd "$(dirname "$0")/../.."
src/dist/archive.sh --without-caches >/dev/null
first=$(cat target/rowgate-*.tar.gz | sha256sum)
src/dist/archive.sh --without-caches >/dev/null
[ "$first" = "$(cat target/rowgate-*.tar.gz | sha256sum)" ] || {
  echo "two archives of one program differ" >&2
  exit 1
}
echo "the same bytes twice: $first"
