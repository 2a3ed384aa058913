package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/// HTTP/1 client for tests that control sending and receiving independently.
public final class Duplex implements AutoCloseable {

  private final Socket socket = new Socket();
  private final OutputStream out;
  private final InputStream in;
  private String head = "";

  public Duplex(int port, String requestLineAndHeaders) throws IOException {
    // Small socket buffers, set before connecting, so that little data is in flight.
    socket.setReceiveBufferSize(32 << 10);
    socket.setSendBufferSize(32 << 10);
    socket.setSoTimeout((int) Served.PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
    in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    out.write((requestLineAndHeaders + "\r\n\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  /// The body in chunks; closing the stream sends the last one.
  public OutputStream chunks() {
    return new BufferedOutputStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] from, int offset, int length) throws IOException {
            if (length > 0) {
              out.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
              out.write(from, offset, length);
              out.write("\r\n".getBytes(ISO_8859_1));
            }
          }

          @Override
          public void flush() throws IOException {
            out.flush();
          }

          @Override
          public void close() throws IOException {
            out.write("0\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
          }
        },
        48 << 10);
  }

  /// The body without chunks.
  OutputStream plain() {
    return out;
  }

  /// Asserts that nothing arrives for a while, not even a header.
  void assertSilent() throws IOException {
    socket.setSoTimeout(300);
    try {
      throw new AssertionError("the answer begins with " + in.read());
    } catch (SocketTimeoutException expected) {
      socket.setSoTimeout((int) Served.PATIENCE.toMillis());
    }
  }

  /// Whether the service has ended the connection; discards what has been received.
  boolean isOver() throws IOException {
    socket.setSoTimeout(1);
    try {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    } finally {
      socket.setSoTimeout((int) Served.PATIENCE.toMillis());
    }
  }

  /// The status line and headers.
  public String head() throws IOException {
    var seen = new ByteArrayOutputStream();
    while (!seen.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("closed within the head: " + seen.toString(ISO_8859_1));
      }
      seen.write(b);
    }
    head = seen.toString(ISO_8859_1);
    return head;
  }

  /// The next complete chunk of a chunked body. Like urllib3, it requires the chunk's line end.
  ///
  /// @return null after the last chunk
  public byte[] chunk() throws IOException {
    int length = Integer.parseInt(line(), 16);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || !line().isEmpty()) {
      throw new EOFException("cut within a chunk");
    }
    return length == 0 ? null : bytes;
  }

  /// A body with a Content-Length.
  byte[] bytes() throws IOException {
    String length = head.replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1");
    return in.readNBytes(Integer.parseInt(length));
  }

  /// Copies a body of any kind to its end.
  ///
  /// @throws IOException if it is truncated
  public void body(OutputStream to) throws IOException {
    if (head.contains("Transfer-Encoding: chunked")) {
      for (byte[] chunk = chunk(); chunk != null; chunk = chunk()) {
        to.write(chunk);
      }
    } else if (head.contains("Content-Length: ")) {
      to.write(bytes());
    } else {
      in.transferTo(to);
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("cut");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  /// Ends a wait in another thread.
  void abandon() {
    try {
      socket.close();
    } catch (IOException e) {
      // It was closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
