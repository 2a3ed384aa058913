#!/usr/bin/env bash
# Compares two builds of the engine over random inputs: dialects, schemas, options, pieces, broken
# and compressed bytes (SameBytes.java). Ends with 1 if any byte differs, and shows where first.
#
# Usage: src/bench/same_bytes.sh OLD NEW [COUNT [SEED]]
#   OLD, NEW  a rowgate.jar, or any class path with the program and its libraries
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -ge 2 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
convert() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$1" src/bench/SameBytes.java "$2" "$3" >"$4"
}
convert "$1" "${3:-10000}" "${4:-1}" "$out/old"
convert "$2" "${3:-10000}" "${4:-1}" "$out/new"
cmp "$out/old" "$out/new" || { diff "$out/old" "$out/new" | head; exit 1; }
echo "the same bytes"
