package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests long uploads to the packaged file, with a heap of 64 MB, by clients that read the response
/// at different times.
@Timeout(300)
class BothWaysIT {

  /// More than the heap.
  private static final long LONG = 100L << 20;

  private static final long MEDIUM = 50L << 20;

  /// `urllib` sends everything before it reads.
  private static final String URLLIB =
      """
      import sys, urllib.request, zlib
      request = urllib.request.Request(sys.argv[1], data=open(sys.argv[2], 'rb').read(),
                                       headers={'Content-Type': 'text/csv'})
      with urllib.request.urlopen(request, timeout=100) as response:
          print('%08x' % zlib.crc32(response.read()))
      """;

  @TempDir static Path dir;

  private static AppProcess app;

  @BeforeAll
  static void start() throws Exception {
    app = AppProcess.start(dir.resolve("app.log"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void who_sends_100_mb_before_reading_is_served() throws Exception {
    String head =
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: text/csv";
    try (var client = new Duplex(app.port(), head)) {
      try (OutputStream body = client.chunks()) {
        Csv.write(body, LONG);
      }
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      Checksum sum = Csv.checksum();
      client.body(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
      assertThat(Csv.hex(sum)).isEqualTo(Csv.expected(LONG));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.0", "--http1.1", "--http2-prior-knowledge"})
  void curl_gets_100_mb_whole(String version) throws Exception {
    if (version.startsWith("--http2")) {
      Curl.assumeHttp2();
    }
    Path out = dir.resolve("out" + version);
    var result =
        Curl.run(
            version,
            "-T",
            csv(LONG).toString(),
            "-X",
            "POST",
            "-H",
            "Content-Type: text/csv",
            "-o",
            out.toString(),
            app.url() + "/v1/transform");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(checksum(out)).isEqualTo(Csv.expected(LONG));
    Files.delete(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?respond=after-upload"})
  void python_s_urllib_gets_50_mb_whole(String query) throws Exception {
    Process python;
    try {
      python =
          new ProcessBuilder(
                  "python3", "-c", URLLIB, app.url() + "/v1/transform" + query, csv(MEDIUM) + "")
              .redirectError(dir.resolve("python.err").toFile())
              .start();
    } catch (IOException e) {
      Assumptions.abort("python3 isn't installed");
      return;
    }
    try {
      String said = new String(python.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(python.waitFor(120, SECONDS)).isTrue();
      assertThat(said)
          .as(Files.readString(dir.resolve("python.err")))
          .isEqualTo(Csv.expected(MEDIUM));
    } finally {
      python.destroyForcibly();
    }
  }

  private static Path csv(long bytes) throws IOException {
    Path file = dir.resolve(bytes + ".csv");
    if (!Files.exists(file)) {
      try (var out = Files.newOutputStream(file)) {
        Csv.write(out, bytes);
      }
    }
    return file;
  }

  private static String checksum(Path file) throws IOException {
    Checksum sum = Csv.checksum();
    Files.copy(file, new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
    return Csv.hex(sum);
  }
}
