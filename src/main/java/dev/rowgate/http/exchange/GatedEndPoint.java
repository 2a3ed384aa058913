package dev.rowgate.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
import org.jspecify.annotations.Nullable;

/// A client's connection that knows whether a request runs on it, and that can be read no further
/// than what came before is used: see [Sidecar]. It also ends chunks: see [WholeChunks], and parts
/// with its client when the service stops: see [GracefulEnd]. Thread-safe.
public final class GatedEndPoint extends SocketChannelEndPoint implements ContentClock {

  private static final ByteBuffer LINE_END =
      ByteBuffer.wrap(new byte[] {'\r', '\n'}).asReadOnlyBuffer();

  private final SelectionKey key;
  private final Duration patience;
  private final Function<Duration, byte[]> tooSlow;
  private final GracefulEnd gracefulEnd = new GracefulEnd(this);
  private volatile boolean endsChunk;
  private volatile long activeSince = System.nanoTime();
  private volatile boolean lingers;
  private int requests;
  private long allRequests;
  private boolean ofSidecar;
  private boolean claimsSidecar;
  private long quietSince = System.nanoTime();
  private boolean refused;
  private boolean gated;
  private int gate;
  private long most;
  private long unused;
  private @Nullable Callback waiting;

  /// @param patience how long the head of a request may take
  /// @param tooSlow the whole answer to a request whose head takes longer than that
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

  /// @param fromSidecar whether it came by way of a sidecar that is believed
  public synchronized void requestBegins(boolean fromSidecar) {
    restart();
    requests++;
    allRequests++;
    ofSidecar |= fromSidecar;
  }

  public synchronized void requestEnds() {
    requests--;
    quietSince = System.nanoTime();
  }

  /// Whether no request has run for so long.
  synchronized boolean isQuietFor(Duration time) {
    return requests == 0 && System.nanoTime() - quietSince >= time.toNanos();
  }

  /// How many requests have come.
  synchronized long allRequests() {
    return allRequests;
  }

  /// Whether a sidecar has sent requests by it.
  synchronized boolean isOfSidecar() {
    return ofSidecar;
  }

  /// A request that may be malformed says that it comes by a sidecar. Whether that is believed is
  /// decided later.
  synchronized void sidecarClaimed() {
    claimsSidecar = true;
  }

  synchronized boolean claimsSidecar() {
    return claimsSidecar;
  }

  /// Takes the next step to end it without a loss, in a stop. To be called again and again.
  ///
  /// @param quiet how long no request must have run
  public void endGracefully(Duration quiet) {
    gracefulEnd.proceed(quiet);
  }

  /// Ends the connection, whose client is told where HTTP/2 can tell it.
  void endQuietly() {
    if (getConnection() instanceof HTTP2Connection http2) {
      http2.getSession().close(ErrorCode.NO_ERROR.code, "", Callback.from(this::close));
    } else {
      close();
    }
  }

  /// Ends the connection if the next request is too long in coming: its head has begun and isn't
  /// whole, or what comes isn't one (blank lines, pings). Without a byte it is the idle time that
  /// ends it. Ends requests that wait for the client, if they have been idle for too long. To be
  /// called now and then.
  public void endIfSlow() {
    if (wasRefused()) {
      // The answer has had a moment to arrive; a reset for what still comes can't harm it now.
      close();
    } else if (!isQuietFor(Duration.ZERO)) {
      clocks().forEach(each -> each.expireAfter(patience));
    } else if (hasHalfHead()) {
      if (parser().map(p -> System.nanoTime() - p.getBeginNanoTime()).orElse(0L)
          > patience.toNanos()) {
        refuse();
      }
    } else if (isQuietFor(allRequests() > 0 ? patience.multipliedBy(2) : patience)) {
      endQuietly();
    }
  }

  /// Nothing has come for the idle time.
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
        ? http2.getSession().getStreams().stream().map(ContentClock.class::cast)
        : Stream.of(this);
  }

  @Override
  public void restart() {
    activeSince = System.nanoTime();
  }

  @Override
  public long since() {
    return activeSince;
  }

  @Override
  public void expire(TimeoutException timeout) {
    onIdleExpired(timeout);
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = BufferUtil.remaining(buffers);
    boolean all = super.flush(buffers);
    if (all || BufferUtil.remaining(buffers) < before) {
      restart();
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

  /// Whether a part of a request has been read, and no request runs yet.
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

  /// There is no request yet that Jetty could answer.
  private void refuse() {
    synchronized (this) {
      refused = true;
    }
    lingerAtClose();
    write(
        Callback.from(this::shutdownOutput, _ -> close()),
        ByteBuffer.wrap(tooSlow.apply(patience)));
  }

  /// From now on, closing it lets the answer arrive first: see [LingeringClose].
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

  /// A channel that is registered with a selector is closed when the selector goes round.
  private void closeNow() {
    super.doClose();
    key.selector().wakeup();
  }

  /// From now on, no more is read while so many bytes that came lie unused.
  ///
  /// @return by which it is used and ended; that of the request before does nothing any more
  synchronized int gate(long most) {
    gated = true;
    this.most = most;
    unused = 0;
    return ++gate;
  }

  /// Everything may come again.
  void ungate(int which) {
    synchronized (this) {
      if (which != gate) {
        return;
      }
      gated = false;
    }
    readOn();
  }

  /// Who uses it knows nothing of the frames around it, so that what lies unused would seem to grow
  /// if it weren't told now and then that nothing does.
  ///
  /// @param bytes at most all that came is meant
  void used(int which, long bytes) {
    synchronized (this) {
      if (!gated || which != gate) {
        return;
      }
      unused = Math.max(0, unused - bytes);
    }
    readOn();
  }

  /// Whether the next write is a chunk, which then gets its line end.
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

  private synchronized boolean isShut() {
    return gated && unused > most;
  }

  @Override
  public int fill(ByteBuffer into) throws IOException {
    if (isShut()) {
      return 0;
    }
    int length = super.fill(into);
    if (length == 0) {
      gracefulEnd.nothingCame();
    }
    synchronized (this) {
      unused += Math.max(0, length);
    }
    return length;
  }

  @Override
  public void fillInterested(Callback callback) {
    synchronized (this) {
      if (gated && unused > most) {
        waiting = callback;
        return;
      }
    }
    super.fillInterested(callback);
  }

  private void readOn() {
    Callback callback;
    synchronized (this) {
      if (waiting == null || (gated && unused > most / 2)) {
        return;
      }
      callback = waiting;
      waiting = null;
    }
    super.fillInterested(callback);
  }
}
