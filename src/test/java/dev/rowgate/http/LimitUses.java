package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.Packer;
import dev.rowgate.http.machine.Spool;
import dev.rowgate.http.upload.PacedUpload;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Requests that use a given amount of a limit, and their results.
final class LimitUses {

  private LimitUses() {}

  /// Text of every complete response.
  static final String WHOLE = "\"complete\":true";

  /// Delays the response, so that a fault is a response too.
  private static final String HELD = "?respond=after-upload";

  private static final String CHUNKED =
      "POST /v1/transform HTTP/1.1\r\n"
          + "Host: x\r\n"
          + "Connection: close\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n";

  static final String KEYED = "{\"fields\":[{\"name\":\"id\"}],\"primaryKey\":[\"id\"]}";

  /// Inflated size, exactly where the ratio is checked (64 KiB). It compresses to slightly more
  /// than half.
  static final int JUDGED = 64 << 10;

  static final byte[] HEX = hex();

  /// In milliseconds: a time limit that ends a request within the test, or else doesn't.
  static final long SOON = 800;

  /// @param format of the upload, where `%s` is a cell of that many characters
  static String csv(Served served, String query, String format, int characters) throws Exception {
    return served.transform(HELD + query, format.formatted("x".repeat(characters))).body();
  }

  static String post(Served served, byte[] packed) throws Exception {
    return served.transform(HELD, "text/csv", packed).body();
  }

  /// Without a Content-Length.
  static String chunked(Served served, String csv) throws Exception {
    try (var raw = served.connect()) {
      return raw.send(CHUNKED).sendChunk(csv).send("0\r\n\r\n").readToEnd();
    }
  }

  /// Sends that many distinct keys.
  static String keyed(Served served, int keys) throws Exception {
    String csv =
        IntStream.range(0, keys)
            .mapToObj(i -> i + "\n")
            .collect(Collectors.joining("", "id\n", ""));
    String part = "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
    String body = part.formatted("schema", KEYED) + part.formatted("file", csv) + "--B--\r\n";
    return served
        .transform(HELD + "&errors=skip", "multipart/form-data; boundary=B", body.getBytes(UTF_8))
        .body();
  }

  /// Serves a directory with that many schemas.
  static String schemas(Limits limits, int count) throws Exception {
    Path directory = Files.createTempDirectory("rowgate-schemas-");
    for (int i = 0; i < count; i++) {
      Files.writeString(directory.resolve(i + ".json"), KEYED);
    }
    var opened = SchemaDirectory.open(directory, limits);
    for (int i = 0; i < count; i++) {
      Files.delete(directory.resolve(i + ".json"));
    }
    Files.delete(directory);
    return opened instanceof SchemaDirectory.Opened.Faulty(var messages)
        ? messages.toString()
        : WHOLE;
  }

  /// Sends a request head of 2,000 bytes.
  static String head(Served served) throws Exception {
    String head = "POST /v1/transform HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    head += "Content-Length: 4\r\nX-Padding: \r\n\r\n";
    String padding = "p".repeat(2_000 - head.length());
    try (var raw = served.connect()) {
      raw.send(head.replace("X-Padding: ", "X-Padding: " + padding) + "a\n1\n");
      return raw.readToEnd();
    }
  }

  static String besideAnother(Served served) throws Exception {
    try (var other = served.connect()) {
      other.send(CHUNKED).sendChunk("a\n1\n").readUntil("{\"a\":\"1\"}");
      return csv(served, "", "a\n%s\n", 1);
    }
  }

  /// Whether a request that needs `second` waits for one that holds `first`.
  static String beside(Served served, long first, long second) throws Exception {
    Budget budget = served.server().budget();
    try (var holds = budget.open();
        var wants = budget.open()) {
      holds.hold(first, first);
      Thread other = Thread.ofPlatform().start(() -> wants.hold(second, second));
      // A waiting request polls its patience.
      while (other.getState() != Thread.State.TIMED_WAITING && other.isAlive()) {
        Thread.sleep(1);
      }
      String seen = other.isAlive() ? "waits" : WHOLE;
      holds.hold(0, 0);
      other.join();
      return seen;
    }
  }

  static String pauses(Served served, Limits limits) throws Exception {
    return waits(served, limits.idleTime());
  }

  static String lasts(Served served, Limits limits) throws Exception {
    return waits(served, limits.time(Limit.TOTAL_TIME));
  }

  /// An upload that pauses until the limit has ended it, if that is soon.
  private static String waits(Served served, Duration over) throws Exception {
    try (var raw = served.connect()) {
      raw.send(CHUNKED).sendChunk("a\n1\n").readUntil("{\"a\":\"1\"}");
      if (over.toMillis() > SOON) {
        Thread.sleep(SOON + 200);
        raw.send("0\r\n\r\n");
      }
      return raw.readToEnd();
    }
  }

  static String stops(Served served, Limits limits) throws Exception {
    try (var raw = served.connect()) {
      raw.send(CHUNKED).sendChunk("a\n1\n").readUntil("{\"a\":\"1\"}");
      Thread.ofVirtual().start(served.server()::stop);
      if (limits.time(Limit.DRAIN_TIME).toMillis() > SOON) {
        Thread.sleep(SOON + 200);
        raw.send("0\r\n\r\n");
      }
      return raw.readToEnd();
    }
  }

  /// An upload that takes that many seconds, on a simulated clock.
  static String paced(Limits limits, long seconds, int bytes) {
    long[] nanos = {1};
    Upload body =
        new Upload() {
          @Override
          public int read(ReadBuffer into) {
            nanos[0] += Duration.ofSeconds(seconds).toNanos();
            return bytes;
          }

          @Override
          public InputProblem fault() {
            return null;
          }
        };
    var upload = new PacedUpload(body, limits, () -> nanos[0], _ -> {});
    upload.read(new ReadBuffer());
    return told(upload.fault());
  }

  /// Spools one block for each of that many responses.
  static String spools(Served served, int answers) {
    InputProblem full = null;
    var opened = new ArrayList<Spool>();
    for (int i = 0; i < answers; i++) {
      Spool spool = served.server().spools().forOneAnswer();
      opened.add(spool);
      full = spool.append(block());
    }
    opened.forEach(Spool::close);
    return told(full);
  }

  static long spooled() {
    return new Packer().pack(block());
  }

  private static Block block() {
    var block = new Block();
    block.append(HEX, 0, Block.SIZE);
    return block;
  }

  private static String told(InputProblem problem) {
    return problem == null ? WHOLE : problem.toString();
  }

  private static byte[] hex() {
    var random = new Random(1);
    byte[] lines = new byte[JUDGED];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = (byte) (i % 32 == 31 ? '\n' : Character.forDigit(random.nextInt(16), 16));
    }
    return lines;
  }
}
