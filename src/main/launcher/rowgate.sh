#!/bin/sh
why='this file is cut off: fetch it again'; trap '[ -z "$why" ] || { echo "rowgate: $why" >&2; exit 70; }' EXIT
# Rowgate: this script, with the program's jar right behind it.
#
# The script finds a Java and becomes it. The first that is new enough is taken, of
#   1. ROWGATE_JAVA    a java binary; no other is looked for when it is set
#   2. runtime/        beside this file, as in the archive that needs no Java
#   3. JAVA_HOME
#   4. PATH            the first java on it
#   5. the places where Linux, macOS, SDKMAN, Homebrew and IDEs put one
#
# The start is quicker with the caches that train.sh puts beside this file.
#
# ROWGATE_JAVA_OPTS    options for the JVM, split at blanks; they win over those given here
#
# Exits with 2 if ROWGATE_JAVA names no Java that is new enough, with 4 if there is none anywhere, and with
# 70 if the JVM can't start, or if this file is cut off: what $why says when the shell ends too early.
# All else is the program's own. How long it takes matters: no process is started where a file
# tells as much.

needed=25
seen=

# Ends with $1, and says $2.
fail() {
  why=
  echo "rowgate: $2" >&2
  exit "$1"
}

# Sets $version from the file in which a JDK says what it is.
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

# Sets $version to that of the java binary $1, or to nothing if it doesn't tell.
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

# Whether the java binary $1 is new enough; if not, $verdict says what it is instead.
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

# Takes the java binary $1, which is called $2, if it is new enough.
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

# Sets $cache to the AOT cache for what is asked for, or to nothing. One for the server, one for infer and
# one for all else: what is in a cache is loaded at the start, needed or not. One that is older than this
# file can't fit; the JVM would see that, and do without its own archive too.
find_cache() {
  case ${1-} in
    serve) cache=$self.serve.aot ;;
    infer) cache=$self.infer.aot ;;
    *) cache=$self.cli.aot ;;
  esac
  # shellcheck disable=SC3013 # a shell without -nt starts more slowly, that is all
  if [ ! -f "$cache" ] || [ "$self" -nt "$cache" ]; then
    cache=
  fi
} 2>/dev/null

# Sets $native to the library of zstd if it is a file, as in the archive, or to nothing. Else it is
# unpacked from the jar, with each start that needs it, into a directory for temporary files: a careful
# machine runs nothing from there.
find_native() {
  native=${self%/*}/runtime/lib/libzstd-jni.so
  [ -f "$native" ] || native=
  case $native in
    '' | /*) ;;
    *) native=$PWD/$native ;;
  esac
}

# Opens those of stdin, stdout and stderr that are closed: else the JVM's own files would get their
# numbers. From what is opened for stdin nothing can be read, and to stdout nothing be written: who needs
# them gets an error.
open_streams() {
  true 9>&2 || exec 2>/dev/null
  { true 9<&0; } 2>/dev/null || exec 0>/dev/null
  { true 9>&1; } 2>/dev/null || exec 1</dev/null
}

# Sets $compiler to what makes a short run shorter. Of the JVM's two compilers the second one pays for
# itself with what runs longer than these. A sample of a file is short too.
find_compiler() {
  compiler=
  case ${1-} in
    --version | -V | --help | -h | help | schema | health | completion) compiler=-XX:TieredStopAtLevel=1 ;;
    infer)
      for option; do
        case $option in
          --whole* | --sample-*) return ;;
        esac
      done
      compiler=-XX:TieredStopAtLevel=1
      ;;
  esac
}

# Becomes a JVM that runs the program, with $1 behind Rowgate's own options for the JVM and the rest behind
# all of them.
#
# What the JVM itself has to say goes to stderr: stdout is for rows. A cache that doesn't fit, since
# it is another Java's, is no news to the user. Nothing is said about -Xshare: it is on by itself,
# and once named it forbids an AOT cache. At another address than it was made for (mode 1) a cache is
# rewritten as it is loaded: 15 MB of memory that are no file's any more. What training saw of hot
# code isn't replayed: it was little, and what is compiled by it stays a third slower. Short-lived
# objects have 12 MB, which fit a processor's cache, and what 500 requests hold at once finds room in
# each of the two spaces of 6 MB for what is a little older: else it would fill the rest of the heap,
# which is to grow with what lives. What the compilers took of malloc's memory goes back. Jetty would start
# JMX to learn how many references fit a cache line, for a fifth of the time until it listens, and have a
# list made of all languages that Java knows (CLDR), for another. What to do when memory runs out the
# program knows: the JVM itself would exit with 3, which is the exit code for a broken input.
become() {
  options=$1
  shift
  # As a class path, which is split at colons, the file isn't opened until something in it is needed
  # that the cache doesn't hold; for -jar it is, and all its entries are looked at.
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

# Sets $tried and $untried to the options of ROWGATE_JAVA_OPTS: those that a JVM can be tried with, and those
# that do something as soon as it starts (wait for a debugger, record, write a log). What works with any
# JVM is in neither.
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
  # The JVM reads these itself, and not all of them are split at blanks alone.
  jvms="${JAVA_TOOL_OPTIONS-}${JDK_JAVA_OPTIONS-}${_JAVA_OPTIONS-}${JDK_AOT_VM_OPTIONS-}"
  case $jvms in
    *-agent* | *-javaagent* | *-Xrun* | *-Xlog* | *-XX:*AOT* | *-XX:*Flight*)
      untried="$untried $jvms"
      jvms=
      ;;
  esac
}

# Whether a JVM starts and reaches the program, as far as can be tried; $said is what it says.
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

# Whether the end of the jar is there: it is not in a file that a download has cut off. Without the
# programs that can tell it is taken for whole.
is_whole() {
  { command -v tail && command -v grep; } >/dev/null || return 0
  tail -c 22 "$self" | LC_ALL=C grep -q "^PK$(printf '\005\006')"
  [ $? -ne 1 ]
}

# Whether the machine may have too few threads for a JVM, by the limits of the control group.
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

# Ends with 70 if the JVM can't start. The script becomes the JVM, so that signals and limits meet the
# right process, and then a JVM that can't start exits with 1, which is the exit code for rejected records.
# So a JVM is tried before, where somebody has set options for it or has limited its memory or its
# threads: for 50 ms.
# Without the cache it may start where it doesn't with it: a cache needs a part of the heap.
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

# All of it is read before any of it is run.
{
  why='there is no room for another process'
  self=$0
  [ ! -h "$self" ] || self=$(readlink -f "$0" 2>/dev/null) || self=$0
  # The number of processes is -u in most shells, and -p in dash.
  # shellcheck disable=SC3045 # a shell without them says nothing, and a JVM is tried
  limits=$(ulimit -n && ulimit -v && ulimit -d && { ulimit -u 2>/dev/null || ulimit -p; })
  case $limits in
    ?"
"* | 1[0-2]"
"*) fail 70 "too few files can be opened: see ulimit -n" ;;
  esac
  open_streams
  find_java
  find_cache "$@"
  # With a cache the JVM compares the file with the one that the cache was made of.
  if [ -z "$cache" ] && ! is_whole; then
    fail 70 "$self is cut off or damaged: fetch it again"
  fi
  find_native
  find_compiler "$@"
  set -f
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
  # The JVM decodes arguments, variables and file names by the locale, and the locale of cron, of systemd
  # and of most containers knows ASCII alone. This one is everywhere, while what LANG names may not be.
  export LC_ALL=C.UTF-8
  try_start
  why=
  become "${ROWGATE_JAVA_OPTS-}" "$@"
  exit
}
