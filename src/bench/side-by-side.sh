#!/usr/bin/env bash
# Runs Rowgate and its peers in turn on the same generated file, several rounds, and prints the
# median seconds of each and the ratio to Rowgate's command line, as a Markdown table.
#
# Usage: src/bench/side-by-side.sh [ROUNDS] [ROWS]      (5 rounds of 10,000,000 rows, 171 MB)
#
# Needs target/rowgate (mvn package), Maven for the peers' class path, curl; a peer that isn't
# installed is left out, by name. Data and builds lie in a temporary folder and are removed.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-5}
rows=${2:-10000000}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

java=$(sh -c '. /dev/stdin' <<'FIND'
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
  [ "${version:-0}" -ge 25 ] && { echo "$home/bin/java"; exit; }
done
echo java
FIND
)

awk -v n="$rows" 'BEGIN { print "name,age"; for (i = 0; i < n; i++) printf "person%07d,%d\n", i, i % 110 }' \
  > "$work/two.csv"

mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/cp" >/dev/null
"${java%/java}/javac" -d "$work/plain" -cp "$(cat "$work/cp")" src/bench/peers/PlainLoop.java

port=18080
start_server() {
  target/rowgate serve --port $port --schemas "$work/schemas" 2>"$work/server.log" &
  server=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/readyz"; do
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.005
  done
}

now() { date +%s.%N; }
timed() {
  local name=$1 begun
  shift
  begun=$(now)
  "$@" || { echo "failed: $*" >&2; exit 1; }
  echo "$name $(awk -v a="$begun" -v b="$(now)" "BEGIN { print b - a }")" >> "$work/times"
}

cli() { target/rowgate transform --schema src/bench/people.json -o "$work/out" "$work/two.csv"; }
cli_text() { target/rowgate transform -o "$work/out" "$work/two.csv"; }
http() {
  curl -sS -X POST -T "$work/two.csv" -H 'Content-Type: text/csv' -o "$work/out" \
    "http://127.0.0.1:$port/v1/transform?schema=people"
}
plain() {
  "$java" -XX:+UseSerialGC -Xmx256m -cp "$work/plain:$(cat "$work/cp")" PlainLoop "$work/two.csv" "$work/out" \
    2>/dev/null
}
miller() { mlr --icsv --ojsonl cat "$work/two.csv" > "$work/out"; }
copy() { cat "$work/two.csv" > "$work/out"; }
version() { target/rowgate --version > /dev/null; }
first_answer() { start_server; }

mkdir "$work/schemas"
cp src/bench/people.json "$work/schemas/"
for _ in $(seq "$rounds"); do
  timed 'rowgate, command line, with schema' cli
  [ "$(wc -l < "$work/out")" -eq $((rows + 1)) ] || { echo "rows are missing" >&2; exit 1; }
  timed 'rowgate, command line, all text' cli_text
  timed 'rowgate serve, start to first answer' first_answer
  http # the first request warms the server up
  timed 'rowgate, HTTP by curl, with schema' http
  [ "$(wc -l < "$work/out")" -eq $((rows + 1)) ] || { echo "rows are missing" >&2; exit 1; }
  kill "$server" && wait "$server" || true
  server=
  timed 'plain Commons CSV + Jackson loop' plain
  if command -v mlr >/dev/null; then timed 'Miller (mlr --icsv --ojsonl cat)' miller; fi
  timed 'cat to a file (a copy of the same bytes)' copy
  timed 'rowgate --version' version
done
command -v mlr >/dev/null || echo "left out: Miller isn't installed" >&2

echo "$(date +%F), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $("$java" --version | head -1);" \
  "$rows rows, $(stat -c %s "$work/two.csv") bytes, median of $rounds rounds, each in turn"
echo
echo '| what | median s | fastest s | slowest s | × rowgate CLI |'
echo '|---|---|---|---|---|'
awk '{ t = $NF; $NF = ""; print t "\t" $0 }' "$work/times" | sort -n | awk -F'\t' '
  { v[$2] = v[$2] " " $1; n[$2]++; if (!($2 in seen)) { seen[$2] = 1; names[++k] = $2 } }
  END {
    for (i = 1; i <= k; i++) { split(v[names[i]], a, " "); m = n[names[i]]; med[names[i]] = a[int((m + 1) / 2)];
      lo[names[i]] = a[1]; hi[names[i]] = a[m] }
    base = med["rowgate, command line, with schema "]
    for (i = 1; i <= k; i++) printf "| %s| %.3f | %.3f | %.3f | %.2f |\n", names[i], med[names[i]], lo[names[i]], hi[names[i]], med[names[i]] / base
  }'
