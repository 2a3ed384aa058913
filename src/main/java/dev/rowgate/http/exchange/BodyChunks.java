package dev.rowgate.http.exchange;

import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The chunks of a request's body as Jetty delivers them. Restarts the request's [ContentClock]
/// with each that has content. Used by one thread, but for [#wake()].
final class BodyChunks {

  /// Reports that no received byte is unused.
  static final long ALL = Long.MAX_VALUE;

  private final Request request;
  private final Wakeup wakeup;
  private LongConsumer onUse = _ -> {};
  private Content.@Nullable Chunk chunk;
  private int held;
  private @Nullable ContentClock clock;

  /// Whether no content has arrived since it was first demanded.
  private boolean waits;

  /// Whether more was demanded and hasn't arrived. Jetty's request must not be read meanwhile.
  private volatile boolean awaited;

  /// Whether Jetty was asked for more and hasn't called back yet.
  private volatile boolean demanded;

  /// @param wakeup is called when what was demanded has arrived
  BodyChunks(Request request, Wakeup wakeup) {
    this.request = request;
    this.wakeup = wakeup;
  }

  /// @param told receives the number of bytes that were read and released, or [#ALL]
  void onUse(LongConsumer told) {
    onUse = told;
  }

  /// The current chunk, else the next one; must not be called while more is awaited.
  ///
  /// @return null if nothing has arrived
  Content.@Nullable Chunk peek() {
    if (chunk == null) {
      chunk = request.read();
      if (chunk == null) {
        onUse.accept(ALL);
      } else {
        held = chunk.remaining();
        // A failure may be Jetty's idle timeout, which must not be followed by this one.
        if (held > 0 || chunk.isLast() || Content.Chunk.isFailure(chunk)) {
          waits = false;
          restartClock();
        }
      }
    }
    return chunk;
  }

  /// Releases the current chunk, if there is one.
  void release() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
      onUse.accept(held);
    }
  }

  boolean isAwaited() {
    return awaited;
  }

  /// Asks Jetty for more, unless more is awaited already.
  void demand() {
    if (awaited) {
      return;
    }
    if (!waits) {
      waits = true;
      restartClock();
    }
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

  /// Ends the wait for what was demanded as the idle timeout would. Any thread may call it.
  void wake() {
    if (demanded) {
      HttpChannel.from(request).onIdleTimeout(new TimeoutException("ended")).action().run();
    }
  }

  private void restartClock() {
    if (clock == null) {
      clock = ContentClock.of(request);
    }
    if (clock != null) {
      clock.restart();
    }
  }
}
