package dev.rowgate.http.exchange;

import dev.rowgate.http.machine.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
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

  private final Client client;

  /// So many looks of a wait pass before more is read, and so many bytes are read at each one
  /// behind them: most waits are over before, and to read on costs processor time and disk.
  private static final int SHORT_WAIT = 10;

  private static final int AT_ONE_LOOK = 64 << 10;

  private Supplier<@Nullable Spool> room = () -> null;
  private @Nullable ReadAhead ahead;
  private int looks;
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
  private @Nullable ContentClock clock;

  /// Whether no content has come since it was first demanded.
  private boolean waits;

  private long readSince;
  private long mostWait = Long.MAX_VALUE;

  /// Jetty has been asked for more, and hasn't answered yet.
  private volatile boolean demanded;

  private volatile boolean ended;
  private volatile boolean failed;

  RequestBody(Request request, Wakeup wakeup) {
    this.request = request;
    this.wakeup = wakeup;
    this.client = new Client(request);
  }

  /// @param work done whenever a read waits
  public void meanwhile(Waiting work) {
    waiting = work;
  }

  /// @param spool makes room for the bytes that are read while the request waits for what others
  ///   hold
  public void readAheadInto(Supplier<@Nullable Spool> spool) {
    room = spool;
  }

  /// Gives that room back. What was read ahead and not used is lost.
  public void forgetAhead() {
    if (ahead != null) {
      ahead.close();
    }
  }

  /// @param told how many bytes are read and not held any more, or [#ALL]
  void onUse(LongConsumer told) {
    onUse = told;
  }

  /// @param nanos limit on the wait of each read from now on, which then fails with a time-out
  public void waitAtMost(long nanos) {
    mostWait = nanos;
  }

  /// Waits for bytes if there are none yet.
  ///
  /// @return how many bytes now stand at the start of `into`, or -1 at the end
  /// @throws IOException for whatever became of the connection, again and again
  public int read(ReadBuffer into) throws IOException {
    looks = 0;
    readSince = System.nanoTime();
    int known = readKept(into);
    if (known > 0) {
      waiting.goOn();
      return known;
    }
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
    // That may have been a wait, in which this was kept.
    known = readKept(into);
    if (known > 0) {
      return known;
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

  private int readKept(ReadBuffer into) {
    return ahead == null || ended ? 0 : ahead.read(into);
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

  /// Whether the client has gone, to be asked now and then while the request waits for what others
  /// hold. What comes next is looked at, and where that is more of the body, the connection; after
  /// a while some of the body is read, since the end may stand behind it.
  boolean isBroken() {
    if (!failed && !awaited && !over) {
      Content.Chunk next = looks++ < SHORT_WAIT ? peek() : readOn();
      if (next == null) {
        demand();
      } else {
        failed = isFailure(next) || client.hasGone();
      }
    }
    return failed;
  }

  /// @return what comes next then, or null if nothing has come
  private Content.@Nullable Chunk readOn() {
    Content.Chunk next = peek();
    int kept = 0;
    if (ahead == null) {
      ahead = ReadAhead.open(room);
    }
    while (ahead != null && next != null && next.hasRemaining() && kept < AT_ONE_LOOK) {
      int more = ahead.keep(next.getByteBuffer());
      received += more;
      kept += more;
      if (next.hasRemaining() || next.isLast()) {
        break;
      }
      release();
      next = peek();
    }
    return next;
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
        // A failure may be Jetty's own idle time, which must not be followed by this one.
        if (held > 0 || chunk.isLast() || isFailure(chunk)) {
          waits = false;
          restartClock();
        }
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
        long left = mostWait - (System.nanoTime() - readSince);
        if (!wakeup.await(Duration.ofNanos(left)) && left <= 0) {
          wake();
        }
      }
    }
  }

  private void trim(ReadBuffer unused) {
    waiting.trim();
    unused.free();
  }

  private void restartClock() {
    if (clock == null) {
      clock = ContentClock.of(request);
    }
    if (clock != null) {
      clock.restart();
    }
  }

  private void demand() {
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

  private static boolean isFailure(Content.Chunk chunk) {
    return Content.Chunk.isFailure(chunk);
  }
}
