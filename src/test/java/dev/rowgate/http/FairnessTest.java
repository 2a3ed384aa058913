package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests that no client delays others: one that doesn't send, one that doesn't read, one that never
/// stops sending.
@Timeout(240)
class FairnessTest {

  private static final String CHUNKED_POST =
      "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n";

  private static Served served;

  /// An earlier virtual thread must not fix the number of carriers: see [Served].
  @BeforeAll
  static void start() throws InterruptedException {
    Thread.startVirtualThread(() -> {}).join();
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  /// Conversions occupy as many as there are processors; the others are for short requests.
  @Test
  void there_are_twice_as_many_carriers_as_processors() {
    assertThat(
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class)
                .getParallelism())
        .isEqualTo(2 * Runtime.getRuntime().availableProcessors());
  }

  @Test
  void stalled_uploads_keep_nobody_waiting() throws Exception {
    var stalled = new ArrayList<Served.Raw>();
    try {
      for (int i = 0; i < 64; i++) {
        Served.Raw raw = served.connect();
        stalled.add(raw);
        raw.send(CHUNKED_POST).sendChunk("a,b\n1,2\n3,");
      }
      for (Served.Raw raw : stalled) {
        raw.readUntil("{\"a\":\"1\",\"b\":\"2\"}\n");
      }
      assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      assertThat(served.transform("", "a\n1\n").body()).contains("\"complete\":true");
      for (Served.Raw raw : stalled) {
        raw.sendChunk("4\n").send("0\r\n\r\n");
        assertThat(raw.readUntil("\r\n0\r\n\r\n")).contains("\"recordsRead\":2");
      }
    } finally {
      for (Served.Raw raw : stalled) {
        raw.close();
      }
    }
  }

  @Test
  void clients_that_do_not_read_keep_nobody_waiting() throws Exception {
    var deaf = new ArrayList<Served.Raw>();
    var done = new AtomicBoolean();
    try {
      for (int i = 0; i < 16; i++) {
        Served.Raw raw = served.connect();
        deaf.add(raw);
        raw.send(CHUNKED_POST).sendChunk("a\n");
        Thread.ofVirtual().start(() -> pour(raw, done));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      }
    } finally {
      done.set(true);
      for (Served.Raw raw : deaf) {
        raw.close();
      }
    }
  }

  /// Each of these records takes a part of a second, and several are checked in one step.
  @Test
  void long_checks_leave_room_for_others() throws Exception {
    String schema =
        "{\"fields\":[{\"name\":\"a\",\"type\":\"array\",\"constraints\":{\"jsonSchema\":{\"items\":"
            + "{\"oneOf\":[{\"type\":\"number\"}"
            + ",{\"type\":\"string\"}".repeat(99)
            + "]}}}}]}";
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"schema\"\r\n\r\n"
            + schema
            + "\r\n--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\n"
            + ("\"[1" + ",1".repeat(16_000) + "]\"\n").repeat(20)
            + "\r\n--B--\r\n";
    String head =
        "POST /v1/validate HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    var busy = new ArrayList<Served.Raw>();
    try {
      for (int i = 0; i < 8; i++) {
        Served.Raw raw = served.connect();
        busy.add(raw);
        raw.send(head + body);
      }
      while (!served.get("/metrics").body().contains("rowgate_conversions_in_flight 8.0")) {
        Thread.onSpinWait();
      }
      assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      assertThat(served.get("/metrics").body()).doesNotContain("rowgate_conversions_in_flight 0.0");
    } finally {
      for (Served.Raw raw : busy) {
        raw.resetAtClose();
        raw.close();
      }
    }
  }

  @Test
  void uploads_at_full_speed_leave_room_for_others() throws Exception {
    var done = new AtomicBoolean();
    var greedy = new ArrayList<Thread>();
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        greedy.add(Thread.ofPlatform().start(() -> upload(client, new Endless(done))));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      }
      done.set(true);
      for (Thread thread : greedy) {
        thread.join(Served.PATIENCE);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  private static void pour(Served.Raw raw, AtomicBoolean done) {
    try {
      String row = "x".repeat(1_000) + "\n";
      while (!done.get()) {
        raw.sendChunk(row);
      }
    } catch (IOException e) {
      // It was closed: the test is over.
    }
  }

  private static void upload(HttpClient client, InputStream csv) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(served.url() + "/v1/transform?errors=only"))
              .header("Content-Type", "text/csv")
              .POST(HttpRequest.BodyPublishers.ofInputStream(() -> csv))
              .build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Rows without end, until it is stopped.
  private static final class Endless extends InputStream {

    private static final byte[] ROWS = "Ada Lovelace,36\n".repeat(4_096).getBytes(UTF_8);
    private final AtomicBoolean done;
    private ByteArrayInputStream piece = new ByteArrayInputStream(ROWS);

    Endless(AtomicBoolean done) {
      this.done = done;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (piece.available() == 0) {
        if (done.get()) {
          return -1;
        }
        piece = new ByteArrayInputStream(ROWS);
      }
      return piece.read(into, offset, length);
    }
  }
}
