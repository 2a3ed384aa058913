#!/usr/bin/env bash
# Sends one large CSV through each client that is installed: directly, through our nginx sidecar, and
# through a foreign nginx that speaks HTTP/1.0 to the app, as older ones do by themselves, and through one that
# has `proxy_http_version 1.1` and no header that tells of it: with `respond=after-upload`, where answers
# must be whole, and with `auto`, where they may be cut, if only nobody can take them for whole.
# Prints a table.
#
# Usage: src/bench/clients.sh [MEGABYTES] [SECONDS]   (500; time limit of one client: 30 and half a second a MB)
#
# Ends with 1 if any answer isn't whole: the client's exit is 0, the bytes are those that curl gets
# directly, and the summary counts the rows that were sent. The app runs with -Xmx64m. Needs
# target/rowgate (mvn package), curl, nginx. All on loopback; what it starts it ends, and its files
# (five times MEGABYTES) lie in a temporary folder that is removed.
set -euo pipefail
cd "$(dirname "$0")/../.."
megabytes=${1:-500}
seconds=${2:-$((30 + megabytes / 2))}
PATH=$PATH:/usr/sbin

work=$(mktemp -d)
started=()
end() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap end EXIT

java=$(sh -c '. /dev/stdin' <<'FIND'
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
  [ "${version:-0}" -ge 25 ] && { echo "$home/bin/java"; exit; }
done
echo java
FIND
)

# -- The input: 17 bytes a row --

rows=$((megabytes * 1000000 / 17))
awk -v n="$rows" 'BEGIN { print "name,age"; for (i = 0; i < n; i++) printf "person%07d,%02d\n", i % 10000000, i % 100 }' \
  > "$work/in.csv"
mkdir "$work/schemas" "$work/ours" "$work/foreign"
cp src/bench/people.json "$work/schemas/"

# -- The app and two nginx --

ROWGATE_JAVA_OPTS=-Xmx64m target/rowgate serve --port 0 --schemas "$work/schemas" 2>"$work/app.log" &
app=$!
started+=("$app")
port=
for _ in $(seq 300); do
  port=$(sed -n 's/.*listening on http:\/\/127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/app.log")
  [ -z "$port" ] || break
  sleep 0.1
done
[ -n "$port" ] || { cat "$work/app.log" >&2; exit 1; }

is_taken() { (: < "/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() {
  local candidate
  while true; do
    candidate=$((20000 + RANDOM % 10000))
    is_taken "$candidate" || { echo "$candidate"; return; }
  done
}

start_nginx() { # PREFIX CONF PORT
  nginx -p "$1" -c "$2" -e stderr -g 'daemon off; master_process off;' 2>"$1/output" &
  started+=("$!")
  for _ in $(seq 100); do
    is_taken "$3" && return
    sleep 0.1
  done
  cat "$1/output" >&2
  exit 1
}

one=$(free_port)
two=$(free_port)
foreign=$(free_port)
hidden=$(free_port)
cp -r nginx "$work/ours/conf"
sed -i "s/127\.0\.0\.1:8080/127.0.0.1:$port/" "$work/ours/conf/app.conf"
sed -i "s/listen 8000;/listen 127.0.0.1:$one;/; s/listen 8001 http2;/listen 127.0.0.1:$two http2;/" \
  "$work/ours/conf/listen.conf"
start_nginx "$work/ours" "$work/ours/conf/nginx.conf" "$one"

cat > "$work/foreign/nginx.conf" <<CONF
pid nginx.pid;
events {}
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    client_max_body_size 0;
    server {
        listen 127.0.0.1:$foreign;
        location / { proxy_pass http://127.0.0.1:$port; proxy_http_version 1.0; }
    }
    server {
        listen 127.0.0.1:$hidden;
        location / {
            proxy_pass http://127.0.0.1:$port;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            # The app ends what stalls after 30 s; nginx mustn't be first.
            proxy_read_timeout 120s;
        }
    }
}
CONF
start_nginx "$work/foreign" "$work/foreign/nginx.conf" "$foreign"

# -- The clients: each takes URL CSV OUT --

curl_http1() { curl_with --http1.1 "$@"; }
curl_http2() { curl_with --http2-prior-knowledge "$@"; }
curl_with() { curl -q -sS "$1" -X POST -T "$3" -H 'Content-Type: text/csv' -o "$4" "$2"; }
urllib() { python3 src/bench/clients/urllib_client.py "$@"; }
requests() { python3 src/bench/clients/requests_client.py "$@"; }
java_client() { "$java" -Xmx64m -cp "$work" Client "$@"; }
node_fetch() { node src/bench/clients/client.mjs "$@"; }
go_client() { "$work/go-client" "$@"; }
export -f curl_http1 curl_http2 curl_with urllib requests java_client node_fetch go_client
export java work

clients=(curl_http1 curl_http2)
missing=()
has() { command -v "$1" >/dev/null; }
if has python3; then clients+=(urllib); else missing+=(urllib); fi
if has python3 && python3 -c 'import requests' 2>/dev/null; then clients+=(requests); else missing+=(requests); fi
if "${java%/java}/javac" -d "$work" src/bench/clients/Client.java; then clients+=(java_client); else missing+=(java); fi
if has node; then clients+=(node_fetch); else missing+=(node); fi
if has go && GOCACHE=$work/go-cache GOTOOLCHAIN=local go build -o "$work/go-client" src/bench/clients/client.go
then clients+=(go_client); else missing+=(go); fi

# -- The runs --

path='/v1/transform?schema=people'
curl_http1 "http://127.0.0.1:$port$path" "$work/in.csv" "$work/wanted"
grep -q "\"complete\":true,\"recordsRead\":$rows,\"rowsWritten\":$rows," <(tail -n 1 "$work/wanted") ||
  { echo "curl, directly, isn't whole" >&2; exit 1; }

failed=0
run() { # CLIENT WAY PORT [MORE OF THE QUERY [whole|honest]]
  local exit=0 begun took whole=no got summary
  rm -f "$work/out"
  begun=$(date +%s.%N)
  timeout -k 5 "$seconds" bash -c '"$@"' _ "$1" "http://127.0.0.1:$3$path${4:-}" "$work/in.csv" "$work/out" \
    2>"$work/said" || exit=$?
  took=$(awk -v a="$begun" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }')
  touch "$work/out"
  summary=$(tail -n 1 "$work/out" | sed -n 's/.*"complete":true,.*"rowsWritten":\([0-9]*\).*/\1/p')
  got=$(($(wc -l < "$work/out") - 1))
  if [ "$exit" -eq 0 ] && [ "$got" = "$summary" ] && cmp -s "$work/wanted" "$work/out"; then whole=yes
  elif [ "${5:-whole}" = honest ] && [ -z "$summary" ] && [ "$exit" -ne 124 ]; then whole="no, and says so"
  else failed=1; fi
  [ "$exit" -ne 124 ] || exit="124 (time)"
  printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$1" "$2" "$exit" "$whole" "$got" "${summary:-none}" "$took"
  [ "$whole" != no ] || tail -n 1 "$work/said" | cut -c1-200 | sed 's/^/    /' >&2
}

echo "$megabytes MB, $rows rows, at most $seconds s each; left out: ${missing[*]:-none}"
echo
echo '| client | way | exit | whole | rows | summary says | seconds |'
echo '|---|---|---|---|---|---|---|'
for client in "${clients[@]}"; do
  run "$client" direct "$port"
  if [ "$client" = curl_http2 ]; then
    run "$client" sidecar "$two"
  else
    run "$client" sidecar "$one"
    run "$client" 'foreign nginx' "$foreign"
    run "$client" 'foreign nginx, HTTP/1.1, after-upload' "$hidden" '&respond=after-upload'
    run "$client" 'foreign nginx, HTTP/1.1, auto' "$hidden" '' honest
  fi
done
echo
echo "the app's largest resident size: $(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$app/status") MB"
exit "$failed"
