package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills the packaged service during a response, and tests that no client takes it for complete.
@Timeout(240)
class KilledIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir private Path dir;

  @Test
  void curl_fails_and_has_no_summary() throws Exception {
    Curl.assumePresent();
    Path csv = dir.resolve("many.csv");
    Files.writeString(csv, "name,age\n" + "Ada Lovelace,36\n".repeat(3_000_000));
    Path out = dir.resolve("out");
    var builder = new ProcessBuilder(ROWGATE, "serve", "--port=0");
    builder.environment().put("ROWGATE_JAVA", JAVA);
    builder.environment().put("ROWGATE_WARM_UP", "0");
    Process server = builder.start();
    try (BufferedReader err = server.errorReader(UTF_8)) {
      String url = address(err) + "/v1/transform";
      // Slow enough that the kill precedes the end of upload and response.
      Process curl =
          new ProcessBuilder(
                  "curl",
                  "-q",
                  "-sS",
                  "--max-time",
                  "100",
                  "--limit-rate",
                  "4M",
                  "-H",
                  "Expect:",
                  "--data-binary",
                  "@" + csv,
                  url)
              .redirectOutput(out.toFile())
              .start();
      try {
        while (Files.size(out) < 1_000_000) {
          assertThat(curl.isAlive()).isTrue();
          Thread.sleep(20);
        }
        server.destroyForcibly();
        assertThat(curl.waitFor(120, SECONDS)).isTrue();
        assertThat(curl.exitValue()).isNotZero();
        assertThat(Files.readString(out)).contains("Ada Lovelace").doesNotContain("_summary");
      } finally {
        curl.destroyForcibly();
      }
    } finally {
      server.destroyForcibly().waitFor(10, SECONDS);
    }
  }

  private static String address(BufferedReader err) throws IOException {
    while (true) {
      String line = err.readLine();
      assertThat(line).as("a line that tells the address").isNotNull();
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group();
      }
    }
  }
}
