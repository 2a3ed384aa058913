#!/bin/sh
# postinst of the package: the first installation starts the service, on loopback; an upgrade
# replaces the running process without a failed request.
set -e

if [ "$1" = configure ] && [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  if [ -z "$2" ]; then
    systemctl enable --now rowgate.service || echo "rowgate.service does not start: journalctl -u rowgate" >&2
  elif systemctl is-active --quiet rowgate.service; then
    /usr/lib/rowgate/restart || echo "the old rowgate still runs: journalctl -u 'rowgate*'" >&2
  fi
  if systemctl is-active --quiet rowgate-nginx.service; then
    systemctl reload rowgate-nginx.service
  fi
fi
