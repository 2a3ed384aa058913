package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warm-up after the start: sends typical conversions to the service over two connections, so that
/// the JIT compiler has compiled the code before clients arrive. It pauses while a client's request
/// runs, and ends after a configured time or a number of requests after which more have no effect.
///
/// Its requests pass all stages of a client's request except admission control and API keys, and
/// appear in neither metrics nor access log. They are recognised by the remote address of their
/// connection, which is unique while the connection is open. Thread-safe.
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private static final int CONNECTIONS = 2;

  /// Number of requests after which the response rate no longer rose.
  private static final int ENOUGH = 200_000;

  /// Delay after the start, which the first requests of clients have for themselves.
  private static final Duration BEFORE = Duration.ofMillis(500);

  /// Interval at which the warm-up checks whether clients still keep the service busy.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration END = Duration.ofSeconds(1);
  private static final int ANSWER = 8 << 10;
  private static final String BLANK_LINE = "\r\n\r\n";
  private static final String LENGTH = "\r\nContent-Length: ";

  private final Duration most;
  private final Set<SocketAddress> addresses = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean over;

  /// @param most maximum duration, including pauses; zero for no warm-up
  WarmUp(Duration most) {
    this.most = most;
    this.over = most.isZero();
  }

  /// Starts the warm-up; must be called at most once.
  ///
  /// @param service the address on which the service listens
  /// @param isQuiet whether no client's request runs
  synchronized void start(InetSocketAddress service, BooleanSupplier isQuiet) {
    if (over) {
      return;
    }
    InetAddress address = service.getAddress();
    var to =
        new InetSocketAddress(
            address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address,
            service.getPort());
    long end = System.nanoTime() + most.toNanos();
    running.set(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(Thread.ofPlatform().daemon().name("warm-up").start(() -> run(to, isQuiet, end)));
    }
  }

  /// Ends the warm-up if it is running.
  void end() {
    over = true;
    List<Thread> all;
    synchronized (this) {
      all = List.copyOf(threads);
    }
    try {
      for (Thread each : all) {
        each.interrupt();
        each.join(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the warm-up has ended, or never starts.
  boolean isOver() {
    return over;
  }

  /// The number of requests sent.
  int sent() {
    return sent.get();
  }

  /// Whether the request belongs to the warm-up.
  boolean isFrom(Request request) {
    return !addresses.isEmpty()
        && addresses.contains(request.getConnectionMetaData().getRemoteSocketAddress());
  }

  private void run(InetSocketAddress to, BooleanSupplier isQuiet, long end) {
    try {
      Thread.sleep(BEFORE);
      send(to, isQuiet, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // For example because the service stops and closes the connections.
      LOG.debug("the warm-up has ended early", e);
    } finally {
      if (running.decrementAndGet() == 0) {
        over = true;
      }
    }
  }

  private void send(InetSocketAddress to, BooleanSupplier isQuiet, long end)
      throws IOException, InterruptedException {
    try (var connection = SocketChannel.open()) {
      connection.bind(new InetSocketAddress(to.getAddress(), 0));
      SocketAddress own = connection.getLocalAddress();
      addresses.add(own);
      try {
        connection.connect(to);
        List<ByteBuffer> requests = requests();
        byte[] answer = new byte[ANSWER];
        while (!over && System.nanoTime() - end < 0 && sent.incrementAndGet() <= ENOUGH) {
          while (!isQuiet.getAsBoolean() && !over) {
            Thread.sleep(PAUSE);
          }
          ByteBuffer request = requests.get(sent.get() % requests.size()).duplicate();
          while (request.hasRemaining()) {
            connection.write(request);
          }
          read(connection, answer);
        }
      } finally {
        addresses.remove(own);
      }
    }
  }

  /// Reads a whole response, which must have a Content-Length.
  private static void read(SocketChannel from, byte[] answer) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(answer);
    int end = -1;
    while (end < 0 || into.position() < end) {
      if (from.read(into) < 0) {
        throw new EOFException("the connection was closed");
      }
      if (end < 0) {
        end = end(new String(answer, 0, into.position(), US_ASCII));
      }
    }
  }

  /// Returns the length of the response in bytes, including its head; -1 if it isn't known yet.
  private static int end(String begin) throws IOException {
    int blank = begin.indexOf(BLANK_LINE);
    int length = begin.indexOf(LENGTH);
    if (blank < 0) {
      return -1;
    }
    if (length < 0 || length > blank) {
      throw new IOException("an answer without a length");
    }
    int from = length + LENGTH.length();
    int lineEnd = begin.indexOf("\r\n", from);
    int size = blank + BLANK_LINE.length() + Integer.parseInt(begin.substring(from, lineEnd));
    if (size > ANSWER) {
      throw new IOException("an answer of " + size + " bytes");
    }
    return size;
  }

  /// Returns requests with ten rows each: most are plain, some have a schema, quoted cells or a
  /// rejected record.
  private static List<ByteBuffer> requests() {
    String header = "id,name,amount,day\n";
    String plain = header + "1,Ada Lovelace,36.5,1815-12-10\n".repeat(10);
    String quoted = header + "1,\"Ada, \"\"Countess\"\"\",36.5,1815-12-10\n".repeat(10);
    String rejected = plain + "2,Alan\n";
    String schema =
        "{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"name\"},"
            + "{\"name\":\"amount\",\"type\":\"number\"},{\"name\":\"day\",\"type\":\"date\"}]}";
    ByteBuffer usual = request("/v1/transform", "text/csv", plain);
    return List.of(
        usual,
        request("/v1/transform?errors=skip", "text/csv", plain),
        usual,
        request("/v1/transform", "multipart/form-data; boundary=b", parts(schema, plain)),
        usual,
        request("/v1/transform", "text/csv", quoted),
        usual,
        request("/v1/transform", "text/csv", rejected),
        usual,
        request("/v1/validate", "multipart/form-data; boundary=b", parts(schema, plain)));
  }

  private static String parts(String schema, String csv) {
    return """
    --b\r
    Content-Disposition: form-data; name="schema"\r
    \r
    %s\r
    --b\r
    Content-Disposition: form-data; name="file"\r
    \r
    %s\r
    --b--\r
    """
        .formatted(schema, csv);
  }

  private static ByteBuffer request(String path, String type, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Accept: */*\r
        Accept-Encoding: gzip, compress, deflate, br\r
        Content-Type: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, type, bytes.length);
    byte[] first = head.getBytes(US_ASCII);
    return ByteBuffer.allocate(first.length + bytes.length).put(first).put(bytes).flip();
  }
}
