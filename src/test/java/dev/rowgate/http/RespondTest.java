package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests when responses start, and that no client waits forever, whatever it does first.
@Timeout(240)
class RespondTest {

  private static final String POST = "POST /v1/transform%s HTTP/1.%d\r\nHost: x";
  private static final String CHUNKED = "\r\nTransfer-Encoding: chunked\r\nContent-Type: text/csv";
  private static final int LONG = 64 << 20;

  /// Distinguishes a blocked write from a slow one: longer than any pause of this machine.
  private static final int STUCK_SECONDS = 5;

  @TempDir Path temporary;

  private final ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void nothing_is_left_on_disk() throws IOException {
    other.shutdownNow();
    try (var left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void who_sends_all_before_reading_is_served() throws Exception {
    try (var served = served(Spooling.STANDARD);
        var client = new Duplex(served.server().port(), POST.formatted("", 1) + CHUNKED)) {
      try (OutputStream body = client.chunks()) {
        Csv.write(body, LONG);
      }
      assertThat(served.server().spools().bytesInUse()).isPositive();
      assertThat(client.head()).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
      assertThat(checksum(client)).isEqualTo(Csv.expected(LONG));
      assertNothingInUse(served);
    }
  }

  @Test
  void what_is_held_lies_on_disk_while_the_upload_waits() throws Exception {
    String records = "1\n".repeat(2_000);
    String post = POST.formatted("?respond=after-upload", 1) + CHUNKED;
    try (var served = served(Spooling.STANDARD);
        var client = new Duplex(served.server().port(), post)) {
      try (OutputStream body = client.chunks()) {
        body.write(("a\n" + records).getBytes(UTF_8));
        body.flush();
        while (served.server().spools().bytesInUse() == 0) {
          Thread.sleep(10);
        }
        body.write(records.getBytes(UTF_8));
      }
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      assertThat(new String(client.bytes(), UTF_8))
          .startsWith("{\"a\":\"1\"}\n".repeat(4_000))
          .endsWith("\"bytesRead\":8002,\"problems\":{}}}\n");
      assertNothingInUse(served);
    }
  }

  @Test
  void without_the_spool_such_a_client_would_be_stuck() throws Exception {
    try (var served = served(Spooling.STANDARD);
        var client =
            new Duplex(served.server().port(), POST.formatted("?respond=straight", 1) + CHUNKED)) {
      Future<?> sent = other.submit(sending(client, LONG / 4));
      try {
        sent.get(STUCK_SECONDS, TimeUnit.SECONDS);
        throw new AssertionError("16 MB are taken, and nobody reads");
      } catch (TimeoutException expected) {
        assertThat(served.server().spools().bytesInUse()).isZero();
      }
      client.head();
      assertThat(checksum(client)).isEqualTo(Csv.expected(LONG / 4));
      sent.get();
    }
  }

  /// It spills, streams again, and spills again.
  @Test
  void who_reads_slowly_and_in_fits_gets_every_byte_in_order() throws Exception {
    try (var served = served(Spooling.STANDARD);
        var client = new Duplex(served.server().port(), POST.formatted("", 1) + CHUNKED)) {
      Future<?> sent = other.submit(sending(client, LONG));
      client.head();
      Checksum sum = Csv.checksum();
      long read = 0;
      long pauseAt = 1 << 20;
      for (byte[] chunk = client.chunk(); chunk != null; chunk = client.chunk()) {
        sum.update(chunk);
        read += chunk.length;
        if (read >= pauseAt) {
          Thread.sleep(200);
          pauseAt = 4 * pauseAt;
        }
      }
      assertThat(Csv.hex(sum)).isEqualTo(Csv.expected(LONG));
      sent.get();
      assertNothingInUse(served);
    }
  }

  @Test
  void rows_are_there_while_the_upload_is_held_open() throws Exception {
    try (var served = served(Spooling.STANDARD);
        var client = new Duplex(served.server().port(), POST.formatted("", 1) + CHUNKED)) {
      OutputStream body = client.chunks();
      body.write("a\n1\n".getBytes());
      body.flush();
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      assertThat(new String(client.chunk())).isEqualTo("{\"a\":\"1\"}\n");
      body.write("2\n".getBytes());
      body.flush();
      assertThat(new String(client.chunk())).isEqualTo("{\"a\":\"2\"}\n");
      body.close();
      assertThat(new String(client.chunk())).startsWith("{\"_summary\"");
      assertThat(client.chunk()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0",
        "X-Forwarded-For: 10.0.0.1",
        "x-real-ip: 10.0.0.1",
        "Via: 1.1 proxy",
        "Forwarded: for=10.0.0.1",
        "?respond=after-upload"
      })
  void an_answer_is_held_until_the_upload_is_in(String why) throws Exception {
    long bytes = 4 << 20;
    boolean old = why.equals("HTTP/1.0");
    String head = POST.formatted(why.startsWith("?") ? why : "", old ? 0 : 1);
    head += why.contains(":") ? "\r\n" + why : "";
    var csv = new ByteArrayOutputStream();
    Csv.write(csv, bytes);
    head += "\r\nContent-Length: " + csv.size() + "\r\nConnection: close";
    try (var served = served(Spooling.STANDARD);
        var client = new Duplex(served.server().port(), head)) {
      client.plain().write(csv.toByteArray(), 0, csv.size() - 1);
      client.plain().flush();
      client.assertSilent();
      client.plain().write(csv.toByteArray(), csv.size() - 1, 1);
      client.plain().flush();
      assertThat(client.head())
          .startsWith("HTTP/1.1 200")
          .containsPattern("Content-Length: \\d{7}")
          .doesNotContain("Transfer-Encoding");
      assertThat(checksum(client)).isEqualTo(Csv.expected(bytes));
      assertNothingInUse(served);
    }
  }

  @Test
  void the_server_s_own_default_holds_and_a_request_can_say_otherwise() throws Exception {
    var settings =
        new Settings(null, 0, null, Limits.STANDARD)
            .with(Respond.AFTER_UPLOAD, new Spooling(temporary, 1 << 20, 1 << 20));
    try (var served = Served.start(settings, Limits.STANDARD.idleTime())) {
      assertThat(served.transform("?errors=fail", "a\n1\n2,3\n").statusCode()).isEqualTo(422);
      try (var raw = served.connect()) {
        raw.send("POST /v1/transform?errors=fail&respond=auto HTTP/1.1\r\nHost: x\r\n");
        raw.send("Content-Type: text/csv\r\nContent-Length: 8\r\n\r\na\n1\n2,3\n");
        assertThat(raw.readToEnd()).startsWith("HTTP/1.1 200").contains("\"complete\":false");
      }
    }
  }

  @Test
  void a_fault_of_a_held_answer_is_a_refusal_with_the_summary() throws Exception {
    try (var served = served(Spooling.STANDARD)) {
      String csv = "a,b\n1,2\n3\n4,5\n";
      var failed = served.transform("?respond=after-upload&errors=fail", csv);
      assertThat(failed.statusCode()).isEqualTo(422);
      assertThat(failed.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(failed.body())
          .contains("\"code\":\"record-rejected\"")
          .contains("\"summary\":{\"complete\":false,\"recordsRead\":2,\"rowsWritten\":1,")
          .contains("\"problems\":{\"missing-cell\":{\"b\":1}},\"fault\":{")
          .endsWith("}}\n");
      assertThat(served.transform("?respond=after-upload", csv).body())
          .isEqualTo(served.transform("", csv).body());
    }
  }

  @Test
  void a_value_that_there_is_not_is_refused() throws Exception {
    try (var served = served(Spooling.STANDARD)) {
      var refused = served.transform("?respond=strait", "a\n1\n");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("bad-option", "did you mean 'straight'", "auto, straight or after-upload");
      assertThat(served.transform("?respnd=auto", "a\n1\n").body())
          .contains("did you mean 'respond'");
    }
  }

  @Test
  void a_held_answer_without_room_is_413() throws Exception {
    try (var served = served(new Spooling(temporary, 100_000, 100_000));
        var client =
            new Duplex(
                served.server().port(), POST.formatted("?respond=after-upload", 1) + CHUNKED)) {
      Future<?> sent = other.submit(sending(client, LONG));
      assertThat(client.head()).startsWith("HTTP/1.1 413").contains("Connection: close");
      var body = new ByteArrayOutputStream();
      client.body(body);
      assertThat(body.toString())
          .contains("\"code\":\"spool-full\"", "\"summary\":{\"complete\":false,");
      assertThatIOException().isThrownBy(() -> join(sent));
      assertNothingInUse(served);
    }
  }

  /// Otherwise neither side would read: the client sends everything first.
  @ParameterizedTest
  @ValueSource(strings = {"spool-full", "too-many-errors"})
  void a_fault_reaches_who_sends_all_before_reading(String code) throws Exception {
    boolean full = code.equals("spool-full");
    try (var served = served(full ? new Spooling(temporary, 100_000, 100_000) : Spooling.STANDARD);
        var client =
            new Duplex(served.server().port(), POST.formatted("?maxErrors=0", 1) + CHUNKED)) {
      try (OutputStream body = client.chunks()) {
        Csv.write(body, LONG / 2);
        body.write("too,many,cells,here\n".getBytes(UTF_8));
        Csv.write(body, LONG / 2);
      }
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      var body = new ByteArrayOutputStream();
      assertThatIOException().isThrownBy(() -> client.body(body));
      String lines = body.toString(UTF_8);
      assertThat(lines.substring(lines.lastIndexOf("{\"_summary\"")))
          .startsWith("{\"_summary\":{\"complete\":false,")
          .contains("\"fault\":{\"code\":\"" + code + "\"");
      assertNothingInUse(served);
    }
  }

  @Test
  void an_upload_that_stalls_behind_its_answer_is_told_what_it_may_be() throws Exception {
    var spooling = new Spooling(temporary, 1 << 20, 1 << 20);
    var settings = new Settings(null, 0, null, Limits.STANDARD).with(Respond.AUTO, spooling);
    try (var served = Served.start(settings, Duration.ofMillis(1_500));
        var client = new Duplex(served.server().port(), POST.formatted("", 1) + CHUNKED)) {
      OutputStream body = client.chunks();
      body.write("a\n1\n".getBytes());
      body.flush();
      client.head();
      assertThat(new String(client.chunk())).isEqualTo("{\"a\":\"1\"}\n");
      assertThat(new String(client.chunk()))
          .contains("\"code\":\"upload-stalled\"", "--respond after-upload");
      assertThatIOException().isThrownBy(client::chunk);
    }
  }

  @Test
  void who_hangs_up_leaves_nothing_on_disk() throws Exception {
    try (var served = served(Spooling.STANDARD)) {
      try (var client = new Duplex(served.server().port(), POST.formatted("", 1) + CHUNKED)) {
        try (OutputStream body = client.chunks()) {
          Csv.write(body, 16 << 20);
        }
        assertThat(served.server().spools().bytesInUse()).isPositive();
      }
      assertNothingInUse(served);
    }
  }

  private Served served(Spooling like) {
    var spooling = new Spooling(temporary, like.bytes(), like.totalBytes());
    return Served.start(
        new Settings(null, 0, null, Limits.STANDARD).with(Respond.AUTO, spooling),
        Limits.STANDARD.idleTime());
  }

  private static Callable<Void> sending(Duplex client, long bytes) {
    return () -> {
      try (OutputStream body = client.chunks()) {
        Csv.write(body, bytes);
      }
      return null;
    };
  }

  static void join(Future<?> task) throws Exception {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static String checksum(Duplex client) throws IOException {
    Checksum sum = Csv.checksum();
    client.body(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
    return Csv.hex(sum);
  }

  /// The request ends slightly after its client has received the end.
  private static void assertNothingInUse(Served served) throws InterruptedException {
    long deadline = System.nanoTime() + Served.PATIENCE.toNanos();
    while (served.server().spools().bytesInUse() > 0 && System.nanoTime() - deadline < 0) {
      Thread.sleep(10);
    }
    assertThat(served.server().spools().bytesInUse()).isZero();
  }
}
