package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.Wakeup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// Asynchronous writer to the client, one block at a time.
///
/// It uses Jetty's own response: the servlet's stream can write asynchronously only if the request
/// gives up its thread. One thread writes and waits; Jetty's threads report the end of a write.
final class AsyncWriter {

  private final Response response;
  private final Wakeup wakeup;
  private final Callback callback =
      Callback.from(Invocable.InvocationType.NON_BLOCKING, this::succeeded, this::failed);
  private volatile boolean writing;
  private volatile @Nullable Throwable failure;

  AsyncWriter(Response response, Wakeup wakeup) {
    this.response = response;
    this.wakeup = wakeup;
  }

  /// Whether a write is pending: its bytes must not be changed until it ends.
  boolean isWriting() {
    return writing;
  }

  /// Starts a write; must not be called while one is pending.
  void write(ByteBuffer bytes) {
    writing = true;
    response.write(false, bytes, callback);
  }

  /// Waits until the client has taken the pending write.
  ///
  /// @throws IOException if this write or an earlier one failed
  void await() throws IOException {
    while (writing) {
      wakeup.await();
    }
    check();
  }

  /// Waits until the client has taken the pending write.
  ///
  /// @param meanwhile runs before each wait, whatever ended the last one; never waits itself
  /// @throws IOException if this write or an earlier one failed
  void await(Runnable meanwhile) throws IOException {
    while (writing) {
      meanwhile.run();
      wakeup.await();
    }
    check();
  }

  /// Waits at most this time for the pending write.
  ///
  /// @return whether no write is pending
  /// @throws IOException if this write or an earlier one failed
  boolean awaitWithin(Duration time) throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    while (writing) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wakeup.await(Duration.ofNanos(left));
    }
    check();
    return true;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /// @throws IOException if a write failed
  void check() throws IOException {
    Throwable cause = failure;
    if (cause != null) {
      throw new IOException(cause);
    }
  }

  private void succeeded() {
    writing = false;
    wakeup.call();
  }

  private void failed(Throwable cause) {
    failure = cause;
    writing = false;
    wakeup.call();
  }
}
