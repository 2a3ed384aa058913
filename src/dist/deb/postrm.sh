#!/bin/sh
# postrm of the package: a purge takes what the services have written. Schemas and keys in /etc/rowgate
# stay: they are not the package's.
set -e

if [ "$1" = purge ]; then
  rm -rf /var/lib/rowgate /var/lib/private/rowgate /var/lib/rowgate-8090 /var/lib/private/rowgate-8090 /var/lib/rowgate-nginx
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
fi
