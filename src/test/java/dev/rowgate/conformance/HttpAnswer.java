package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The service's response to a case, read from the socket, because a client library would discard
/// what precedes an abort.
///
/// @param whole whether the body has its proper end
record HttpAnswer(int status, String contentType, byte[] body, boolean whole) {

  private static final String BOUNDARY = "-----------------------conformance";
  private static final int TIMEOUT_MILLIS = 30_000;

  static HttpAnswer to(Case given, int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] request = request(given);
      // Sends in a second thread, because rows are returned while a long input is still being sent.
      Thread.startVirtualThread(() -> send(request, socket));
      return read(new BufferedInputStream(socket.getInputStream()));
    }
  }

  String bodyText() {
    return new String(body, UTF_8);
  }

  private static byte[] request(Case given) throws IOException {
    var body = new ByteArrayOutputStream();
    String type = given.contentType();
    if (given.schema().isPresent()) {
      part(body, "schema", "application/json", given.schema().get());
      for (var reference : given.references().entrySet()) {
        part(body, "reference:" + reference.getKey(), "text/csv", reference.getValue());
      }
      part(body, "file", given.contentType(), given.input());
      body.write(ascii("--" + BOUNDARY + "--\r\n"));
      type = "multipart/form-data; boundary=" + BOUNDARY;
    } else {
      body.write(given.input());
    }
    var request = new ByteArrayOutputStream();
    request.write(
        ascii(
            """
            POST /v1/%s?%s HTTP/1.1
            Host: localhost
            Content-Type: %s
            Content-Length: %d

            """
                .formatted(given.command().word(), given.query(), type, body.size())
                .replace("\n", "\r\n")));
    body.writeTo(request);
    return request.toByteArray();
  }

  private static void part(OutputStream body, String name, String type, byte[] content)
      throws IOException {
    body.write(
        ascii(
            """
            --%s
            Content-Disposition: form-data; name="%s"; filename="%s"
            Content-Type: %s

            """
                .formatted(BOUNDARY, name, name, type)
                .replace("\n", "\r\n")));
    body.write(content);
    body.write(ascii("\r\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static void send(byte[] request, Socket socket) {
    try {
      socket.getOutputStream().write(request);
    } catch (IOException e) {
      // The service may close the connection early; the response shows whether that was right.
    }
  }

  private static HttpAnswer read(InputStream in) throws IOException {
    String statusLine = line(in);
    Map<String, String> headers = headers(in);
    var body = new ByteArrayOutputStream();
    boolean whole;
    try {
      whole =
          headers.containsKey("content-length")
              ? readBytes(in, Integer.parseInt(headers.get("content-length")), body)
              : readChunks(in, body);
    } catch (IOException e) {
      whole = false;
    }
    return new HttpAnswer(
        Integer.parseInt(statusLine.split(" ")[1]),
        headers.getOrDefault("content-type", ""),
        body.toByteArray(),
        whole);
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new HashMap<String, String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static boolean readChunks(InputStream in, OutputStream body) throws IOException {
    while (true) {
      int length = Integer.parseInt(line(in), 16);
      if (length == 0) {
        line(in);
        return true;
      }
      if (!readBytes(in, length, body)) {
        return false;
      }
      line(in);
    }
  }

  private static boolean readBytes(InputStream in, int length, OutputStream body)
      throws IOException {
    byte[] bytes = in.readNBytes(length);
    body.write(bytes);
    return bytes.length == length;
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      line.write(c);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }
}
