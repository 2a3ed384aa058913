#!/usr/bin/env bash
# Sends many requests, each with a fault in the middle of its stream, over every way (directly, through
# the sidecar, through a foreign nginx with HTTP/1.0 and with HTTP/1.1) and by several clients (curl with
# HTTP/1.1 and HTTP/2, with gzip and zstd, one that sends all before it reads); and for each hundred faults ends a
# command line by a signal or by the end of their reader. Prints how they ended as a Markdown table,
# and each one that a client takes for whole though it is cut, with the seed that makes it again.
#
# Usage: src/bench/faults.sh [FAULTS] [SEED]      (1,000; another seed each time)
#   src/bench/faults.sh 10000                     some 10 minutes on two quiet cores
#
# Ends with 1 if there is any such. Needs a build (mvn package), curl with HTTP/2, nginx. All on
# loopback; what it starts it ends.
set -euo pipefail
cd "$(dirname "$0")/../.."
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
"$java" --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir="$work" -Drowgate.executable="$PWD/target/rowgate" \
  -cp "target/test-classes:target/classes:$(cat "$work/cp")" dev.rowgate.http.FaultRuns "$@"
