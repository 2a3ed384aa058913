#!/bin/sh
# systemctl.sh: replacement for systemctl inside a chroot, for deb-machine.sh only. It
# runs a unit's ExecStart with its environment, its state directory and its credentials, as
# a user of its own if the unit has DynamicUser, and stops it by the unit's signal. It has no sandbox,
# no dependencies and no restarts.
#
# Knows: daemon-reload, enable, disable (with --now), start, stop, restart, reload, is-active, kill.
set -eu

state=/run/units
mkdir -p "$state"
now=
quiet=
signal=TERM
command=
units=
for word; do
  case $word in
    --now) now=yes ;;
    --quiet | -q) quiet=yes ;;
    --signal=*) signal=${word#*=} ;;
    --*) ;;
    *) if [ -z "$command" ]; then command=$word; else units="$units ${word%.service}"; fi ;;
  esac
done

# Sets $unit's $template, $instance, and $lines: those of its file and of its drop-ins.
read_unit() {
  template=$1
  instance=
  case $1 in
    *@*)
      instance=${1#*@}
      template=${1%@*}@
      ;;
  esac
  for place in /etc/systemd/system /usr/lib/systemd/system; do
    file=$place/$template.service
    [ ! -f "$file" ] || break
  done
  [ -f "$file" ] || {
    echo "Unit $1.service not found." >&2
    exit 5
  }
  lines=$(cat "$file" "/etc/systemd/system/$template.service.d"/*.conf 2>/dev/null |
    sed "s|%S|/var/lib|g; s|%d|/run/credentials/$1.service|g; s|%i|$instance|g; s|\$MAINPID|$(cat "$state/$1" 2>/dev/null)|g")
}

setting() {
  echo "$lines" | sed -n "s/^$1=//p"
}

active() {
  [ -f "$state/$1" ] && kill -0 "$(cat "$state/$1")" 2>/dev/null
}

start() {
  ! active "$1" || return 0
  read_unit "$1"
  as=
  if [ "$(setting DynamicUser)" = yes ]; then
    as="setpriv --reuid=64999 --regid=64999 --clear-groups --no-new-privs --bounding-set=-all"
  fi
  directory=/var/lib/$(setting StateDirectory)
  install -d -m "$(setting StateDirectoryMode)" "$directory"
  [ -z "$as" ] || chown 64999:64999 "$directory"
  for credential in $(setting LoadCredential); do
    to=/run/credentials/$1.service
    install -d -m 500 "$to"
    install -m 400 "${credential#*:}" "$to/${credential%%:*}" || return 1
    [ -z "$as" ] || chown -R 64999:64999 "$to"
  done
  variables=$(setting Environment)
  for file in $(setting EnvironmentFile); do
    [ ! -f "${file#-}" ] || variables="$variables $(grep -v '^#' "${file#-}")"
  done
  # Quotes in a command are for systemd, and the shell reads them in the same way.
  if [ -n "$(setting ExecStartPre)" ]; then
    eval "$(setting ExecStartPre)" || return 1
  fi
  eval "exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin $(echo "$variables" | tr '\n' ' ') $as $(setting ExecStart)" \
    >>"/var/log/$1.log" 2>&1 </dev/null &
  echo $! >"$state/$1"
}

stop() {
  if active "$1"; then
    read_unit "$1"
    pid=$(cat "$state/$1")
    how=$(setting KillSignal)
    how=${how#SIG}
    kill -"${how:-TERM}" "$pid"
    turns=0
    while active "$1"; do
      turns=$((turns + 1))
      [ $turns -lt 300 ] || kill -KILL "$pid"
      sleep 0.1
    done
  fi
  rm -f "$state/$1"
}

each() {
  for unit in $units; do
    "$@" "$unit"
  done
}

reload() {
  active "$1" || exit 1
  read_unit "$1"
  eval "$(setting ExecReload)"
  sleep 1
}

signalled() {
  read_unit "$1"
  kill -"$signal" "$(cat "$state/$1")"
}

case $command in
  daemon-reload) ;;
  enable) [ -z "$now" ] || each start ;;
  disable) [ -z "$now" ] || each stop ;;
  start) each start ;;
  stop) each stop ;;
  restart)
    each stop
    each start
    ;;
  reload) each reload ;;
  kill) each signalled ;;
  is-active)
    for unit in $units; do
      if active "$unit"; then
        [ -n "$quiet" ] || echo active
      else
        [ -n "$quiet" ] || echo inactive
        exit 3
      fi
    done
    ;;
  *)
    echo "not known here: $command" >&2
    exit 1
    ;;
esac
