package dev.rowgate.http.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The bytes of a request, read from Jetty's own request: the servlet's stream can only wait for
/// them, and meanwhile an answer that the client would take lay still. One thread reads.
public final class RequestBody {

  private final Request request;
  private final Wakeup wakeup;

  /// Who sends at full speed sends the next bytes in that time.
  private static final Duration SOON = Duration.ofMillis(50);

  private Waiting waiting = Waiting.IDLY;

  /// That nothing lies unused.
  static final long ALL = Long.MAX_VALUE;

  private LongConsumer onUse = _ -> {};
  private Content.@Nullable Chunk chunk;
  private int held;
  private long received;
  private volatile boolean awaited;
  private boolean over;
  private boolean broken;

  /// Jetty has been asked for more, and hasn't answered yet.
  private volatile boolean demanded;

  private volatile boolean ended;
  private volatile boolean failed;

  RequestBody(Request request, Wakeup wakeup) {
    this.request = request;
    this.wakeup = wakeup;
  }

  /// @param work done whenever a read waits
  public void meanwhile(Waiting work) {
    waiting = work;
  }

  /// @param told how many bytes are read and not held any more, or [#ALL]
  void onUse(LongConsumer told) {
    onUse = told;
  }

  /// Waits for bytes if there are none yet.
  ///
  /// @return how many bytes now stand at the start of `into`, or -1 at the end
  /// @throws IOException for whatever became of the connection, again and again
  public int read(ReadBuffer into) throws IOException {
    Content.Chunk next = awaited ? null : peek();
    while (next == null || !(next.hasRemaining() || next.isLast() || isFailure(next))) {
      if (next == null) {
        awaitMore(into);
      } else {
        release();
      }
      next = peek();
    }
    if (isFailure(next)) {
      throw new IOException(next.getFailure());
    }
    waiting.goOn();
    if (ended) {
      throw new IOException("the request was ended");
    }
    int length = Math.min(ReadBuffer.SIZE, next.remaining());
    next.getByteBuffer().get(into.room(length), 0, length);
    received += length;
    if (!next.hasRemaining() && !next.isLast()) {
      release();
    }
    if (length == 0 && received < request.getLength()) {
      throw new TooShort(received, request.getLength());
    }
    return length == 0 ? -1 : length;
  }

  /// The body has its end before its length. On HTTP/1.1 that is the end of the connection; on
  /// HTTP/2 Jetty compares only what ends with a frame of data.
  public static final class TooShort extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    private TooShort(long bytes, long length) {
      this.reason = "it has " + bytes + " bytes, and its Content-Length says " + length;
    }

    public String reason() {
      return reason;
    }
  }

  /// Ends a read that waits, now or later, as the idle time would: it throws. Anybody calls.
  void end() {
    ended = true;
    wake();
  }

  private void wake() {
    if (demanded) {
      HttpChannel.from(request).onIdleTimeout(new TimeoutException("ended")).action().run();
    }
  }

  /// Drops what has arrived, and goes past `bytes` by one chunk at most; doesn't wait.
  ///
  /// @return how many bytes that was
  public long drop(long bytes) {
    long dropped = 0;
    // What is awaited hasn't arrived, and Jetty's request must not be read meanwhile.
    while (!awaited && !over && dropped < bytes) {
      Content.Chunk next = peek();
      if (next == null) {
        break;
      }
      dropped += next.remaining();
      broken = isFailure(next);
      over = next.isLast() || broken;
      release();
    }
    return dropped;
  }

  /// Whether the client has gone, as far as can be seen without taking what it has sent before: all
  /// that can be looked at is what comes next.
  boolean isBroken() {
    if (!failed && !awaited && !over) {
      Content.Chunk next = peek();
      if (next == null) {
        demand();
      } else {
        failed = isFailure(next);
      }
    }
    return failed;
  }

  /// Whether nothing is left that could be dropped.
  public boolean isOver() {
    return over;
  }

  /// Whether all of it has come, to its proper end, and was dropped.
  public boolean hasEnded() {
    return over && !broken;
  }

  /// Has the request's thread called once there is more to drop.
  public void callWhenMoreArrives() {
    if (!awaited && !over) {
      demand();
    }
  }

  /// Gives back what has arrived and wasn't read. Must be called before the request is over.
  public void release() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
      onUse.accept(held);
    }
  }

  private Content.@Nullable Chunk peek() {
    if (chunk == null) {
      chunk = request.read();
      if (chunk == null) {
        onUse.accept(ALL);
      } else {
        held = chunk.remaining();
      }
    }
    return chunk;
  }

  /// Jetty's request must not be read before it has answered a demand.
  private void awaitMore(ReadBuffer unused) {
    if (!awaited) {
      demand();
    }
    if (ended) {
      wake();
    }
    boolean soon = true;
    while (awaited) {
      waiting.sendOn();
      if (waiting.isInTheWay()) {
        trim(unused);
      }
      soon = soon && wakeup.await(SOON);
      if (!soon) {
        waiting.flush();
        trim(unused);
        wakeup.await();
      }
    }
  }

  private void trim(ReadBuffer unused) {
    waiting.trim();
    unused.free();
  }

  private void demand() {
    awaited = true;
    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::arrived));
    demanded = true;
    if (!awaited) {
      demanded = false;
    }
  }

  private void arrived() {
    demanded = false;
    awaited = false;
    wakeup.call();
  }

  private static boolean isFailure(Content.Chunk chunk) {
    return Content.Chunk.isFailure(chunk);
  }
}
