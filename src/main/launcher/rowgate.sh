#!/bin/sh
why='this file is cut off: fetch it again'; trap '[ -z "$why" ] || { echo "rowgate: $why" >&2; exit 70; }' EXIT
# Rowgate as one executable file: this script, followed by the program's jar.
#
# It finds a Java and executes the jar with it. The first one that is new enough is used:
#   1. ROWGATE_JAVA    path of a java binary; if it is set, the others are ignored
#   2. runtime/        next to this file, as in the archive with its own Java
#   3. JAVA_HOME
#   4. PATH            the first java on it
#   5. the usual directories of Linux, macOS, SDKMAN, Homebrew and IDEs
#
# It starts faster with the AOT caches that train.sh creates next to this file.
#
# ROWGATE_JAVA_OPTS    JVM options, separated by blanks; they override those in this script
#
# Exit codes: 2 if ROWGATE_JAVA isn't a Java that is new enough; 4 if no Java was found; 70 if
# the JVM can't start, or this file is truncated (the EXIT trap then prints $why); otherwise
# the program's exit code. The script must be fast: where possible it reads a file instead of
# starting a process.

needed=25
seen=

# Prints the message $2 and exits with the code $1.
fail() {
  why=
  echo "rowgate: $2" >&2
  exit "$1"
}

# Sets $version from $1, the file `release` of a JDK.
read_release() {
  version=
  [ -r "$1" ] || return
  while read -r line; do
    case $line in
      JAVA_VERSION=*)
        version=${line#*=}
        version=${version#\"}
        version=${version%%\"*}
        return
        ;;
    esac
  done <"$1"
}

# Sets $version to the version of the java binary $1; to nothing if it can't be determined.
read_version() {
  read_release "${1%/*}/../release"
  [ -z "$version" ] || return
  if [ -h "$1" ]; then
    target=$(readlink -f "$1" 2>/dev/null)
    read_release "${target%/*}/../release"
    [ -z "$version" ] || return
  fi
  said=$("$1" -version 2>&1 </dev/null)
  case $said in
    *'version "'*)
      version=${said#*version \"}
      version=${version%%\"*}
      ;;
  esac
}

# Whether the java binary $1 is new enough; if not, $verdict is the reason.
fits() {
  if [ -d "$1" ] || [ ! -x "$1" ]; then
    verdict="is no program that can be run"
    return 1
  fi
  read_version "$1"
  major=${version%%[!0-9]*}
  if [ -z "$major" ]; then
    verdict="does not tell its version"
    return 1
  fi
  verdict="is Java $version"
  [ "$major" -ge "$needed" ]
}

# Selects the java binary $1 if it is new enough; otherwise lists it in $seen under the name $2.
try() {
  if fits "$1"; then
    java=$1
    return 0
  fi
  seen="$seen
  $2 $verdict"
  return 1
}

on_path() {
  set -f
  IFS=:
  for dir in $PATH; do
    dir=${dir:-.}
    if [ -x "$dir/java" ] && [ ! -d "$dir/java" ]; then
      unset IFS
      set +f
      try "$dir/java" "java on PATH ($dir/java)"
      return
    fi
  done
  unset IFS
  set +f
  seen="$seen
  no java on PATH"
  return 1
}

in_usual_places() {
  for home in \
    /usr/lib/jvm/* \
    /opt/* \
    /opt/java/* \
    /usr/java/* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
    "${HOME:-/nowhere}"/.jdks/* \
    "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    [ -x "$home/bin/java" ] || continue
    try "$home/bin/java" "$home" && return
  done
  return 1
}

find_java() {
  if [ -n "${ROWGATE_JAVA-}" ]; then
    fits "$ROWGATE_JAVA" && java=$ROWGATE_JAVA && return
    fail 2 "ROWGATE_JAVA must name a java binary, Java $needed or newer: $ROWGATE_JAVA $verdict"
  fi
  if [ -x "${self%/*}/runtime/bin/java" ]; then
    try "${self%/*}/runtime/bin/java" "its own runtime" && return
  fi
  if [ -n "${JAVA_HOME-}" ]; then
    try "$JAVA_HOME/bin/java" "JAVA_HOME ($JAVA_HOME)" && return
  else
    seen="
  JAVA_HOME is not set"
  fi
  on_path && return
  in_usual_places && return
  fail 4 "needs Java $needed or newer and found none:$seen
It looked in JAVA_HOME, on PATH, and in /usr/lib/jvm, /opt, /usr/java, ~/.sdkman, ~/.jdks,
/Library/Java and Homebrew. To name one: ROWGATE_JAVA=/path/to/bin/java"
}

# Sets $cache to the AOT cache for the command, or to nothing. There is one for serve, one for
# infer and one for all other commands, since a cache is loaded as a whole. One that is older
# than this file is invalid; the JVM would detect that, but also ignore its default CDS archive.
find_cache() {
  case ${1-} in
    serve) cache=$self.serve.aot ;;
    infer) cache=$self.infer.aot ;;
    *) cache=$self.cli.aot ;;
  esac
  # shellcheck disable=SC3013 # in a shell without -nt the start is only slower
  if [ ! -f "$cache" ] || [ "$self" -nt "$cache" ]; then
    cache=
  fi
} 2>/dev/null

# Sets $native to the zstd library if it is a separate file, as in the archive, or to nothing.
# Otherwise each start that needs the library unpacks it from the jar into the directory for
# temporary files, which may be mounted with noexec.
find_native() {
  native=${self%/*}/runtime/lib/libzstd-jni.so
  [ -f "$native" ] || native=
  case $native in
    '' | /*) ;;
    *) native=$PWD/$native ;;
  esac
}

# Opens stdin, stdout and stderr if they are closed: otherwise files of the JVM would get their
# descriptors. The substitute for stdin can't be read and that for stdout can't be written, so a
# command that needs them fails.
open_streams() {
  true 9>&2 || exec 2</dev/null
  { true 9<&0; } 2>/dev/null || exec 0>/dev/null
  { true 9>&1; } 2>/dev/null || exec 1</dev/null
}

# Sets $compiler to the option that makes short runs faster: no second JIT compiler (C2), which
# pays off only in longer runs. Inferring from a sample is short too, unless there may be many files.
find_compiler() {
  compiler=
  case ${1-} in
    --version | -V | --help | -h | help | schema | health | completion) compiler=-XX:TieredStopAtLevel=1 ;;
    infer)
      for option; do
        case $option in
          --whole* | --sample-* | --jobs* | --total*) return ;;
        esac
      done
      compiler=-XX:TieredStopAtLevel=1
      ;;
  esac
}

# Replaces the shell by a JVM that runs the program. $1: JVM options, which follow Rowgate's own;
# the rest: the program's arguments.
#
# JVM messages go to stderr, since stdout is for rows. A cache that was made by another Java
# isn't reported. -Xshare is not given: it is on by default, and giving it disables the AOT
# cache. Mapped at another address than it was made for (mode 1), a cache is relocated when it
# is loaded, which makes 15 MB of it private memory. Training data about hot code is not
# replayed: it was little, and code compiled from it stays a third slower. Short-lived
# objects get 12 MB (eden), which fits a processor's cache; what 500 concurrent requests hold
# fits into each of the two survivor spaces of 6 MB. Otherwise it would fill the old generation,
# which should grow with live data only. C2 inlines methods of up to 120 bytes instead of 325: it
# compiled the same code into each method of a long chain of calls, and was busy with that for the
# first 200,000 requests. Unused malloc memory is returned regularly. Jetty would
# start JMX to find the number of references per cache line, for a fifth of its start time, and
# load all locales of Java (CLDR), for another fifth. The program handles OutOfMemoryError
# itself: the JVM would exit with 3, which is the exit code for a broken input.
become() {
  options=$1
  shift
  # On the class path (split at colons) the file isn't opened until something is needed that the
  # cache doesn't contain; with -jar it is opened at once, and all its entries are read.
  case $self in
    *:*) set -- -jar "$self" "$@" ;;
    *) set -- -cp "$self" dev.rowgate.Main "$@" ;;
  esac
  # shellcheck disable=SC2086 # options are split at blanks, without globbing
  exec "$java" \
    -Xmx256m \
    -XX:+UseSerialGC \
    -XX:+UseCompactObjectHeaders \
    -Xmn24m -XX:SurvivorRatio=2 -XX:TargetSurvivorRatio=90 -XX:InitialRAMPercentage=0 \
    -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 -XX:-ShrinkHeapInSteps \
    -XX:TrimNativeHeapInterval=5000 \
    -XX:FreqInlineSize=120 \
    -XX:-UsePerfData \
    -XX:+DisplayVMOutputToStderr \
    -Xlog:disable -Xlog:all=warning,aot*=off,cds*=off,gc+ergo=off:stderr \
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:-AOTReplayTraining \
    -Dorg.eclipse.jetty.util.referencesPerCacheLine=16 \
    -Djava.locale.providers=SPI \
    -Djdk.reflect.useNativeAccessorOnly=true \
    -Dpicocli.converters.excludes=java.* \
    --enable-native-access=ALL-UNNAMED \
    ${cache:+"-XX:AOTCache=$cache"} \
    ${native:+"-DZstdNativePath=$native"} \
    ${compiler:+"$compiler"} \
    $options \
    "$@"
}

# Splits ROWGATE_JAVA_OPTS into $tried, options for a trial start of a JVM, and $untried, options
# with effects at the start (wait for a debugger, record, write a log). Options that every JVM
# accepts are in neither.
sort_options() {
  tried=
  untried=
  for option in ${ROWGATE_JAVA_OPTS-}; do
    case $option in
      -Djava.* | -Djdk.* | -Dsun.*) tried="$tried $option" ;;
      -D* | -Xmx[1-9][0-9][0-9]m | -Xmx[1-9][0-9][0-9][0-9]m | -Xmx[1-9]g) ;;
      -agent* | -javaagent* | -Xrun* | -Xlog* | -XX:*AOT* | -XX:*Flight*) untried="$untried $option" ;;
      *) tried="$tried $option" ;;
    esac
  done
  # The JVM reads these variables itself; in some of them options can be quoted.
  jvms="${JAVA_TOOL_OPTIONS-}${JDK_JAVA_OPTIONS-}${_JAVA_OPTIONS-}${JDK_AOT_VM_OPTIONS-}"
  case $jvms in
    *-agent* | *-javaagent* | *-Xrun* | *-Xlog* | *-XX:*AOT* | *-XX:*Flight*)
      untried="$untried $jvms"
      jvms=
      ;;
  esac
}

# Whether a trial JVM starts and reaches the program; sets $said to its output.
starts() {
  said=$(
    [ -n "$jvms" ] || unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS
    become "$tried" --version 2>&1 </dev/null
  ) || return
  case $said in
    *"rowgate "*) ;;
    *) return 1 ;;
  esac
}

# Whether the jar has its end record, which a truncated download lacks. Without the programs that
# check it, the file is assumed to be complete.
is_whole() {
  { command -v tail && command -v grep; } >/dev/null || return 0
  tail -c 22 "$self" | LC_ALL=C grep -q "^PK$(printf '\005\006')"
  [ $? -ne 1 ]
}

# Whether the pids limit of the control group may leave too few threads for a JVM.
few_threads() {
  for dir in /sys/fs/cgroup /sys/fs/cgroup/pids; do
    if [ -r "$dir/pids.max" ] && [ -r "$dir/pids.current" ]; then
      read -r most <"$dir/pids.max"
      read -r used <"$dir/pids.current"
      [ "$most" = max ] || [ $((most - used)) -ge 100 ] || return 0
    fi
  done
  return 1
} 2>/dev/null

# Exits with 70 if the JVM can't start. The JVM replaces the shell, so that signals and limits
# apply to the right process; but one that can't start exits with 1, the code for rejected records.
# So there is a trial start first, of 50 ms, if JVM options are set or if its memory or threads
# are limited.
# It is repeated without the AOT cache, which needs a part of the heap.
try_start() {
  sort_options
  if [ -n "$untried" ]; then
    echo "rowgate: not tried whether a JVM starts with$untried: exit code 1 without a _summary may mean that it doesn't" >&2
  fi
  if [ -z "$tried$jvms" ] && ! few_threads; then
    case ${limits#*
} in
      "unlimited
unlimited
"????* | "unlimited
unlimited") return ;;
    esac
  fi
  starts && return
  cache=
  starts && return
  fail 70 "the JVM does not start ($java):
$said"
}

# Braces: the shell reads all of this before it runs any of it.
{
  why='there is no room for another process'
  self=$0
  [ ! -h "$self" ] || self=$(readlink -f "$0" 2>/dev/null) || self=$0
  # The limit on processes is `ulimit -u` in most shells, and `ulimit -p` in dash.
  # shellcheck disable=SC3045 # in a shell without them there is a trial start
  limits=$(ulimit -n && ulimit -v && ulimit -d && { ulimit -u 2>/dev/null || ulimit -p; })
  case $limits in
    ?"
"* | 1[0-2]"
"*) fail 70 "too few files can be opened: see ulimit -n" ;;
  esac
  open_streams
  find_java
  find_cache "$@"
  # With a cache the JVM itself checks that the file is the one from which the cache was made.
  if [ -z "$cache" ] && ! is_whole; then
    fail 70 "$self is cut off or damaged: fetch it again"
  fi
  find_native
  find_compiler "$@"
  set -f
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
  # The JVM decodes arguments, variables and file names by the locale, which under cron, systemd
  # and in most containers is ASCII only. C.UTF-8 exists everywhere; the locale of LANG may not.
  export LC_ALL=C.UTF-8
  try_start
  why=
  become "${ROWGATE_JAVA_OPTS-}" "$@"
  exit
}
