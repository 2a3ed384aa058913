package dev.rowgate.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;

/// TCP proxy between a client and a server that can limit the rate and end the connection.
final class Cable implements AutoCloseable {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int PIECE = 8 << 10;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final long bytesPerSecond;
  private final long uploadEnds;
  private final long answerEnds;
  private final boolean resets;
  private final LongAdder carried;

  private Cable(
      int target,
      long bytesPerSecond,
      long uploadEnds,
      long answerEnds,
      boolean resets,
      LongAdder carried)
      throws IOException {
    this.target = target;
    this.bytesPerSecond = bytesPerSecond;
    this.uploadEnds = uploadEnds;
    this.answerEnds = answerEnds;
    this.resets = resets;
    this.carried = carried;
    Thread.ofVirtual().start(this::accept);
  }

  /// @param carried counts the bytes of uploads that have passed
  static Cable slow(int target, long bytesPerSecond, LongAdder carried) throws IOException {
    return new Cable(target, bytesPerSecond, NEVER, NEVER, false, carried);
  }

  /// After that many bytes the server sees the end of the upload; the client doesn't.
  static Cable uploadEnds(int target, long bytes) throws IOException {
    return new Cable(target, NEVER, bytes, NEVER, false, new LongAdder());
  }

  /// After that many bytes both sides see the end, or a reset.
  static Cable answerEnds(int target, long bytes, boolean resets) throws IOException {
    return new Cable(target, NEVER, NEVER, bytes, resets, new LongAdder());
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The test has ended.
      }
    }
  }

  /// While a killed target doesn't listen, the client's connection is closed, as without a proxy.
  private void connect(Socket client) {
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      Thread.ofVirtual().start(() -> carryUpload(client, server));
      Thread.ofVirtual().start(() -> carryAnswer(client, server));
    } catch (IOException e) {
      close(client);
    }
  }

  private void carryUpload(Socket client, Socket server) {
    try {
      copy(client.getInputStream(), server.getOutputStream(), uploadEnds, carried);
      server.shutdownOutput();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      close(server);
    }
  }

  private void carryAnswer(Socket client, Socket server) {
    try (client;
        server) {
      copy(server.getInputStream(), client.getOutputStream(), answerEnds, new LongAdder());
      if (resets) {
        client.setSoLinger(true, 0);
      } else {
        client.shutdownOutput();
        // Closing a socket with unread bytes would send a reset.
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      // One side has closed; closing the other one passes that on.
    }
  }

  private void copy(InputStream from, OutputStream to, long most, LongAdder passed)
      throws IOException {
    byte[] piece = new byte[PIECE];
    long left = most;
    while (left > 0) {
      int length = from.read(piece, 0, (int) Math.min(PIECE, left));
      if (length < 0) {
        return;
      }
      to.write(piece, 0, length);
      passed.add(length);
      left -= length;
      if (bytesPerSecond != NEVER) {
        pause(length);
      }
    }
  }

  private void pause(long bytes) throws IOException {
    try {
      Thread.sleep(bytes * 1000 / bytesPerSecond);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
