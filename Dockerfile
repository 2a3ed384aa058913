# Image without a shell: the program, a minimal Java runtime (jlink) and the C library.
#
#   docker build -t rowgate .
#   docker run --rm --read-only --tmpfs /spool:size=1g,uid=65532 -p 8080:8080 rowgate
#
# Tests are not run here; see .ci/run. The base image is an argument, so that a build without access
# to the registry can use another one.
ARG BUILD_BASE=docker.io/library/maven:3.9.16-eclipse-temurin-25-noble@sha256:7e461cec477077c1d9e50b13df8aef9018764410f4c4cd7c34803f10c4c99e4c

FROM ${BUILD_BASE} AS build
WORKDIR /src
COPY pom.xml LICENSE ./
COPY nginx nginx
COPY src src
# Maven's downloads are in a cache mount: not in a layer, and available to the next build.
RUN --mount=type=cache,target=/m2 \
    mvn -B -ntp -q package -DskipTests -Drowgate.train=no -Dmaven.repo.local=/m2

# Assembles the image: /opt/rowgate with the AOT cache of serve, created by the same Java that uses
# it, the shared libraries of that Java, and a user.
RUN set -eu; \
    src/dist/archive.sh --unpacked; \
    mkdir -p /image/opt /image/etc/rowgate/schemas /image/spool /image/tmp; \
    cp -a target/archive/rowgate-* /image/opt/rowgate; \
    cd /image/opt/rowgate; \
    rm -rf README.md people.csv share nginx systemd monitoring rowgate.cli.aot rowgate.infer.aot; \
    mv schemas/people.json /image/etc/rowgate/schemas/; \
    rmdir schemas; \
    # The runtime's libraries first: the linker of the base image also finds those of the JDK.
    for lib in $(find runtime -name '*.so' -o -name java -type f | \
        LD_LIBRARY_PATH="$PWD/runtime/lib:$PWD/runtime/lib/server" xargs -n 1 ldd 2>/dev/null | \
        sed -n 's/^[^/]*\(\/[^ ]*\) (0x.*/\1/p' | grep -v "^$PWD/" | sort -u); do \
      mkdir -p "/image$(dirname "$lib")"; \
      cp -L "$lib" "/image$lib"; \
    done; \
    echo 'rowgate:x:65532:65532::/nonexistent:/sbin/nologin' >/image/etc/passwd; \
    chown 65532:65532 /image/spool; \
    chmod 1777 /image/tmp

FROM scratch
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Rowgate" \
      org.opencontainers.image.description="Turns CSV into typed JSON lines, every record accounted for." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /image/ /
USER 65532:65532
ENV MALLOC_ARENA_MAX=2 LC_ALL=C.UTF-8
# Only spool files are written, so the root can be read-only.
VOLUME ["/spool"]
# The same JVM flags as in the launcher, which needs a shell; ImageTest compares them. Other
# JVM flags, such as a larger -Xmx, can be set with --entrypoint, before "serve".
ENTRYPOINT ["/opt/rowgate/runtime/bin/java", \
  "-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", \
  "-Xmn24m", "-XX:SurvivorRatio=2", "-XX:TargetSurvivorRatio=90", "-XX:InitialRAMPercentage=0", \
  "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=25", "-XX:-ShrinkHeapInSteps", \
  "-XX:TrimNativeHeapInterval=5000", "-XX:FreqInlineSize=120", "-XX:-UsePerfData", \
  "-XX:+DisplayVMOutputToStderr", \
  "-Xlog:disable", "-Xlog:all=warning,aot*=off,cds*=off,gc+ergo=off:stderr", \
  "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", "-XX:-AOTReplayTraining", \
  "-Dorg.eclipse.jetty.util.referencesPerCacheLine=16", "-Djava.locale.providers=SPI", \
  "-Djdk.reflect.useNativeAccessorOnly=true", "-Dpicocli.converters.excludes=java.*", \
  "--enable-native-access=ALL-UNNAMED", \
  "-XX:AOTCache=/opt/rowgate/rowgate.serve.aot", \
  "-DZstdNativePath=/opt/rowgate/runtime/lib/libzstd-jni.so", "-Djava.io.tmpdir=/spool", \
  "-cp", "/opt/rowgate/rowgate", "dev.rowgate.Main"]
CMD ["serve", "--host", "0.0.0.0", "--schemas", "/etc/rowgate/schemas"]
EXPOSE 8080
STOPSIGNAL SIGTERM
# Uses the cache of serve: one for commands would be a fifth of the image, and save 0.1 s here.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 \
  CMD ["/opt/rowgate/runtime/bin/java", "-Xmx16m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", \
  "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xlog:disable", \
  "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", \
  "--enable-native-access=ALL-UNNAMED", \
  "-XX:AOTCache=/opt/rowgate/rowgate.serve.aot", "-cp", "/opt/rowgate/rowgate", "dev.rowgate.Main", \
  "health"]
