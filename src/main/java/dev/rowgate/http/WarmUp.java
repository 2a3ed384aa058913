package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.http.machine.Spooling;
import java.io.EOFException;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends typical conversions to a [WarmUpService] after the start of the service, so that the JVM
/// has compiled what they need before clients come. It waits whenever a client's request runs, and
/// is over after a time, or after so many requests that more of them change little. Thread-safe.
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /// With several, code that runs at once for several requests is compiled for that.
  private static final int CONNECTIONS = 4;

  private static final int MOST_REQUESTS = 200_000;

  /// The first requests of clients after a start have the machine for themselves.
  private static final Duration BEFORE = Duration.ofMillis(500);

  /// Between two looks at whether clients still keep the service busy.
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration END = Duration.ofSeconds(1);
  private static final int ANSWER = 8 << 10;
  private static final String BLANK_LINE = "\r\n\r\n";
  private static final String LENGTH = "\r\nContent-Length: ";

  private final Duration most;
  private final Set<SocketAddress> addresses = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean over;
  private @Nullable Thread thread;

  /// @param most how long it lasts at most, pauses included; zero for none at all
  WarmUp(Duration most) {
    this.most = most;
    this.over = most.isZero();
  }

  /// Begins; it must not have begun before.
  ///
  /// @param spooling where the directory for temporary data is made
  /// @param isQuiet whether no client's request runs
  /// @param halt ends the process: called when the JVM is out of memory
  synchronized void start(Spooling spooling, BooleanSupplier isQuiet, Runnable halt) {
    if (!over) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .name("warm-up")
              .start(() -> run(spooling, isQuiet, halt, System.nanoTime() + most.toNanos()));
    }
  }

  /// Ends it, if it isn't over.
  void end() {
    over = true;
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      join(List.of(running));
    }
  }

  /// Whether nothing of it is still to come.
  boolean isOver() {
    return over;
  }

  /// How many requests it has sent.
  int sent() {
    return sent.get();
  }

  private void run(Spooling spooling, BooleanSupplier isQuiet, Runnable halt, long end) {
    try {
      Thread.sleep(BEFORE);
      try (var service = WarmUpService.start(spooling, addresses::contains, halt)) {
        sendAll(service.address(), isQuiet, end);
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped before the warm-up began", e);
    } catch (IOException e) {
      LOG.warn("the service can't warm up: {}", e.getMessage());
    } finally {
      over = true;
    }
  }

  private void sendAll(InetSocketAddress to, BooleanSupplier isQuiet, long end) {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(
          Thread.ofPlatform().daemon().name("warm-up-" + i).start(() -> send(to, isQuiet, end)));
    }
    try {
      for (Thread each : threads) {
        each.join();
      }
    } catch (InterruptedException e) {
      LOG.debug("the warm-up is stopped", e);
      join(threads);
    }
  }

  private static void join(List<Thread> threads) {
    try {
      for (Thread each : threads) {
        each.interrupt();
        each.join(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(InetSocketAddress to, BooleanSupplier isQuiet, long end) {
    try (var connection = SocketChannel.open()) {
      connection.bind(new InetSocketAddress(to.getAddress(), 0));
      SocketAddress own = connection.getLocalAddress();
      addresses.add(own);
      try {
        connection.connect(to);
        send(connection, isQuiet, end);
      } finally {
        addresses.remove(own);
      }
    } catch (InterruptedException e) {
      LOG.debug("the warm-up is stopped", e);
    } catch (IOException e) {
      // As at a stop, which breaks its connections off.
      LOG.debug("the warm-up has ended early", e);
    }
  }

  private void send(SocketChannel connection, BooleanSupplier isQuiet, long end)
      throws IOException, InterruptedException {
    List<ByteBuffer> requests = requests();
    byte[] answer = new byte[ANSWER];
    while (!over && System.nanoTime() - end < 0) {
      if (!isQuiet.getAsBoolean()) {
        Thread.sleep(PAUSE);
        continue;
      }
      int number = sent.incrementAndGet();
      if (number > MOST_REQUESTS) {
        return;
      }
      ByteBuffer request = requests.get(number % requests.size()).duplicate();
      while (request.hasRemaining()) {
        connection.write(request);
      }
      read(connection, answer);
    }
  }

  /// Reads one whole answer, each of which has a length.
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

  /// How long the answer is, or -1 as long as that isn't known.
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

  /// Of ten rows each: most of them plain, with and without a schema; some with a quoted cell or a
  /// rejected record; some as forms.
  private static List<ByteBuffer> requests() {
    String header = "id,name,amount,day\n";
    String plain = header + "1,Ada Lovelace,36.5,1815-12-10\n".repeat(10);
    String quoted = header + "1,\"Ada, \"\"Countess\"\"\",36.5,1815-12-10\n".repeat(10);
    String rejected = plain + "2,Alan\n";
    String named = "/v1/transform?schema=" + WarmUpService.SCHEMA;
    String form = "multipart/form-data; boundary=b";
    ByteBuffer untyped = request("/v1/transform", "text/csv", plain);
    ByteBuffer typed = request(named, "text/csv", plain);
    return List.of(
        typed,
        untyped,
        typed,
        request(named, "text/csv", quoted),
        typed,
        untyped,
        typed,
        request(named + "&errors=skip", "text/csv", rejected),
        typed,
        untyped,
        request("/v1/transform", form, parts(WarmUpService.SCHEMA_JSON, plain)),
        request("/v1/validate", form, parts(WarmUpService.SCHEMA_JSON, plain)));
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
