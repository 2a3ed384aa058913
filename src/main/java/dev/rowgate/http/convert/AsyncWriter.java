package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.Wakeup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// Writes to the client without waiting, one block at a time: Jetty's own response can, the
/// servlet's stream can't without giving up its thread. One thread launches; Jetty's call back.
final class AsyncWriter {

  private final Response response;
  private final Wakeup wakeup;
  private final Callback landing =
      Callback.from(Invocable.InvocationType.NON_BLOCKING, this::landed, this::crashed);
  private volatile boolean flying;
  private volatile @Nullable Throwable failure;

  AsyncWriter(Response response, Wakeup wakeup) {
    this.response = response;
    this.wakeup = wakeup;
  }

  /// Whether what was launched isn't taken yet: its bytes belong to Jetty until then.
  boolean isUnderWay() {
    return flying;
  }

  /// Only when nothing is under way.
  void launch(ByteBuffer bytes) {
    flying = true;
    response.write(false, bytes, landing);
  }

  /// Waits until the client has taken what is under way.
  ///
  /// @throws IOException when it took no more, now or before
  void land() throws IOException {
    while (flying) {
      wakeup.await();
    }
    check();
  }

  /// The same.
  ///
  /// @param meanwhile done before each wait, whatever ended the last one; never waits itself
  void land(Runnable meanwhile) throws IOException {
    while (flying) {
      meanwhile.run();
      wakeup.await();
    }
    check();
  }

  /// Waits so long at most.
  ///
  /// @return whether nothing is under way
  boolean landWithin(Duration time) throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    while (flying) {
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

  /// @throws IOException when the client took no more
  void check() throws IOException {
    Throwable cause = failure;
    if (cause != null) {
      throw new IOException(cause);
    }
  }

  private void landed() {
    flying = false;
    wakeup.call();
  }

  private void crashed(Throwable cause) {
    failure = cause;
    flying = false;
    wakeup.call();
  }
}
