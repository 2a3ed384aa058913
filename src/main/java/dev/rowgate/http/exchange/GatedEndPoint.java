package dev.rowgate.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/// A client's connection that knows whether a request runs on it, and whose reading can be limited
/// until what was received is used: see [Sidecar]. It also completes chunks, see [WholeChunks], and
/// ends the connection gracefully when the service stops, see [GracefulEnd]. Thread-safe.
public final class GatedEndPoint extends SocketChannelEndPoint {

  private static final ByteBuffer LINE_END =
      ByteBuffer.wrap(new byte[] {'\r', '\n'}).asReadOnlyBuffer();

  private final SelectionKey key;
  private final Duration patience;
  private final Function<Duration, byte[]> tooSlow;
  private final GracefulEnd gracefulEnd = new GracefulEnd(this);
  private final ContentClock clock = new ContentClock(this::onIdleExpired);
  private final ReadGate gate = new ReadGate(super::fillInterested);
  private volatile boolean endsChunk;
  private volatile boolean lingers;
  private int requests;
  private long allRequests;
  private boolean ofSidecar;
  private boolean claimsSidecar;
  private long quietSince = System.nanoTime();
  private boolean refused;

  /// @param patience time limit for the head of a request
  /// @param tooSlow the whole response to a request whose head takes longer
  public GatedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Duration patience,
      Function<Duration, byte[]> tooSlow) {
    super(channel, selector, key, scheduler);
    this.key = key;
    this.patience = patience;
    this.tooSlow = tooSlow;
  }

  /// @param fromSidecar whether it came through a trusted sidecar
  public synchronized void requestBegins(boolean fromSidecar) {
    clock.restart();
    requests++;
    allRequests++;
    ofSidecar |= fromSidecar;
  }

  public synchronized void requestEnds() {
    requests--;
    quietSince = System.nanoTime();
  }

  /// Whether no request has been running for this time.
  synchronized boolean isQuietFor(Duration time) {
    return requests == 0 && System.nanoTime() - quietSince >= time.toNanos();
  }

  /// The number of requests so far.
  synchronized long allRequests() {
    return allRequests;
  }

  /// Whether a trusted sidecar has sent requests on this connection.
  synchronized boolean isOfSidecar() {
    return ofSidecar;
  }

  /// Records that a request, possibly malformed, claims to come from a sidecar. Whether that is
  /// trusted is decided later.
  synchronized void sidecarClaimed() {
    claimsSidecar = true;
  }

  synchronized boolean claimsSidecar() {
    return claimsSidecar;
  }

  /// Takes the next step of a graceful end during a stop. Must be called repeatedly.
  ///
  /// @param quiet how long no request must have been running
  public void endGracefully(Duration quiet) {
    gracefulEnd.proceed(quiet);
  }

  /// Ends the connection, after notifying the client on HTTP/2.
  void endQuietly() {
    if (getConnection() instanceof HTTP2Connection http2) {
      http2.getSession().close(ErrorCode.NO_ERROR.code, "", Callback.from(this::close));
    } else {
      close();
    }
  }

  /// Ends the connection if the next request takes too long: its head is incomplete, or what
  /// arrives isn't a head (blank lines, pings). Without any byte, the idle timeout ends it. Ends
  /// requests that have waited too long for the client. Must be called periodically.
  public void endIfSlow() {
    if (wasRefused()) {
      // The response has had time to arrive, so that a reset for further input can't remove it.
      close();
    } else if (!isQuietFor(Duration.ZERO)) {
      clocks().forEach(each -> each.expireAfter(patience));
    } else if (hasHalfHead()) {
      parser()
          .filter(p -> isSlow(p::getBeginNanoTime, this::hasHalfHead, patience))
          .ifPresent(_ -> refuse());
    } else if (isQuietFor(allRequests() > 0 ? patience.multipliedBy(2) : patience)) {
      endQuietly();
    }
  }

  /// Whether the head of a request has been incomplete for too long. The parser is used by another
  /// thread meanwhile, which may begin with the next request, so that the time counts only if it is
  /// the same before and after the other question.
  ///
  /// @param begin when the head began, by [System#nanoTime]; 0 for none
  static boolean isSlow(LongSupplier begin, BooleanSupplier hasHalfHead, Duration patience) {
    long since = begin.getAsLong();
    return since != 0
        && System.nanoTime() - since > patience.toNanos()
        && hasHalfHead.getAsBoolean()
        && begin.getAsLong() == since;
  }

  /// Handles an idle timeout.
  @Override
  protected void onIdleExpired(TimeoutException timeout) {
    if (hasHalfHead() && !wasRefused()) {
      refuse();
    } else {
      super.onIdleExpired(timeout);
    }
  }

  private Stream<ContentClock> clocks() {
    return getConnection() instanceof HTTP2Connection http2
        ? http2.getSession().getStreams().stream().map(each -> ((Http2Stream) each).clock())
        : Stream.of(clock);
  }

  ContentClock clock() {
    return clock;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = BufferUtil.remaining(buffers);
    boolean all = super.flush(buffers);
    if (all || BufferUtil.remaining(buffers) < before) {
      clock.restart();
    }
    return all;
  }

  private synchronized boolean wasRefused() {
    return refused;
  }

  private boolean hasHalfHead() {
    return isQuietFor(Duration.ZERO)
        && parser().filter(p -> p.inHeaderState() && !p.isStart()).isPresent();
  }

  /// Whether a part of a request has been read, but no request runs yet.
  boolean hasBegunRequest() {
    return getConnection() instanceof HTTP2Connection http2
        ? !http2.getSession().getStreams().isEmpty()
        : parser().filter(p -> !p.isStart() && !p.isClose() && !p.isClosed()).isPresent();
  }

  private Optional<HttpParser> parser() {
    return getConnection() instanceof HttpConnection http1
        ? Optional.of(http1.getParser())
        : Optional.empty();
  }

  /// Refuses a request that Jetty doesn't know yet, so that it can't respond.
  private void refuse() {
    synchronized (this) {
      if (requests > 0) {
        return;
      }
      refused = true;
    }
    lingerAtClose();
    write(
        Callback.from(this::shutdownOutput, _ -> close()),
        ByteBuffer.wrap(tooSlow.apply(patience)));
  }

  /// From now on, closing the connection lets the response arrive first: see [LingeringClose].
  public void lingerAtClose() {
    lingers = true;
  }

  @Override
  public void doClose() {
    if (lingers) {
      Thread.ofVirtual().name("linger").start(new LingeringClose(getChannel(), this::closeNow));
    } else {
      super.doClose();
    }
  }

  /// A channel that is registered with a selector is only closed in the selector's next iteration.
  private void closeNow() {
    super.doClose();
    key.selector().wakeup();
  }

  /// The limit on unused input.
  ReadGate gate() {
    return gate;
  }

  /// Declares whether the next write is a chunk, to which the line end is appended.
  public void endChunk(boolean next) {
    endsChunk = next;
  }

  @Override
  public void write(Callback callback, ByteBuffer... buffers) {
    if (!endsChunk) {
      super.write(callback, buffers);
      return;
    }
    endsChunk = false;
    ByteBuffer[] whole = Arrays.copyOf(buffers, buffers.length + 1);
    whole[buffers.length] = LINE_END.duplicate();
    super.write(callback, whole);
  }

  @Override
  public int fill(ByteBuffer into) throws IOException {
    if (gate.isShut()) {
      return 0;
    }
    int length = super.fill(into);
    if (length == 0) {
      gracefulEnd.nothingCame();
    }
    gate.received(Math.max(0, length));
    return length;
  }

  @Override
  public void fillInterested(Callback callback) {
    gate.waitForInput(callback);
  }
}
