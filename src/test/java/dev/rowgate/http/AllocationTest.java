package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rowgate.http.log.JsonLog;
import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.settings.Access;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Measures what the process allocates for a request of ten rows, with the JVM's counters. It
/// determines the garbage collector's work, and how many concurrent requests fit into a small heap.
@Timeout(240)
class AllocationTest {

  private static final int ROUND = 1_000;

  /// The JVM, the JIT compiler and log lines allocate occasionally, so the smallest of these rounds
  /// counts.
  private static final int ROUNDS = 8;

  /// With C1 alone it is 19 to 22 KB; C2 saves some. Parsing query and headers for each request
  /// took 56 KB.
  private static final int MOST_BYTES = 25 << 10;

  /// Copies of the virtual thread's stack when it waits for the schema directory's disk: 3 KB on an
  /// idle machine, up to 8 KB on a busy one.
  private static final int STACKS = 8 << 10;

  private static final String ROWS = "name,age\n" + "Ada,36\n".repeat(10);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path directory;

  @Test
  void a_request_of_ten_rows_allocates_little() throws Exception {
    Files.writeString(
        directory.resolve("people.json"),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
    var settings =
        new Settings(
            null,
            0,
            directory,
            Limits.STANDARD,
            Respond.AUTO,
            Spooling.within(null, Limits.STANDARD),
            null,
            null,
            Access.STANDARD,
            Settings.WarmingUp.NONE,
            JsonLog.to(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)));
    try (var served = Served.start(settings, Limits.STANDARD.idleTime())) {
      assertThat(perRequest(served, "/v1/transform")).isLessThan(MOST_BYTES);
      assertThat(perRequest(served, "/v1/transform?schema=people&errors=skip"))
          .isLessThan(MOST_BYTES + STACKS);
    }
  }

  private long perRequest(Served served, String path) throws IOException {
    byte[] request =
        ("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: */*\r\n"
                + "Accept-Encoding: gzip, compress, deflate, br\r\n"
                + "Content-Type: text/csv\r\nContent-Length: %d\r\n\r\n%s")
            .formatted(path, served.server().port(), ROWS.length(), ROWS)
            .getBytes(ISO_8859_1);
    long least = Long.MAX_VALUE;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), served.server().port())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) Served.PATIENCE.toMillis());
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[4_096];
      for (int round = 0; round < ROUNDS; round++) {
        long before = threads.getTotalThreadAllocatedBytes();
        for (int i = 0; i < ROUND; i++) {
          out.write(request);
          readAnswer(in, answer);
        }
        least = Math.min(least, (threads.getTotalThreadAllocatedBytes() - before) / ROUND);
      }
    }
    System.err.println("bytes per request " + path + ": " + least);
    return least;
  }

  /// A response ends with its summary.
  private static void readAnswer(InputStream in, byte[] into) throws IOException {
    int size = 0;
    while (size < 3 || into[size - 1] != '\n' || into[size - 2] != '}' || into[size - 3] != '}') {
      int length = in.read(into, size, into.length - size);
      if (length < 0) {
        throw new EOFException("the answer is cut");
      }
      size += length;
    }
  }
}
