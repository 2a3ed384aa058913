#!/usr/bin/env bash
# Measures the stages of a conversion with JMH: see jmh/Stages.java.
#
# Usage: src/bench/stages.sh [OPTIONS OF JMH]      (12 minutes; -h lists the options)
#   src/bench/stages.sh write -p kind=TWO          one stage, one kind of input
#   src/bench/stages.sh -f 1 -wi 3 -i 3            quicker, less certain
#   src/bench/stages.sh write -prof gc             what it allocates
#   src/bench/stages.sh write -prof jfr            a flight recording for each, for a look at the hot code
#
# Needs target/classes (mvn package). JMH comes by Maven, into target/jmh; nothing else is left behind.
set -euo pipefail
cd "$(dirname "$0")/../.."
jmh=1.37
out=target/jmh
[ -d target/classes ] || { echo "mvn package comes first" >&2; exit 2; }

java=$(sh -c '. /dev/stdin' <<'FIND'
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
  [ "${version:-0}" -ge 25 ] && { echo "$home/bin"; exit; }
done
FIND
)

mkdir -p "$out/lib" "$out/classes"
if ! [ -e "$out/lib/jmh-core-$jmh.jar" ]; then
  mvn -B -ntp -q dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$out/lib"
  for artifact in org.openjdk.jmh:jmh-core:$jmh org.openjdk.jmh:jmh-generator-annprocess:$jmh \
    net.sf.jopt-simple:jopt-simple:5.0.4 org.apache.commons:commons-math3:3.6.1; do
    mvn -B -ntp -q dependency:copy -Dartifact="$artifact" -DoutputDirectory="$out/lib"
  done
fi
"${java:+$java/}javac" -nowarn -proc:full -d "$out/classes" -cp "target/classes:$out/lib/*" src/bench/jmh/Stages.java
exec "${java:+$java/}java" --sun-misc-unsafe-memory-access=allow \
  -cp "$out/classes:target/classes:$out/lib/*" org.openjdk.jmh.Main "$@"
