package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.http.machine.Spooling;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
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

/// Warm-up of the JVM: sends typical conversions to a [WarmUpService] after the start, so that the
/// code for them is compiled before clients come. It pauses while a client's request runs. It ends
/// after a time limit, or once further requests would have little effect. Thread-safe.
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /// With several connections, code that runs concurrently is compiled for that.
  private static final int CONNECTIONS = 8;

  private static final int MOST_REQUESTS = 200_000;

  /// Delay after the start, in which the first requests of clients have the machine to themselves.
  private static final Duration BEFORE = Duration.ofMillis(500);

  /// Interval at which the warm-up checks whether clients still keep the service busy.
  private static final Duration PAUSE = Duration.ofMillis(50);

  /// The head of every fifth request is sent separately.
  private static final int SPLIT = 5;

  private static final Duration END = Duration.ofSeconds(1);
  private static final int ANSWER = 8 << 10;
  private static final String BLANK_LINE = "\r\n\r\n";
  private static final String LENGTH = "\r\nContent-Length: ";

  private final Duration most;
  private final Set<SocketAddress> addresses = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean over;
  private @Nullable Thread thread;

  /// @param most maximum duration, including pauses; zero for no warm-up
  WarmUp(Duration most) {
    this.most = most;
    this.over = most.isZero();
  }

  /// Starts the warm-up; must be called at most once.
  ///
  /// @param spooling where to create the directory for temporary data
  /// @param isQuiet whether no request of a client is running
  /// @param halt terminates the process; called when the JVM is out of memory
  synchronized void start(Spooling spooling, BooleanSupplier isQuiet, Runnable halt) {
    if (!over) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .name("warm-up")
              .start(() -> run(spooling, isQuiet, halt, System.nanoTime() + most.toNanos()));
    }
  }

  /// Ends the warm-up if it is running.
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

  /// Whether the warm-up has ended, or never starts.
  boolean isOver() {
    return over;
  }

  /// The number of requests sent.
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
    var requests = WarmUpRequests.all();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("warm-up-" + i)
              .start(() -> send(requests, to, isQuiet, end)));
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

  private void send(
      List<WarmUpRequests.Message> requests,
      InetSocketAddress to,
      BooleanSupplier isQuiet,
      long end) {
    try (var connection = SocketChannel.open()) {
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connection.bind(new InetSocketAddress(to.getAddress(), 0));
      SocketAddress own = connection.getLocalAddress();
      addresses.add(own);
      try {
        connection.connect(to);
        send(requests, connection, isQuiet, end);
      } finally {
        addresses.remove(own);
      }
    } catch (InterruptedException e) {
      LOG.debug("the warm-up is stopped", e);
    } catch (IOException e) {
      // A stop aborts the connections.
      LOG.debug("the warm-up has ended early", e);
    }
  }

  private void send(
      List<WarmUpRequests.Message> requests,
      SocketChannel connection,
      BooleanSupplier isQuiet,
      long end)
      throws IOException, InterruptedException {
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
      send(requests.get(number % requests.size()), number % SPLIT == 0, connection);
      read(connection, answer);
    }
  }

  /// @param isSplit whether the head is sent alone, so that the service has to wait for the body
  private static void send(WarmUpRequests.Message request, boolean isSplit, SocketChannel to)
      throws IOException {
    if (isSplit) {
      write(request.head(), to);
      write(request.body(), to);
    } else {
      write(request.whole().duplicate(), to);
    }
  }

  private static void write(ByteBuffer bytes, SocketChannel to) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
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
}
