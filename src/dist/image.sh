#!/bin/sh
# image.sh: builds the Dockerfile by buildah, runs the image with a read-only root, asks it, stops it,
# and says how large it is. Where no registry can be reached, a Debian made by debootstrap stands in
# for the base: `--base debian`. Needs root and buildah; debootstrap and a JDK 25 for that base.
#
#   src/dist/image.sh                 # the base that the Dockerfile names
#   src/dist/image.sh --base debian   # with DEBIAN_MIRROR, if another than the usual one
set -eu
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
mounted=
server=
ended() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  if [ -n "$mounted" ]; then
    umount "$root/proc" "$root/spool" "$root" 2>/dev/null || true
    buildah rm "$mounted" >/dev/null
  fi
  rm -rf "$work"
}
trap ended EXIT
# Neither overlay mounts nor namespaces are asked for, which a container in a container may lack.
export STORAGE_DRIVER="${STORAGE_DRIVER:-vfs}" BUILDAH_ISOLATION="${BUILDAH_ISOLATION:-chroot}"

# A Debian with Maven, curl and this machine's JDK, as the image of Maven has them.
debian() {
  jdk=
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/java/openjdk; do
    if grep -qs '^JAVA_VERSION="2[5-9]' "$home/release"; then
      jdk=$home
      break
    fi
  done
  root=${IMAGE_BASE_ROOT:-target/image-base}
  [ -x "$root/usr/bin/mvn" ] ||
    debootstrap --variant=minbase --include=binutils,ca-certificates,curl,maven bookworm "$root" \
      ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >/dev/null
  [ -d "$root/opt/java/openjdk" ] || {
    mkdir -p "$root/opt/java"
    cp -a "$(readlink -f "$jdk")" "$root/opt/java/openjdk"
  }
  container=$(buildah from scratch)
  buildah add -q "$container" "$root" / >/dev/null
  buildah config --env JAVA_HOME=/opt/java/openjdk "$container"
  buildah commit -q "$container" rowgate-build-base >/dev/null
  buildah rm "$container" >/dev/null
}

set -- "${1-}" "${2-}"
base=
if [ "$1 $2" = "--base debian" ]; then
  buildah inspect --type image rowgate-build-base >/dev/null 2>&1 || debian
  base=localhost/rowgate-build-base
fi
mkdir -p "$HOME/.m2/repository"
buildah build -q --layers ${base:+--build-arg BUILD_BASE="$base"} -v "$HOME/.m2/repository:/root/.m2/repository" \
  --build-arg REVISION="$(git rev-parse HEAD 2>/dev/null || echo unknown)" -t rowgate . >/dev/null

# The image as a root: what runs is what the image says, under its user, and writes to /spool alone.
mounted=$(buildah from rowgate)
root=$(buildah mount "$mounted")
buildah inspect --type image rowgate >"$work/image.json"
[ "$(jq -r .OCIv1.config.User "$work/image.json")" = 65532 ]
[ "$(jq -r .Docker.config.StopSignal "$work/image.json")" = SIGTERM ]
[ ! -e "$root/bin/sh" ]
jq -r '.OCIv1.config | .Entrypoint + .Cmd | .[]' "$work/image.json" >"$work/command"
jq -r '.Docker.config.Healthcheck.Test[1:][]' "$work/image.json" >"$work/health"

mount --bind "$root" "$root"
mount -o remount,ro,bind "$root"
mount -t tmpfs -o size=64m,uid=65532 spool "$root/spool"
mount -t proc proc "$root/proc" 2>/dev/null || true
port=18089
# One argument a line, none with a blank.
# shellcheck disable=SC2046
chroot --userspec=65532:65532 "$root" $(cat "$work/command") --port $port 2>"$work/log" &
server=$!
# shellcheck disable=SC2046
healthy() {
  chroot --userspec=65532:65532 "$root" $(cat "$work/health") "http://127.0.0.1:$port/readyz" 2>/dev/null
}
turns=0
until healthy; do
  turns=$((turns + 1))
  [ $turns -lt 60 ] && kill -0 "$server" || {
    cat "$work/log" >&2
    exit 1
  }
  sleep 0.5
done
curl -sS --data-binary @src/docs/sample/people.csv "http://127.0.0.1:$port/v1/transform?schema=people" |
  tail -n 1 | grep '^{"_summary":{"complete":true,'
kill -TERM "$server"
wait "$server"
server=
echo "the image served, and stopped with 0"
du -sm --apparent-size --exclude=spool --exclude=proc "$root" | cut -f1 | sed 's/$/ MB unpacked/'
