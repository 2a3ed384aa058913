#!/usr/bin/env bash
# Sends random inputs of one kind to a service in this process and to the command line, and says how
# they ended: nothing may end in a 5xx, exit with 70 or hang, and both must say the same.
#
# Usage: src/bench/robustness.sh KIND [COUNT] [SEED]      (1,000; another seed each time)
#   BYTES        bodies of any bytes and pieces of CSV: transform, validate, infer
#   COMPRESSED   gzip and zstd that is cut, changed, too long, or zeros
#   HEADERS      request lines and headers
#   SCHEMAS      schemas of multipart bodies, and of `schema check`
#   FAST         rows by the fast and by the slow path, byte by byte: COUNT for each of three properties
#
# Prints what is wrong with its seed, and ends with 1 if anything is. Needs a build (mvn package).
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=${1:?which kind? BYTES, COMPRESSED, HEADERS, SCHEMAS or FAST}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

java=$(sh -c '. /dev/stdin' <<'FIND'
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
  [ "${version:-0}" -ge 25 ] && { echo "$home/bin/java"; exit; }
done
echo java
FIND
)

mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/cp" >/dev/null
run=dev.rowgate.http.RandomInputs
if [ "$kind" = FAST ]; then
  run=dev.rowgate.pipeline.FastPathPropertiesTest
  shift
fi
"$java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$work" \
  -cp "target/test-classes:target/classes:$(cat "$work/cp")" "$run" "$@"
