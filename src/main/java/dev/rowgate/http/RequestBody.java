package dev.rowgate.http;

import java.io.IOException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The bytes of a request, read from Jetty's own request: the servlet's stream can only wait for
/// them, and meanwhile an answer that the client would take lay still. One thread reads.
final class RequestBody {

  private final Request request;
  private final Wakeup wakeup;
  private Runnable meanwhile = () -> {};
  private Content.@Nullable Chunk chunk;
  private volatile boolean awaited;
  private boolean over;

  RequestBody(Request request, Wakeup wakeup) {
    this.request = request;
    this.wakeup = wakeup;
  }

  /// @param work done whenever a read waits, and again after whatever happened; never waits itself
  void meanwhile(Runnable work) {
    meanwhile = work;
  }

  /// Waits for bytes if there are none yet.
  ///
  /// @return how many bytes now stand at the start of `into`, or -1 at the end
  /// @throws IOException for whatever became of the connection, again and again
  int read(byte[] into) throws IOException {
    Content.Chunk next = peek();
    while (next == null || !(next.hasRemaining() || next.isLast() || isFailure(next))) {
      if (next == null) {
        awaitMore();
      } else {
        release();
      }
      next = peek();
    }
    if (isFailure(next)) {
      throw new IOException(next.getFailure());
    }
    int length = Math.min(into.length, next.remaining());
    next.getByteBuffer().get(into, 0, length);
    if (!next.hasRemaining() && !next.isLast()) {
      release();
    }
    return length == 0 ? -1 : length;
  }

  /// Drops what has arrived, and goes past `bytes` by one chunk at most; doesn't wait.
  ///
  /// @return how many bytes that was
  long drop(long bytes) {
    long dropped = 0;
    // What is awaited hasn't arrived, and Jetty's request must not be read meanwhile.
    while (!awaited && !over && dropped < bytes) {
      Content.Chunk next = peek();
      if (next == null) {
        break;
      }
      dropped += next.remaining();
      over = next.isLast() || isFailure(next);
      release();
    }
    return dropped;
  }

  /// Whether nothing is left that could be dropped.
  boolean isOver() {
    return over;
  }

  /// Has the request's thread called once there is more to drop.
  void callWhenMoreArrives() {
    if (!awaited && !over) {
      demand();
    }
  }

  /// Gives back what has arrived and wasn't read. Must be called before the request is over.
  void release() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }

  private Content.@Nullable Chunk peek() {
    if (chunk == null) {
      chunk = request.read();
    }
    return chunk;
  }

  /// Jetty's request must not be read before it has answered a demand.
  private void awaitMore() {
    demand();
    while (awaited) {
      meanwhile.run();
      wakeup.await();
    }
  }

  private void demand() {
    awaited = true;
    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::arrived));
  }

  private void arrived() {
    awaited = false;
    wakeup.call();
  }

  private static boolean isFailure(Content.Chunk chunk) {
    return Content.Chunk.isFailure(chunk);
  }
}
