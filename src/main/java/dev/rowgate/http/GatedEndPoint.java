package dev.rowgate.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// A connection that can be read no further than what came before is used: see [Sidecar]. Until
/// [#gate(long)] it is as any other. It also ends chunks: see [WholeChunks]. Thread-safe.
final class GatedEndPoint extends SocketChannelEndPoint {

  private static final ByteBuffer LINE_END =
      ByteBuffer.wrap(new byte[] {'\r', '\n'}).asReadOnlyBuffer();

  private volatile boolean endsChunk;
  private boolean gated;
  private long most;
  private long unused;
  private @Nullable Callback waiting;

  GatedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /// From now on, no more is read while so many bytes that came lie unused.
  synchronized void gate(long most) {
    gated = true;
    this.most = most;
    unused = 0;
  }

  /// Everything may come again.
  void ungate() {
    synchronized (this) {
      gated = false;
    }
    readOn();
  }

  /// Who uses it knows nothing of the frames around it, so that what lies unused would seem to grow
  /// if it weren't told now and then that nothing does.
  ///
  /// @param bytes at most all that came is meant
  void used(long bytes) {
    synchronized (this) {
      if (!gated) {
        return;
      }
      unused = Math.max(0, unused - bytes);
    }
    readOn();
  }

  /// Whether the next write is a chunk, which then gets its line end.
  void endChunk(boolean next) {
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
