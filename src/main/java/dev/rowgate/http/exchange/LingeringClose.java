package dev.rowgate.http.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Lingering close of a connection whose last request was refused before its head was complete:
/// reads and discards what the client still sends, so that the response arrives.
///
/// Without it the kernel would send a reset for the unread bytes, which removes the response from
/// the client's receive buffer. [LingerLimits] keeps a client from holding the connection.
///
/// @param channel non-blocking
/// @param close closes the channel
record LingeringClose(SocketChannel channel, Runnable close) implements Runnable {

  private static final int PIECE = 8 << 10;

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
    while (dropped < LingerLimits.BYTES && elapsed < LingerLimits.TIME.toNanos()) {
      boolean mayRead = dropped < LingerLimits.bytesIn(elapsed);
      int length = mayRead ? channel.read(piece.clear()) : 0;
      if (length < 0) {
        return;
      }
      if (length == 0) {
        Thread.sleep(LingerLimits.PAUSE);
      }
      dropped += length;
      elapsed = System.nanoTime() - begin;
    }
  }
}
