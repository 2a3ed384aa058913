package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.zip.Checksum;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests HTTP/2 without TLS, with curl, on the port that also accepts HTTP/1.
@Timeout(240)
class Http2Test {

  private static final int BYTES = 30 << 20;

  @TempDir static Path directory;
  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void rows_stream_both_ways_and_arrive_byte_by_byte() throws Exception {
    long bytes = 20 << 20;
    var result = Curl.http2(upload(csv(bytes)));
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).endsWith("200 2");
    Checksum sum = Csv.checksum();
    sum.update(result.out().substring(0, result.out().length() - "200 2".length()).getBytes());
    assertThat(Csv.hex(sum)).isEqualTo(Csv.expected(bytes));
  }

  @Test
  void the_first_row_is_there_while_the_upload_is_held_open() throws Exception {
    Curl.assumeHttp2();
    Process curl =
        new ProcessBuilder(
                "curl",
                "-qsSN",
                "--http2-prior-knowledge",
                // With "-" curl would wait for input and read nothing meanwhile.
                "-T",
                ".",
                "-X",
                "POST",
                "-H",
                "Content-Type: text/csv",
                served.url() + "/v1/transform")
            .start();
    OutputStream body = curl.getOutputStream();
    try (BufferedReader rows = curl.inputReader()) {
      body.write("a\n1\n".getBytes());
      body.flush();
      assertThat(rows.readLine()).isEqualTo("{\"a\":\"1\"}");
      body.write("2\n".getBytes());
      body.flush();
      assertThat(rows.readLine()).isEqualTo("{\"a\":\"2\"}");
      body.close();
      assertThat(rows.readLine()).startsWith("{\"_summary\":{\"complete\":true,");
      assertThat(curl.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(curl.exitValue()).isZero();
    } finally {
      curl.destroyForcibly();
    }
  }

  @Test
  void a_fault_in_the_stream_is_told_and_resets_it() throws Exception {
    // A megabyte of the upload is unsent when the run stops.
    Path file = csv(BYTES);
    Files.write(file, "one,cell,too,many\n".getBytes(UTF_8), StandardOpenOption.APPEND);
    Files.write(file, "1\n".repeat(1 << 19).getBytes(UTF_8), StandardOpenOption.APPEND);
    String[] upload = upload(file);
    upload[upload.length - 1] += "?maxErrors=0";
    var result = Curl.http2(upload);
    assertThat(result.exit()).as(result.err()).isEqualTo(92);
    assertThat(result.out()).contains("{\"_summary\":{\"complete\":false,");
    assertThat(result.out()).contains("\"fault\":{\"code\":\"too-many-errors\"");
  }

  /// Refusals reach a client that is still sending.
  @Test
  void a_refusal_arrives_while_100_megabytes_are_being_sent() throws Exception {
    Path file = directory.resolve("book.xlsx");
    try (var out = Files.newOutputStream(file)) {
      out.write(new byte[] {'P', 'K', 3, 4});
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        out.write(megabyte);
      }
    }
    assertRefused(file, "", "not-csv", 400);
    assertRefused(file, "?schema=none", "unknown-schema", 404);
    assertRefused(file, "?respond=x", "bad-option", 400);
  }

  private static void assertRefused(Path file, String query, String code, int status)
      throws Exception {
    String[] upload = upload(file);
    upload[upload.length - 1] += query;
    var two = Curl.http2(upload);
    assertThat(two.exit()).as(two.err()).isZero();
    assertThat(two.out()).contains("\"code\":\"" + code + "\"").endsWith(status + " 2");
    var one = Curl.run(upload);
    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(one.out()).contains("\"code\":\"" + code + "\"").endsWith(status + " 1.1");
  }

  private static String[] upload(Path file) {
    return new String[] {
      "-T",
      file.toString(),
      "-X",
      "POST",
      "-H",
      "Expect:",
      "-H",
      "Content-Type: text/csv",
      "-w",
      "%{http_code} %{http_version}",
      served.url() + "/v1/transform"
    };
  }

  private static Path csv(long bytes) throws IOException {
    Path file = directory.resolve(bytes + ".csv");
    try (var out = Files.newOutputStream(file)) {
      Csv.write(out, bytes);
    }
    return file;
  }
}
