package dev.rowgate.dist;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the program makes only system calls that the systemd unit allows; systemd kills it
/// for any other.
@Timeout(300)
class SystemdIT {

  private static final Path ROWGATE = Path.of(System.getProperty("rowgate.executable"));
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  /// `$1` is a directory, `$2` the program, `$3` a port. Runs every kind of response, and a stop.
  private static final String SCRIPT =
      """
      set -eu
      strace -f -qq -o "$1/calls" "$2" serve --port "$3" --schemas "$1/schemas" 2>"$1/log" &
      server=$!
      trap 'kill $server 2>/dev/null || true; wait' EXIT
      people=src/docs/sample/people.csv
      url=http://127.0.0.1:$3
      curl -sS --retry 100 --retry-delay 1 --retry-connrefused -o /dev/null $url/readyz
      curl -sS --data-binary @$people "$url/v1/transform?schema=people"
      curl -sS --data-binary @$people -H 'Accept-Encoding: zstd, identity;q=0' -o /dev/null \
        "$url/v1/transform?respond=after-upload"
      curl -sS -F schema=@src/docs/sample/people.json -F file=@$people $url/v1/validate
      gzip -c $people | curl -sS --http2-prior-knowledge --data-binary @- $url/v1/infer -o /dev/null
      seq 400000 | sed 's/.*/&,&&&/' |
        curl -sS -T - -X POST -o /dev/null "$url/v1/transform?respond=after-upload&header=false"
      curl -sS -o /dev/null $url/metrics
      # strace ends with its child, whose signals it passes on only when it is asked to.
      pkill -TERM -P $server
      wait $server
      trap - EXIT
      """;

  private static final Pattern CALL =
      Pattern.compile("^\\d+ +(?:<\\.\\.\\. )?([a-z_0-9]+)[( ]", Pattern.MULTILINE);

  @Test
  void the_unit_lets_it_do_all_that_it_does(@TempDir Path dir) throws Exception {
    Tool strace = Tool.needed("strace");
    Tool.needed("curl");
    Tool.needed("pkill");
    Tool analyze = Tool.needed("systemd-analyze");
    assumeTrue(strace.run("true").exit() == 0, "strace may not trace here");
    Files.createDirectory(dir.resolve("schemas"));
    Files.copy(Path.of("src/docs/sample/people.json"), dir.resolve("schemas/people.json"));
    var builder =
        new ProcessBuilder(
            "sh", "-c", SCRIPT, "-", dir.toString(), ROWGATE.toAbsolutePath().toString(), port());
    builder.environment().put("ROWGATE_JAVA", JAVA.toString());
    builder.environment().put("ROWGATE_JAVA_OPTS", "-Djava.io.tmpdir=" + dir);

    String said = Tool.run(builder).good();

    assertThat(said).containsPattern("(?s)\"complete\":true.*\"complete\":true");
    Set<String> called =
        CALL.matcher(Files.readString(dir.resolve("calls")))
            .results()
            .map(found -> found.group(1))
            .collect(toCollection(TreeSet::new));
    assertThat(called).hasSizeGreaterThan(40).contains("execve", "listen", "pwrite64");
    called.removeAll(allowed(analyze.run("syscall-filter", "--no-pager").good()));
    assertThat(called).isEmpty();
  }

  /// The system calls that the unit allows, with systemd's groups expanded.
  private static Set<String> allowed(String listed) throws IOException {
    Map<String, Set<String>> groups = new HashMap<>();
    Set<String> group = new HashSet<>();
    for (String line : listed.lines().toList()) {
      if (line.startsWith("@")) {
        group = groups.computeIfAbsent(line.strip(), _ -> new HashSet<>());
      } else if (line.startsWith("    ") && !line.strip().startsWith("#")) {
        group.add(line.strip());
      }
    }
    Set<String> allowed = new HashSet<>();
    String unit = Files.readString(Path.of("src/dist/systemd/rowgate.service"));
    for (MatchResult filter :
        Pattern.compile("SystemCallFilter=(~?)(.*)").matcher(unit).results().toList()) {
      Set<String> calls =
          Stream.of(filter.group(2).split(" "))
              .flatMap(name -> calls(name, groups))
              .collect(toSet());
      if (filter.group(1).isEmpty()) {
        allowed.addAll(calls);
      } else {
        allowed.removeAll(calls);
      }
    }
    assertThat(allowed).contains("read").doesNotContain("reboot", "setpriority");
    return allowed;
  }

  private static Stream<String> calls(String name, Map<String, Set<String>> groups) {
    return name.startsWith("@")
        ? groups.get(name).stream().flatMap(one -> calls(one, groups))
        : Stream.of(name);
  }

  private static String port() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
