#!/bin/sh
# /usr/lib/rowgate/restart: restarts rowgate.service without a failed request. A second instance on
# port 8090, which nginx/app.conf has as a backup, takes over meanwhile. The package runs this when it
# is upgraded.
#
# Exits with 1 if that instance doesn't become ready: then the old process still runs.
set -eu

standby=8090
port=$(sed -n 's/^ROWGATE_PORT=//p' /etc/rowgate/rowgate.env 2>/dev/null | tail -n 1)

# Waits until the instance on port $1 takes requests, for a minute at most.
ready() {
  turns=0
  until said=$(/usr/bin/rowgate health "http://127.0.0.1:$1/readyz" 2>&1); do
    turns=$((turns + 1))
    if [ $turns -ge 120 ]; then
      echo "rowgate on port $1 does not become ready: $said" >&2
      return 1
    fi
    sleep 0.5
  done
}

systemctl start "rowgate@$standby.service"
ready $standby || {
  systemctl stop "rowgate@$standby.service"
  exit 1
}
systemctl restart rowgate.service
ready "${port:-8080}"
systemctl stop "rowgate@$standby.service"
