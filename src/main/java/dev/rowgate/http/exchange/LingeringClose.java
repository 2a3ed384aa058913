package dev.rowgate.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Lingering close of a connection whose last request was refused before its head was complete:
/// reads and discards what the client still sends, so that the response arrives.
///
/// Without it the kernel would send a reset for the unread bytes, which removes the response from
/// the client's receive buffer. Limits on bytes and time keep a client from holding the connection.
final class LingeringClose implements Runnable {

  private static final Duration TIME = Duration.ofSeconds(2);
  private static final long BYTES = 1 << 20;

  /// Bytes discarded without delay. The other half is spread over the time limit, for clients that
  /// send without an end and read at the same time.
  private static final long BYTES_AT_ONCE = BYTES / 2;

  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int PIECE = 8 << 10;

  private final SocketChannel channel;
  private final Runnable close;

  /// @param channel non-blocking
  /// @param close closes the channel
  LingeringClose(SocketChannel channel, Runnable close) {
    this.channel = channel;
    this.close = close;
  }

  @Override
  public void run() {
    try {
      channel.shutdownOutput();
      dropRest();
    } catch (IOException e) {
      // The client is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close.run();
    }
  }

  private void dropRest() throws IOException, InterruptedException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long begin = System.nanoTime();
    long dropped = 0;
    long elapsed = 0;
    while (dropped < BYTES && elapsed < TIME.toNanos()) {
      boolean mayRead = dropped < BYTES_AT_ONCE + elapsed * BYTES_AT_ONCE / TIME.toNanos();
      int length = mayRead ? channel.read(piece.clear()) : 0;
      if (length < 0) {
        return;
      }
      if (length == 0) {
        Thread.sleep(PAUSE);
      }
      dropped += length;
      elapsed = System.nanoTime() - begin;
    }
  }
}
