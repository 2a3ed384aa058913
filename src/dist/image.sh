#!/bin/sh
# image.sh: builds the Dockerfile by buildah, runs the image as a container is run (a read-only root,
# its user, its commands), asks it, stops it, and says how large it is and of what. Where no registry
# can be reached, a Debian made by debootstrap stands in for the base: `--base debian`.
#
#   src/dist/image.sh                 # the base that the Dockerfile names
#   src/dist/image.sh --base debian   # with DEBIAN_MIRROR, if another than the usual one
#
# IMAGE_BASE_ROOT   where that Debian is, and stays for the next time (target/image-base)
# IMAGE_MINUTES     that the build may take (40)
#
# Needs root, buildah, jq, curl, util-linux; debootstrap and a JDK 25 for that base. Exits with 1 if
# anything isn't as it should be, and with 124 if the build takes too long.
set -eu
cd "$(dirname "$0")/../.."

# Whatever is mounted or runs here ends with this script.
[ -n "${IMAGE_ALONE-}" ] ||
  IMAGE_ALONE=yes exec unshare --mount --pid --fork --kill-child --mount-proc "$0" "$@"

# Neither overlay mounts nor namespaces are asked for, which a container in a container may lack.
export STORAGE_DRIVER="${STORAGE_DRIVER:-vfs}" BUILDAH_ISOLATION="${BUILDAH_ISOLATION:-chroot}"
most=100000000

work=$(mktemp -d)
container=
ended() {
  [ -z "$container" ] || buildah rm "$container" >/dev/null
  rm -rf "$work"
}
trap ended EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

wrong() {
  echo "image.sh: $1" >&2
  [ ! -s "$work/log" ] || cat "$work/log" >&2
  exit 1
}

# A Debian with Maven, curl and this machine's JDK, as the image of Maven has them: there the linker
# knows the JDK's own libraries too.
debian() {
  jdk=
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/java/openjdk; do
    if grep -qs '^JAVA_VERSION="2[5-9]' "$home/release"; then
      jdk=$home
      break
    fi
  done
  [ -n "$jdk" ] || wrong "no JDK 25: set JAVA_HOME"
  base_root=${IMAGE_BASE_ROOT:-target/image-base}
  [ -x "$base_root/usr/bin/mvn" ] ||
    debootstrap --variant=minbase --include=binutils,ca-certificates,curl,maven bookworm "$base_root" \
      ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$work/log" || wrong "debootstrap failed"
  container=$(buildah from scratch)
  buildah add -q "$container" "$base_root" / >/dev/null
  buildah add -q "$container" "$(readlink -f "$jdk")" /opt/java/openjdk >/dev/null
  buildah config --env JAVA_HOME=/opt/java/openjdk "$container"
  # shellcheck disable=SC2016 # what the container's own shell expands
  buildah run "$container" -- sh -c 'find "$JAVA_HOME/lib" -name "*.so" -exec dirname {} \; | sort -u \
    >/etc/ld.so.conf.d/docker-openjdk.conf; ldconfig'
  buildah commit -q "$container" rowgate-build-base >/dev/null
  buildah rm "$container" >/dev/null
  container=
}

base=
if [ "${1-} ${2-}" = "--base debian" ]; then
  buildah inspect --type image rowgate-build-base >/dev/null 2>&1 || debian
  base=localhost/rowgate-build-base
fi
# What this machine's Maven has fetched needn't be fetched again.
fetched=$HOME/.m2/repository
[ -d "$fetched" ] || fetched=
status=0
timeout -k 10 "${IMAGE_MINUTES:-40}m" \
  buildah build -q --format docker --layers ${base:+--build-arg BUILD_BASE="$base"} ${fetched:+-v "$fetched:/m2"} \
  --build-arg REVISION="$(git rev-parse HEAD 2>/dev/null || echo unknown)" -t rowgate . >"$work/log" 2>&1 ||
  status=$?
[ $status -ne 124 ] || exit 124
[ $status -eq 0 ] || wrong "the image can't be built"

# The image as a root: what runs is what the image says, under its user, and writes to /spool alone.
container=$(buildah from rowgate)
root=$(buildah mount "$container")
buildah inspect --type image rowgate >"$work/image.json"
said() {
  jq -r "$1" "$work/image.json"
}
[ "$(said .OCIv1.config.User)" = 65532:65532 ] || wrong "runs as $(said .OCIv1.config.User)"
[ "$(said .Docker.config.StopSignal)" = SIGTERM ] || wrong "is stopped by another signal"
[ ! -e "$root/bin/sh" ] || wrong "has a shell"
said '.OCIv1.config | .Entrypoint + .Cmd | .[]' >"$work/command"
said '.Docker.config.Healthcheck.Test[1:][]' >"$work/health"
size=$(find "$root" -type f -printf '%s\n' | awk '{sum += $1} END {print sum}')
parts() {
  find "$root" -type f -printf '%s %P\n' | awk '
    {
      part = "the rest"
      if ($2 ~ /\.aot$/) part = "AOT cache"
      else if ($2 ~ /libjvm\.so$/) part = "the JVM"
      else if ($2 ~ /\/modules$/) part = "classes of Java"
      else if ($2 ~ /rowgate\/rowgate$/) part = "the program"
      else if ($2 !~ /^(opt|etc)\//) part = "libraries of C"
      sum[part] += $1
    }
    END { for (part in sum) printf "%6.1f MB  %s\n", sum[part] / 1e6, part }' | sort -rn
}
parts

# What a container's engine gives to it.
mkdir -p "$root/proc" "$root/dev"
mount --bind "$root" "$root"
mount -o remount,ro,bind "$root"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs -o noexec,nosuid,nodev,size=64m,uid=65532,gid=65532,mode=700 spool "$root/spool"
inside="setpriv --no-new-privs chroot --userspec=65532:65532 --groups= $root"
port=18089
# A cache that doesn't fit would only be slower: told so, Java doesn't start without it.
export JDK_JAVA_OPTIONS=-XX:AOTMode=on
# One argument a line, none with a blank.
# shellcheck disable=SC2046
$inside $(cat "$work/command") --port $port 2>"$work/log" &
server=$!
# shellcheck disable=SC2046
healthy() {
  $inside $(cat "$work/health") "http://127.0.0.1:$port/readyz" >"$work/asked" 2>&1
}
turns=0
until healthy; do
  turns=$((turns + 1))
  if [ $turns -eq 60 ] || ! kill -0 "$server"; then
    wrong "never becomes healthy: $(cat "$work/asked")"
  fi
  sleep 0.5
done
curl -sS --max-time 60 --data-binary @src/docs/sample/people.csv \
  "http://127.0.0.1:$port/v1/transform?schema=people" >"$work/answer"
tail -n 1 "$work/answer" | grep '^{"_summary":{"complete":true,' || wrong "answers $(cat "$work/answer")"
# Of zstd there is a library, which must be found where nothing can be run from the spool.
curl -sS --max-time 60 -o /dev/null -D "$work/head" -H 'Accept-Encoding: zstd, identity;q=0' \
  --data-binary @src/docs/sample/people.csv "http://127.0.0.1:$port/v1/transform"
grep -qi '^content-encoding: zstd' "$work/head" || wrong "has no zstd: $(cat "$work/head")"
kill -TERM "$server"
status=0
wait "$server" || status=$?
[ $status -eq 0 ] || wrong "ends with $status at SIGTERM"
! healthy || wrong "is healthy after its end"
echo "the image served, and stopped with 0"
printf '%s bytes unpacked\n' "$size"
[ "$size" -le $most ] || wrong "is larger than $most bytes"
