package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.http.watched.ApiKeyFileTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests the packaged service with its schema directory and key file on a mount where calls never
/// return. Needs root and FUSE, as in a build container.
@Timeout(300)
class StalledMountIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final String SCRIPT = "src/test/resources/dev/rowgate/http/stalled-mount.py";
  private static final String SCHEMA = "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}";

  @TempDir private Path dir;

  /// Stalls a directory until it is closed.
  private record Mount(Process process) implements AutoCloseable {

    static Mount over(Path directory) throws Exception {
      Process process = new ProcessBuilder("python3", SCRIPT, directory.toString()).start();
      BufferedReader out = process.inputReader(UTF_8);
      assumeTrue("mounted".equals(out.readLine()), "no mount can be made here");
      return new Mount(process);
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      process.onExit().join();
    }
  }

  @Test
  void requests_are_served_with_what_is_known_and_a_change_is_seen_afterwards() throws Exception {
    Path watched = Files.createDirectory(dir.resolve("watched"));
    Files.writeString(watched.resolve("s.json"), SCHEMA);
    Path keys = Files.writeString(watched.resolve("keys"), ApiKeyFileTest.line("ada", "one"));
    try (var app =
        AppProcess.start(
            dir.resolve("log"), "--schemas", watched.toString(), "--keys", keys.toString())) {
      try (var mount = Mount.over(watched)) {
        assertThat(mount.process().isAlive()).isTrue();
        for (int i = 0; i < 20; i++) {
          assertThat(ask(app, "-d", "a\n1\n", "/v1/transform?schema=s"))
              .contains("{\"a\":1}", "200");
          assertThat(ask(app, "/v1/schemas")).contains("\"s\"", "200");
          assertThat(ask(app, "-d", "a\n1\n", "/v1/transform?schema=none")).contains("404");
        }
        assertThat(ask(app, "/metrics"))
            .contains("rowgate_schema_directory_faulty 1.0", "rowgate_keys_faulty 1.0");
        assertThat(ask(app, "/livez")).contains("200");
        assertThat(app.log())
            .contains("schemas: no answer", "keys: the last good ones serve on", "no answer from");
      }
      Files.writeString(watched.resolve("new.json"), SCHEMA);
      String answer = "";
      for (int i = 0; i < 100 && !answer.contains("{\"a\":1}"); i++) {
        answer = ask(app, "-d", "a\n1\n", "/v1/transform?schema=new");
        Thread.sleep(100);
      }
      assertThat(answer).contains("{\"a\":1}");
    }
  }

  private static String ask(AppProcess app, String... arguments) throws Exception {
    var all = new java.util.ArrayList<>(List.of(arguments));
    all.set(all.size() - 1, app.url() + all.getLast());
    all.addAll(List.of("-H", "Content-Type: text/csv", "-H", "Authorization: Bearer one"));
    all.addAll(List.of("-w", "%{http_code}"));
    return Curl.run(all.toArray(String[]::new)).out();
  }

  @Test
  void a_start_ends_when_it_is_told_to() throws Exception {
    Path watched = Files.createDirectory(dir.resolve("watched"));
    try (var mount = Mount.over(watched)) {
      assertThat(mount.process().isAlive()).isTrue();
      var builder =
          new ProcessBuilder(ROWGATE, "serve", "--port=0", "--schemas", watched.toString());
      builder.environment().put("ROWGATE_JAVA", System.getProperty("java.home") + "/bin/java");
      builder.environment().put("ROWGATE_WARM_UP", "0");
      Process process = builder.redirectErrorStream(true).start();
      try (BufferedReader out = process.inputReader(UTF_8)) {
        assertThat(out.readLine()).contains("settings: ");
        Thread.sleep(500);
        process.destroy();
        assertThat(process.waitFor(120, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
