package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.media.ContentCoding;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Tests compressed responses: they stream, spill, are delayed and stop as others do, and release
/// their encoders.
@Timeout(240)
class PackedAnswerTest {

  private static final String POST =
      "POST /v1/transform%s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: %s\r\n"
          + "Transfer-Encoding: chunked\r\nContent-Type: text/csv";
  private static final int LONG = 16 << 20;

  @TempDir Path temporary;

  private final ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();
  private Served served;

  @BeforeEach
  void start() {
    served = served(Spooling.STANDARD);
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    other.shutdownNow();
    long deadline = System.nanoTime() + Served.PATIENCE.toNanos();
    while (isAnythingHeld() && System.nanoTime() - deadline < 0) {
      Thread.sleep(10);
    }
    assertThat(served.server().encoders().contexts()).as("contexts of zstd").isZero();
    assertThat(served.server().spools().bytesInUse()).as("bytes on disk").isZero();
    served.close();
    try (var left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  private boolean isAnythingHeld() {
    return served.server().encoders().contexts() > 0 || served.server().spools().bytesInUse() > 0;
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void a_row_can_be_read_while_the_upload_is_held_open(ContentCoding coding) throws Exception {
    try (var client = post("", coding)) {
      OutputStream body = client.chunks();
      var packed = new ByteArrayOutputStream();
      body.write("a\n1\n".getBytes());
      body.flush();
      assertThat(client.head())
          .startsWith("HTTP/1.1 200")
          .contains("Content-Encoding: " + coding, "Transfer-Encoding: chunked");
      packed.write(client.chunk());
      assertThat(Unpacked.of(coding, packed.toByteArray()).text()).isEqualTo("{\"a\":\"1\"}\n");
      body.write("2\n".getBytes());
      body.flush();
      packed.write(client.chunk());
      assertThat(Unpacked.of(coding, packed.toByteArray()))
          .isEqualTo(new Unpacked("{\"a\":\"1\"}\n{\"a\":\"2\"}\n", false));
      body.close();
      client.body(packed);
      var whole = Unpacked.of(coding, packed.toByteArray());
      assertThat(whole.whole()).isTrue();
      assertThat(whole.text()).contains("\n{\"_summary\":{\"complete\":true,").endsWith("}}\n");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void a_client_that_reads_gets_every_byte(ContentCoding coding) throws Exception {
    try (var client = post("", coding)) {
      Future<?> sent = other.submit(sending(client, LONG));
      client.head();
      assertThat(checksum(client, coding)).isEqualTo(Csv.expected(LONG));
      sent.get();
    }
  }

  /// More than the socket buffers hold when compressed, so it spills.
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void a_client_that_sends_all_before_reading_too(ContentCoding coding) throws Exception {
    try (var client = post("", coding)) {
      try (OutputStream body = client.chunks()) {
        Csv.write(body, LONG);
      }
      assertThat(served.server().spools().bytesInUse()).isPositive();
      client.head();
      assertThat(checksum(client, coding)).isEqualTo(Csv.expected(LONG));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void what_is_held_has_the_length_of_what_is_packed(ContentCoding coding) throws Exception {
    for (long bytes : new long[] {10_000, 100_000, 4 << 20}) {
      try (var client = post("?respond=after-upload", coding)) {
        try (OutputStream body = client.chunks()) {
          Csv.write(body, bytes);
        }
        String head = client.head();
        assertThat(head).contains("Content-Encoding: " + coding).doesNotContain("chunked");
        var packed = new ByteArrayInputStream(client.bytes());
        Checksum sum = Csv.checksum();
        Unpacked.reader(coding, packed)
            .transferTo(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
        assertThat(Csv.hex(sum)).isEqualTo(Csv.expected(bytes));
        assertThat(packed.available()).as("bytes behind the end").isZero();
      }
    }
  }

  /// Also behind a proxy that hides the abort.
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void a_fault_tells_its_summary_and_leaves_it_broken(ContentCoding coding) throws Exception {
    try (var client = post("?errors=fail", coding)) {
      try (OutputStream body = client.chunks()) {
        body.write("a,b\n1,2\n3\n".getBytes());
      }
      client.head();
      var packed = new ByteArrayOutputStream();
      assertThatIOException().isThrownBy(() -> client.body(packed));
      var unpacked = Unpacked.of(coding, packed.toByteArray());
      assertThat(unpacked.whole()).isFalse();
      assertThat(unpacked.text())
          .startsWith("{\"a\":\"1\",\"b\":\"2\"}\n{\"_error\":")
          .contains(
              "\n{\"_summary\":{\"complete\":false,", "\"fault\":{\"code\":\"record-rejected\"")
          .endsWith("}}}\n");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void a_fault_of_what_is_held_is_a_plain_refusal(ContentCoding coding) throws Exception {
    try (var client = post("?respond=after-upload&errors=fail", coding)) {
      try (OutputStream body = client.chunks()) {
        body.write("a,b\n1,2\n3\n".getBytes());
      }
      assertThat(client.head()).startsWith("HTTP/1.1 422").doesNotContain("Content-Encoding");
      assertThat(new String(client.bytes()))
          .contains("\"summary\":{\"complete\":false,\"recordsRead\":2,");
    }
  }

  /// Compressed output is still sent after the disk space has run out.
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void without_room_on_disk_it_ends_in_a_fault_and_every_row_before(ContentCoding coding)
      throws Exception {
    try (var small = served(new Spooling(temporary, 100_000, 100_000));
        var client = post(small, "", coding)) {
      sending(client, LONG).call();
      client.head();
      var packed = new ByteArrayOutputStream();
      assertThatIOException().isThrownBy(() -> client.body(packed));
      String text = Unpacked.of(coding, packed.toByteArray()).text();
      String end = text.substring(text.lastIndexOf("{\"_summary\""));
      assertThat(end).contains("\"complete\":false,", "\"fault\":{\"code\":\"spool-full\"");
      long rows = text.lines().count() - 1;
      assertThat(end).contains("\"rowsWritten\":" + rows + ",");
      assertThat(small.server().encoders().contexts()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void a_client_that_hangs_up_leaves_nothing(ContentCoding coding) throws Exception {
    try (var client = post("", coding)) {
      OutputStream body = client.chunks();
      body.write("a\n1\n".getBytes());
      body.flush();
      client.head();
      assertThat(client.chunk()).isNotEmpty();
      assertThat(served.server().encoders().contexts())
          .isEqualTo(coding == ContentCoding.ZSTD ? 1 : 0);
    }
  }

  @Test
  void a_sequence_is_packed_as_lines_are() throws Exception {
    String head = POST.formatted("", "gzip, identity;q=0") + "\r\nAccept: application/json-seq";
    try (var client = new Duplex(served.server().port(), head)) {
      try (OutputStream body = client.chunks()) {
        body.write("a\n1\n".getBytes());
      }
      assertThat(client.head()).contains("Content-Type: application/json-seq");
      var packed = new ByteArrayOutputStream();
      client.body(packed);
      assertThat(Unpacked.of(ContentCoding.GZIP, packed.toByteArray()).text())
          .startsWith("\u001e{\"a\":\"1\"}\n\u001e{\"_summary\":{");
    }
  }

  @Test
  void curl_unpacks_what_it_asks_for() throws Exception {
    Path csv = Files.createTempFile("packed", ".csv");
    try (OutputStream out = Files.newOutputStream(csv)) {
      Csv.write(out, 1 << 20);
    }
    String url = served.url() + "/v1/transform";
    var plain = Curl.run("--data-binary", "@" + csv, url);
    Curl.assumeUnpacks("zstd");
    for (String asked : new String[] {"gzip", "zstd", "gzip, deflate, br, zstd"}) {
      var packed =
          Curl.run(
              "--compressed",
              "-H",
              "Accept-Encoding: " + asked,
              "-w",
              " %{size_download}",
              "--data-binary",
              "@" + csv,
              url);
      assertThat(packed.exit()).as(packed.err()).isZero();
      int end = packed.out().lastIndexOf(' ');
      assertThat(packed.out().substring(0, end)).isEqualTo(plain.out());
      assertThat(Integer.parseInt(packed.out().substring(end + 1)))
          .as("bytes on the way")
          .isLessThan(plain.out().length() / 2);
    }
    Files.delete(csv);
  }

  private Duplex post(String query, ContentCoding coding) throws IOException {
    return post(served, query, coding);
  }

  private static Duplex post(Served to, String query, ContentCoding coding) throws IOException {
    return new Duplex(to.server().port(), POST.formatted(query, coding));
  }

  private static Callable<Void> sending(Duplex client, long bytes) {
    return () -> {
      try (OutputStream body = client.chunks()) {
        Csv.write(body, bytes);
      }
      return null;
    };
  }

  private static String checksum(Duplex client, ContentCoding coding) throws IOException {
    var packed = new ByteArrayOutputStream();
    client.body(packed);
    Checksum sum = Csv.checksum();
    Unpacked.reader(coding, new ByteArrayInputStream(packed.toByteArray()))
        .transferTo(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
    return Csv.hex(sum);
  }

  private Served served(Spooling like) {
    var spooling = new Spooling(temporary, like.bytes(), like.totalBytes());
    return Served.start(
        new Settings(null, 0, null, Limits.STANDARD).with(Respond.AUTO, spooling),
        Limits.STANDARD.idleTime());
  }
}
