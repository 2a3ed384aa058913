package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;

/// HTTP/2 client without TLS that sends arbitrary frames, valid or not.
final class Frames implements AutoCloseable {

  static final int END_STREAM = 1;
  static final int CANCEL = 8;

  /// A literal that has no place in the table of HPACK, and one that gets the next.
  static final int PLAIN = 0;

  static final int INDEXED = 0x40;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int MUCH = 1 << 30;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final HpackDecoder decoder = new HpackDecoder(64 << 10, System::nanoTime);
  private final Map<Integer, Stream> streams = new HashMap<>();
  private boolean refused;

  /// What was received on one stream.
  static final class Stream {
    int status;
    boolean ended;
    boolean reset;
    long window;
    final ByteArrayOutputStream body = new ByteArrayOutputStream();

    String text() {
      return body.toString(UTF_8);
    }
  }

  Frames(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  Frames(InetAddress to, int port) throws IOException {
    this(to, port, MUCH);
  }

  /// @param window how many bytes of all answers together are taken, besides the first 64 KiB
  Frames(int port, int window) throws IOException {
    this(InetAddress.getLoopbackAddress(), port, window);
  }

  private Frames(InetAddress to, int port, int window) throws IOException {
    socket = new Socket(to, port);
    socket.setSoTimeout((int) Served.PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    // A large window, so that flow control doesn't matter.
    initialWindow(MUCH);
    if (window > 0) {
      window(0, window);
    }
  }

  /// Starts a request.
  ///
  /// @param flags [#END_STREAM] or 0
  Frames request(int stream, int flags, String method, String path, String... headers)
      throws IOException {
    var block = new ByteArrayOutputStream();
    field(block, ":method", method);
    field(block, ":scheme", "http");
    field(block, ":authority", "localhost");
    field(block, ":path", path);
    for (int i = 0; i < headers.length; i += 2) {
      field(block, headers[i], headers[i + 1]);
    }
    return frame(HEADERS, flags | END_HEADERS, stream, block.toByteArray());
  }

  /// A block of headers as they are, in any order.
  ///
  /// @param flags [#END_STREAM] or 0
  Frames block(int stream, int flags, byte[] block) throws IOException {
    return frame(HEADERS, flags | END_HEADERS, stream, block);
  }

  Frames data(int stream, int flags, String text) throws IOException {
    return frame(DATA, flags, stream, text.getBytes(UTF_8));
  }

  /// Ends the upload.
  Frames trailers(int stream, String name, String value) throws IOException {
    return headers(stream, END_STREAM, name, value);
  }

  /// One header after the request.
  Frames headers(int stream, int flags, String name, String value) throws IOException {
    var block = new ByteArrayOutputStream();
    field(block, name, value);
    return block(stream, flags, block.toByteArray());
  }

  /// Grants more bytes for the response.
  Frames window(int stream, int bytes) throws IOException {
    return frame(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
  }

  Frames reset(int stream, int error) throws IOException {
    return frame(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
  }

  Frames goAway(int lastStream) throws IOException {
    return frame(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
  }

  /// Reads until the stream or the connection has ended.
  Stream awaitEnd(int id) throws IOException {
    Stream stream = stream(id);
    try {
      while (!stream.ended && !stream.reset) {
        readFrame();
      }
    } catch (EOFException | SocketException closed) {
      stream.reset = true;
    }
    return stream;
  }

  /// Sends something.
  interface Send {
    void run() throws IOException;
  }

  /// The same, and sends something whenever nothing has come for a while.
  Stream awaitEndDripping(int id, Duration pause, Send send) throws IOException {
    long end = System.nanoTime() + Served.PATIENCE.toNanos();
    Stream stream = stream(id);
    try {
      while (!stream.ended && !stream.reset && System.nanoTime() < end) {
        send.run();
        long next = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < next && !stream.ended && !stream.reset) {
          if (in.available() > 0) {
            readFrame();
          } else {
            Thread.sleep(1);
          }
        }
      }
    } catch (EOFException | SocketException closed) {
      stream.reset = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return stream;
  }

  /// Whether the stream has ended, as far as frames were read.
  boolean isOver(int id) {
    return stream(id).ended || stream(id).reset;
  }

  /// Whether the server has said, as far as was read, that it ends the connection for a fault.
  boolean isRefused() {
    return refused;
  }

  /// Reads until that much has come of the answer's body.
  Stream awaitText(int id, String text) throws IOException {
    Stream stream = stream(id);
    while (!stream.text().contains(text)) {
      readFrame();
    }
    return stream;
  }

  /// Reads until the response has started.
  void awaitHead(int id) throws IOException {
    while (stream(id).status == 0) {
      readFrame();
    }
  }

  /// Reads until the server has granted that many bytes for the stream.
  void awaitWindow(int id, long bytes) throws IOException {
    while (stream(id).window < bytes) {
      readFrame();
    }
  }

  /// Sets the window for each response.
  Frames initialWindow(int bytes) throws IOException {
    return setting(4, bytes);
  }

  /// Sends a SETTINGS frame with one setting.
  Frames setting(int id, int value) throws IOException {
    return frame(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) id).putInt(value).array());
  }

  private Stream stream(int id) {
    return streams.computeIfAbsent(id, _ -> new Stream());
  }

  private void readFrame() throws IOException {
    int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int id = in.readInt();
    byte[] payload = in.readNBytes(length);
    boolean ends = (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0;
    switch (type) {
      case HEADERS -> stream(id).status = status(payload);
      case DATA -> stream(id).body.write(payload);
      case RST_STREAM -> stream(id).reset = true;
      case WINDOW_UPDATE -> stream(id).window += ByteBuffer.wrap(payload).getInt();
      case GOAWAY -> refused |= ByteBuffer.wrap(payload).getInt(Integer.BYTES) != 0;
      case SETTINGS, PING -> acknowledge(type, flags, payload);
      default -> {}
    }
    if (ends) {
      stream(id).ended = true;
    }
  }

  private int status(byte[] block) throws IOException {
    try {
      MetaData decoded = decoder.decode(ByteBuffer.wrap(block));
      return decoded instanceof MetaData.Response response ? response.getStatus() : 0;
    } catch (org.eclipse.jetty.http2.hpack.HpackException e) {
      throw new IOException(e);
    }
  }

  private void acknowledge(int type, int flags, byte[] payload) throws IOException {
    if ((flags & ACK) == 0) {
      frame(type, ACK, 0, type == PING ? payload : new byte[0]);
    }
  }

  private static void field(ByteArrayOutputStream to, String name, String value) {
    field(to, PLAIN, name, value);
  }

  /// A literal without Huffman's code.
  ///
  /// @param kind [#PLAIN] or [#INDEXED]
  static void field(ByteArrayOutputStream to, int kind, String name, String value) {
    to.write(kind);
    string(to, name);
    string(to, value);
  }

  private static void string(ByteArrayOutputStream to, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    int rest = bytes.length - 127;
    to.write(Math.min(bytes.length, 127));
    for (; rest >= 0; rest = rest < 128 ? -1 : rest >> 7) {
      to.write(rest < 128 ? rest : rest & 127 | 128);
    }
    to.writeBytes(bytes);
  }

  /// Writes the frame at once, so that consecutive frames arrive together.
  Frames frame(int type, int flags, int stream, byte[] payload) throws IOException {
    var frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
