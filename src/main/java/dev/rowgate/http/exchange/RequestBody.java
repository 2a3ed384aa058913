package dev.rowgate.http.exchange;

import dev.rowgate.http.machine.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reader of a request's body, from Jetty's own request: the servlet's stream could only block, and
/// output that the client would accept wouldn't be sent meanwhile. Used by one thread.
public final class RequestBody {

  /// Time within which a client at full speed sends the next bytes.
  private static final Duration SOON = Duration.ofMillis(50);

  /// Number of polls before a waiting request reads ahead, and number of bytes to read in each poll
  /// after that: most waits end earlier, and reading ahead costs processor time and disk.
  private static final int SHORT_WAIT = 10;

  private static final int AT_ONE_LOOK = 64 << 10;

  private final Request request;
  private final Wakeup wakeup;
  private final BodyChunks chunks;
  private final Client client;
  private Supplier<@Nullable Spool> room = () -> null;
  private @Nullable ReadAhead ahead;
  private Waiting waiting = Waiting.NONE;
  private long mostWait = Long.MAX_VALUE;
  private long readSince;
  private long received;
  private int looks;
  private boolean over;
  private boolean broken;
  private volatile boolean ended;
  private boolean failed;
  private @Nullable IOException failure;

  RequestBody(Request request, Wakeup wakeup) {
    this.request = request;
    this.wakeup = wakeup;
    this.chunks = new BodyChunks(request, wakeup);
    this.client = new Client(request);
  }

  /// @param work called whenever a read waits
  public void meanwhile(Waiting work) {
    waiting = work;
  }

  /// @param spool provides disk space for the bytes that are read ahead while the request waits for
  ///   shared resources
  public void readAheadInto(Supplier<@Nullable Spool> spool) {
    room = spool;
  }

  /// Releases that disk space. Bytes that were read ahead and not used are lost.
  public void forgetAhead() {
    if (ahead != null) {
      ahead.close();
    }
  }

  /// @param told receives the number of bytes that were read and released, or [BodyChunks#ALL]
  void onUse(LongConsumer told) {
    chunks.onUse(told);
  }

  /// @param nanos limit on the wait of each further read, which then fails with a timeout
  public void waitAtMost(long nanos) {
    mostWait = nanos;
  }

  /// Reads bytes; waits if there are none yet.
  ///
  /// @return the number of bytes read to the start of `into`; -1 at the end
  /// @throws IOException if the connection fails; each later call throws again
  public int read(ReadBuffer into) throws IOException {
    looks = 0;
    readSince = System.nanoTime();
    int known = readKept(into);
    if (known > 0) {
      waiting.goOn();
      return known;
    }
    Content.Chunk next = chunks.isAwaited() ? null : chunks.peek();
    while (next == null || !(next.hasRemaining() || next.isLast() || isFailure(next))) {
      if (next == null) {
        awaitMore(into);
      } else {
        chunks.release();
      }
      next = chunks.peek();
    }
    if (isFailure(next)) {
      throw new IOException(next.getFailure());
    }
    waiting.goOn();
    if (ended) {
      throw new IOException("the request was ended");
    }
    // These bytes may have been read ahead in a wait.
    known = readKept(into);
    if (known > 0) {
      return known;
    }
    int length = Math.min(ReadBuffer.SIZE, next.remaining());
    next.getByteBuffer().get(into.room(length), 0, length);
    received += length;
    if (!next.hasRemaining() && !next.isLast()) {
      chunks.release();
    }
    if (length == 0 && received < request.getLength()) {
      throw new TooShort(received, request.getLength());
    }
    return length == 0 ? -1 : length;
  }

  private int readKept(ReadBuffer into) {
    return ahead == null || ended ? 0 : ahead.read(into);
  }

  /// The body ended before its Content-Length. On HTTP/1.1 that is the end of the connection; on
  /// HTTP/2 it is the end of the stream, see [Http2Stream].
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

  /// Ends a current or later read as the idle timeout would, by an exception. Any thread may call
  /// it.
  void end() {
    ended = true;
    chunks.wake();
  }

  /// Discards what has arrived, and exceeds `bytes` by at most one chunk; doesn't wait.
  ///
  /// @return the number of bytes discarded
  public long drop(long bytes) {
    long dropped = 0;
    // While more is awaited nothing has arrived, and Jetty's request must not be read.
    while (!chunks.isAwaited() && !over && dropped < bytes) {
      Content.Chunk next = chunks.peek();
      if (next == null) {
        break;
      }
      dropped += next.remaining();
      broken = isFailure(next);
      over = next.isLast() || broken;
      chunks.release();
    }
    return dropped;
  }

  /// Whether the client is gone, or the body has failed. Must be polled while the request waits for
  /// shared resources. It checks the next chunk, and if that is more of the body, the connection;
  /// after a while it reads ahead, since the end may follow the data.
  boolean isBroken() {
    if (!failed && !chunks.isAwaited() && !over) {
      Content.Chunk next = looks++ < SHORT_WAIT ? chunks.peek() : readOn();
      if (next == null) {
        chunks.demand();
      } else if (isFailure(next)) {
        failed = true;
        failure = new IOException(next.getFailure());
      } else {
        failed = client.hasGone();
      }
    }
    return failed;
  }

  /// The failure of the body that [#isBroken()] found, with its cause; null if it found none. The
  /// client may still be there and wait for the answer.
  public @Nullable IOException failure() {
    return failure;
  }

  /// @return the next chunk after that; null if nothing has arrived
  private Content.@Nullable Chunk readOn() {
    Content.Chunk next = chunks.peek();
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
      chunks.release();
      next = chunks.peek();
    }
    return next;
  }

  /// Whether nothing is left to discard.
  public boolean isOver() {
    return over;
  }

  /// Whether the whole body has arrived, was complete, and was discarded.
  public boolean hasEnded() {
    return over && !broken;
  }

  /// Registers the request's thread to be called when more arrives.
  public void callWhenMoreArrives() {
    if (!over) {
      chunks.demand();
    }
  }

  /// Releases what has arrived and wasn't read. Must be called before the request ends.
  public void release() {
    chunks.release();
  }

  /// Waits for more. Jetty's request must not be read until it has called back.
  private void awaitMore(ReadBuffer unused) {
    chunks.demand();
    if (ended) {
      chunks.wake();
    }
    boolean soon = true;
    while (chunks.isAwaited()) {
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
          chunks.wake();
        }
      }
    }
  }

  private void trim(ReadBuffer unused) {
    waiting.trim();
    unused.free();
  }

  private static boolean isFailure(Content.Chunk chunk) {
    return Content.Chunk.isFailure(chunk);
  }
}
