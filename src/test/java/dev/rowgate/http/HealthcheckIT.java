package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the Dockerfile's health check, with other paths.
class HealthcheckIT {

  private static final Path ROWGATE = Path.of(System.getProperty("rowgate.executable"));

  @TempDir private Path dir;

  @Test
  void its_heap_holds_the_cache_of_the_server() throws Exception {
    Path cache = ROWGATE.resolveSibling(ROWGATE.getFileName() + ".serve.aot");
    assumeTrue(Files.exists(cache), "built without AOT caches");
    try (AppProcess app = AppProcess.start(dir.resolve("log"))) {
      assertThat(check(app.url() + "/readyz")).isZero();
    }
  }

  private static int check(String url) throws IOException, InterruptedException {
    String image = Files.readString(Path.of("Dockerfile"));
    List<String> command =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(image.substring(image.indexOf("HEALTHCHECK")))
            .results()
            .map(HealthcheckIT::argument)
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    assertThat(command).contains("health");
    command.add(url);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String argument(MatchResult quoted) {
    return quoted
        .group(1)
        .replace(
            "/opt/rowgate/runtime/bin/java",
            Path.of(System.getProperty("java.home"), "bin/java").toString())
        .replace("/opt/rowgate/rowgate", ROWGATE.toString());
  }
}
