package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests a failing disk: it is the service's fault (503), is logged, counted and visible in
/// `/readyz`, and is over when the disk works again.
@Timeout(240)
class StorageFailureTest {

  @TempDir private Path directory;

  @Test
  void a_spool_directory_that_was_removed_is_made_anew() throws Exception {
    try (var served = served()) {
      remove(directory.resolve("spool"), false);
      var response = served.transform("?respond=after-upload", "text/csv", noise());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"complete\":true");
      assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_disk_that_is_gone_is_503_until_it_is_back() throws Exception {
    try (var served = served()) {
      remove(directory.resolve("spool"), true);
      var refused = served.transform("?respond=after-upload", "text/csv", noise());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body())
          .contains("\"code\":\"storage-failed\"")
          .doesNotContain(directory.toString());
      assertThat(served.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      assertThat(served.get("/metrics").body())
          .contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0")
          .doesNotContain("rowgate_spool_failures_total 0.0")
          .contains("rowgate_problems_total{code=\"storage-failed\"} 1.0");
      assertThat(served.transform("", "a\n1\n").body()).contains("\"complete\":true");
      Files.createDirectory(directory.resolve("spool"));
      assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(served.transform("?respond=after-upload", "text/csv", noise()).statusCode())
          .isEqualTo(200);
    }
  }

  private Served served() throws IOException {
    Path parent = Files.createDirectory(directory.resolve("spool"));
    Limits limits = Limits.STANDARD;
    var settings = new Settings(null, 0, null, limits);
    return Served.start(
        settings.with(Respond.AUTO, Spooling.within(parent, limits)), limits.idleTime());
  }

  private static void remove(Path parent, boolean itself) throws IOException {
    try (var all = Files.walk(parent)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        if (itself || !each.equals(parent)) {
          Files.delete(each);
        }
      }
    }
  }

  /// More than is kept in memory, and incompressible.
  private static byte[] noise() {
    var text = new StringBuilder("a\n");
    var random = new Random(5);
    for (int i = 0; i < 40_000; i++) {
      text.append(Long.toHexString(random.nextLong())).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }
}
