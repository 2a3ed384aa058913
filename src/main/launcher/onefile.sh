#!/bin/sh
why='this file is cut off: fetch it again'; trap '[ -z "$why" ] || { echo "rowgate: $why" >&2; exit 70; }' EXIT
# Rowgate as one file without dependencies: this script, followed by a gzipped tar archive of the
# program, its Java and its AOT caches.
#
# The first start unpacks it into a directory named by the payload's hash, and executes the
# program there; later starts only execute it. The directory is in
#   1. ROWGATE_CACHE_DIR
#   2. $XDG_CACHE_HOME/rowgate
#   3. $HOME/.cache/rowgate
# It must belong to this user or root and not be writable by others, since its files are executed.
#
# Exit codes: 4 if it can't be unpacked or executed there; 70 if this file is truncated or
# damaged; otherwise the program's. Needs tail, tar and gzip; uses sha256sum if it exists.
# A start without unpacking creates one process, for ls.

hash=@HASH@
bytes=@BYTES@
lines=@LINES@

# Prints the message $2 and exits with the code $1.
fail() {
  why=
  [ -z "${new-}" ] || rm -rf "$new"
  echo "rowgate: $2" >&2
  exit "$1"
}

hint="set ROWGATE_CACHE_DIR to a directory of your own, on a disk from which programs can be run"

# Sets $base to the absolute path of the directory for all versions.
find_base() {
  if [ -n "${ROWGATE_CACHE_DIR-}" ]; then
    base=$ROWGATE_CACHE_DIR
  elif [ -n "${XDG_CACHE_HOME-}" ]; then
    base=$XDG_CACHE_HOME/rowgate
  elif [ -n "${HOME-}" ] && [ "$HOME" != / ]; then
    base=$HOME/.cache/rowgate
  else
    fail 4 "HOME is not set, so there is no place to unpack to: $hint"
  fi
  case $base in
    /*) ;;
    *) base=$PWD/$base ;;
  esac
}

# Exits with 4 if another user could have written to $base.
check_owner() {
  # shellcheck disable=SC2012 # POSIX specifies the first and third field
  listed=$(LC_ALL=C ls -ldn "$base/.") || fail 4 "$base can't be looked at: $hint"
  set -f
  # shellcheck disable=SC2086 # split into words
  set -- $listed
  set +f
  case $1 in
    d????w* | d???????w*) fail 4 "$base can be written to by others ($1), and what lies there is run: chmod go-w $base, or $hint" ;;
  esac
  # The test -O needs no process, but not every shell has it.
  # shellcheck disable=SC3067
  [ "$3" = 0 ] || [ -O "$base/." ] 2>/dev/null || [ "$3" = "$(id -u)" ] ||
    fail 4 "$base belongs to another user ($3), and what lies there is run: $hint"
}

# Whether $1 has all files that a start needs. A directory is renamed into place when it is
# complete, but a clean-up of old files may have removed some later.
is_complete() {
  for file in rowgate rowgate.cli.aot rowgate.infer.aot rowgate.serve.aot runtime/release \
    runtime/bin/java runtime/lib/modules runtime/lib/libjava.so runtime/lib/libjli.so runtime/lib/libjimage.so \
    runtime/lib/libzstd-jni.so runtime/lib/server/libjvm.so; do
    [ -s "$1/$file" ] || return 1
  done
}

# Unpacks into a temporary directory next to $dir and renames it. Of two concurrent starts the
# first one wins.
unpack() {
  why='cannot be unpacked'
  said=$(tail -n +"$lines" "$self" | wc -c) || fail 70 "$self cannot be read"
  [ "$((said))" -eq "$bytes" ] || fail 70 "$self is cut off or damaged: fetch it again"
  if command -v sha256sum >/dev/null; then
    said=$(tail -n +"$lines" "$self" | sha256sum)
    [ "${said%% *}" = "$hash" ] || fail 70 "$self is damaged: fetch it again"
  fi
  # Removes what killed starts have left.
  find "$base" -maxdepth 1 -name '.new-*' -mmin +60 -exec rm -rf {} + 2>/dev/null
  new=$base/.new-$$-$hash
  trap 'fail 143 terminated' TERM
  trap 'fail 130 interrupted' INT
  said=$(rm -rf "$new" && mkdir "$new" 2>&1) || fail 4 "$said: $hint"
  said=$(tail -n +"$lines" "$self" | gzip -dc | tar -C "$new" -xof - 2>&1) || fail 4 "not all could be unpacked to $base; is there room? ${said%%
*}: $hint"
  is_complete "$new" || fail 4 "not all could be unpacked to $base; is there room? $hint"
  said=$("$new/runtime/bin/java" -Xshare:auto -version 2>&1) ||
    fail 4 "nothing can be run from $base: $said
rowgate: $hint. It needs a Linux with glibc"
  # Otherwise a power failure could leave empty files.
  sync -f "$new" 2>/dev/null || sync
  if [ -e "$dir" ] && ! is_complete "$dir"; then
    mv "$dir" "$new.old" && rm -rf "$new.old"
  fi
  # If another start was faster, mv has moved it into that one's directory.
  if [ ! -e "$dir" ] && mv "$new" "$dir"; then
    rm -rf "${dir:?}/.new-$$-$hash"
  else
    rm -rf "$new"
  fi
  new=
}

# Braces: the shell reads all of this before it runs any of it.
{
  why='there is no room for another process'
  self=$0
  find_base
  dir=$base/$hash
  [ -d "$base" ] || said=$(umask 077 && mkdir -p "$base" 2>&1) || fail 4 "$said: $hint"
  check_owner
  is_complete "$dir" || (umask 022 && unpack) || { status=$? && why= && exit $status; }
  why=
  exec "$dir/rowgate" "$@"
  exit
}
