#!/bin/sh
# train.sh [ROWGATE]: creates three AOT caches next to the executable (default: target/rowgate),
# which its launcher then uses.
#
#   ROWGATE.cli.aot    for the commands, made by a run of transform
#   ROWGATE.infer.aot  for infer, made by a run of it
#   ROWGATE.serve.aot  for serve, made by a server that is sent requests
#
# A cache is valid for one Java and for one jar with its date: copy with cp -p or tar.
# Few requests are enough: the caches contain classes, no profiles of hot code.
#
# Needs curl; without it the script prints a message and creates no caches. Exits with 1 if a
# cache can't be created.
set -eu

rowgate=${1:-target/rowgate}
samples=$(cd "$(dirname "$0")/../../docs/sample" && pwd)
curl=$(command -v curl) || {
  echo "no curl, so no AOT caches: rowgate will take longer to start" >&2
  exit 0
}

work=$(mktemp -d)
server=
ended() {
  status=$?
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ $status -eq 0 ] || cat "$work"/*.log >&2
  rm -rf "$work"
}
trap ended EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

rm -f "$rowgate.cli.aot" "$rowgate.infer.aot" "$rowgate.serve.aot"

# The JVM splits its options at blanks, so the cache is created in a path without any.
trained() {
  ROWGATE_JAVA_OPTS="-XX:-AOTRecordTraining -XX:AOTCacheOutput=$work/$1.aot" exec "$rowgate" "$@"
}

status=0
(
  # With stdout and a file, since each loads classes of its own; an uncached class costs time.
  trained transform --schema "$samples/people.json" --rejects "$work/rejects.csv" \
    "$samples/people.csv"
) >"$work/transform.log" 2>&1 || status=$?
[ $status -eq 1 ]
mv "$work/transform.aot" "$rowgate.cli.aot"

# A class that is missing in the cache costs more than its own loading: the jar is opened for it.
# So this input has what is common: stray quotes for other delimiters than the comma, types,
# missing values, records with problems, more than 1,000 records, and a footer.
{
  cat <<'END'
id,name,joined,at,active,email,note,price,share,code,open
1,"Ada L.",2024-03-01,2024-03-01 10:15:00,true,ada@example.com,"likes ""engines"",
and notes","1,234.50",1.5,007,10:15
2,Bob T.,2024-03-13,2024-03-01 10:15:30,false,,plain,17.00,NA,008,11:30
3,"Cy, junior",2024-04-02,2024-03-02 11:00:00,true,cy@example.com,'single',2.5,2.25,009,9:05
x,Di,2024-04-03,2024-03-02 11:00:00,true,di@example.com,a: b; c | d,3.5,-,010,9:05
5,Ed
6,Flo,03.04.2024,2024-03-02 11:00:00,yes,flo,$5,4.5,3.0,011,9:05
END
  turns=0
  while [ $turns -lt 1100 ]; do
    echo "$turns,Gus,2024-04-04,2024-03-02 11:00:00,true,gus@example.com,,5.5,3.0,012,9:05"
    turns=$((turns + 1))
  done
  echo 'Total,,,,,,,"1,267.50",,,'
} >"$work/infer.csv"
(trained infer --explain "$work/infer.csv") >"$work/infer.log" 2>&1
mv "$work/infer.aot" "$rowgate.infer.aot"

: >"$work/serve.log"
trained serve --port 0 --schemas "$samples" >"$work/serve.log" 2>&1 &
server=$!
url=
turns=0
while [ -z "$url" ]; do
  url=$(sed -n 's/.* listening on \(http:[^ "]*\).*/\1/p' "$work/serve.log")
  turns=$((turns + 1))
  [ $turns -lt 600 ] && kill -0 "$server"
  [ -n "$url" ] || sleep 0.1
done

ask() {
  "$curl" -sS -o /dev/null --max-time 30 "$@"
}
send() {
  ask --data-binary @"$samples/people.csv" "$@"
}
for _ in 1 2 3 4 5; do
  # HTTP/1.1 as from a client, HTTP/2 as from the sidecar.
  for protocol in --http1.1 --http2-prior-knowledge; do
    ask $protocol "$url/readyz"
    send $protocol -H 'Content-Type: text/csv' "$url/v1/transform?schema=people"
    send $protocol "$url/v1/transform?errors=skip&nulls=omit"
    gzip -c "$samples/people.csv" | ask $protocol --data-binary @- "$url/v1/transform?schema=people"
  done
  send -H 'X-Forwarded-For: 127.0.0.1' "$url/v1/transform?schema=people"
  ask -F schema=@"$samples/people.json" -F file=@"$samples/people.csv" "$url/v1/transform"
  ask "$url/v1/schemas"
done
kill "$server"
wait "$server"
server=
mv "$work/serve.aot" "$rowgate.serve.aot"
