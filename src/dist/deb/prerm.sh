#!/bin/sh
# prerm of the package: a removal stops the services. An upgrade doesn't.
set -e

if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now rowgate-nginx.service rowgate.service 'rowgate@8090.service' || true
fi
