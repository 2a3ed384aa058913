package dev.rowgate.dist;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs the commands of `compose.yaml` as processes instead of containers, with the same files at
/// the same paths, in separate namespaces.
@Timeout(600)
class ComposeIT {

  private static final Path FILE = Path.of("src/dist/compose.yaml").toAbsolutePath();
  private static final Path ROWGATE = Path.of(System.getProperty("rowgate.executable"));
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  /// `$1` is a directory, `$2` the program, `$3` and `$4` are the commands.
  private static final String SCRIPT =
      """
      set -eu
      ip link set lo up
      mkdir "$1/var"
      mkdir "$1/etc"
      cp /etc/passwd /etc/group /etc/nsswitch.conf /etc/ld.so.cache "$1/etc"
      mount --bind "$1/etc" /etc
      mount --bind "$1/var" /var/lib
      echo '127.0.0.1 localhost rowgate' >/etc/hosts
      mount -t tmpfs tmpfs /run
      mkdir /run/secrets
      echo "compose sha256:$(printf %%s a-key | sha256sum | cut -c1-64)" >/run/secrets/keys
      %s
      ended() {
        kill $rowgate $nginx 2>/dev/null || true
        wait
      }
      rowgate= nginx=
      trap ended EXIT
      "$2" $3 2>"$1/rowgate.log" &
      rowgate=$!
      turns=0
      until "$2" health 2>/dev/null; do
        turns=$((turns + 1))
        [ $turns -lt 100 ] && kill -0 $rowgate || { cat "$1/rowgate.log"; exit 1; }
        sleep 0.2
      done
      setpriv --reuid 101 --regid 101 --clear-groups --bounding-set=-all --no-new-privs \\
        sh -c "$4" 2>"$1/nginx.log" &
      nginx=$!
      curl -sS --retry 50 --retry-delay 1 --retry-connrefused -o /dev/null localhost:8000/readyz
      for way in '--http1.1 localhost:8000' '--http2-prior-knowledge localhost:8001'; do
        curl -sS --data-binary @src/docs/sample/people.csv $way/v1/transform?schema=people |
          grep '"code":"unauthorized"'
        curl -sS --data-binary @src/docs/sample/people.csv -H 'Authorization: Bearer a-key' \\
          $way/v1/transform?schema=people
      done
      kill -QUIT $nginx
      wait $nginx
      kill $rowgate
      wait $rowgate
      trap - EXIT
      echo 'both have stopped'
      """;

  @Test
  void both_run_together(@TempDir Path dir) throws Exception {
    Tool.needed("nginx");
    Tool.needed("ip");
    Tool.needed("setpriv");
    Tool unshare = Tool.needed("unshare");
    assumeTrue(unshare.run("-mn", "true").exit() == 0, "namespaces need root");
    JsonNode services = Yaml.documents(FILE).getFirst().get("services");
    JsonNode app = services.get("rowgate");
    JsonNode nginx = services.get("nginx");

    String script = SCRIPT.formatted(mounts(app) + mounts(nginx) + directories(nginx));
    var builder =
        new ProcessBuilder(
            unshare.path().toString(),
            "-mn",
            "sh",
            "-c",
            script,
            "-",
            dir.toString(),
            ROWGATE.toAbsolutePath().toString(),
            command(app, " "),
            "exec " + command(nginx, "' '").replaceFirst("^(\\w+)' ", "$1 ") + "'");
    builder.environment().put("ROWGATE_JAVA", JAVA.toString());
    builder.environment().put("ROWGATE_JAVA_OPTS", "-Djava.io.tmpdir=" + dir);
    Tool.Ran ran = Tool.run(builder);

    assertThat(ran.exit()).as(logs(dir) + ran.output()).isZero();
    assertThat(ran.output())
        .containsPattern("(?s)\"complete\":true.*\"complete\":true")
        .endsWith("both have stopped\n");
  }

  private static String logs(Path dir) throws Exception {
    String logs = "";
    for (String name : new String[] {"rowgate.log", "nginx.log"}) {
      logs += Files.exists(dir.resolve(name)) ? Files.readString(dir.resolve(name)) : "";
    }
    return logs;
  }

  private static String command(JsonNode service, String between) {
    return service.get("command").valueStream().map(JsonNode::asString).collect(joining(between));
  }

  /// The volumes that are files of the project.
  private static String mounts(JsonNode service) {
    return service
        .get("volumes")
        .valueStream()
        .map(volume -> volume.asString().split(":"))
        .filter(parts -> parts[0].startsWith("."))
        .map(parts -> mount(FILE.resolveSibling(parts[0]).normalize(), parts[1]))
        .collect(joining());
  }

  /// Copies, because one mount is inside another.
  private static String mount(Path source, String target) {
    return Files.isDirectory(source)
        ? "mkdir -p %s; cp -r %s/. %s/\n".formatted(target, source, target)
        : "cp %s %s\n".formatted(source, target);
  }

  private static String directories(JsonNode service) {
    return service
        .get("tmpfs")
        .valueStream()
        .map(tmpfs -> tmpfs.asString().split(":", 2))
        .map(tmpfs ->
            "mkdir -p %s; mount -t tmpfs -o %s tmpfs %s\n".formatted(tmpfs[0], tmpfs[1], tmpfs[0]))
        .collect(joining());
  }
}
