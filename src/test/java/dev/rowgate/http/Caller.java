package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Kinds of HTTP clients.
enum Caller {
  CURL_HTTP_1_1,
  /// Accepts compressed responses.
  CURL_GZIP,
  CURL_ZSTD,
  /// HTTP/2 without TLS.
  CURL_HTTP_2,
  /// Sends everything before it reads, as Python's `urllib` and `requests` do; HTTP/1.1, and strict
  /// about the end of a response.
  SENDS_FIRST;

  private static final long PATIENCE_SECONDS = 90;
  private static final Pattern STATUS = Pattern.compile("status=(\\d{3})");
  private static final Pattern FIRST_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

  /// @param path with its query
  /// @param sized whether the upload has a Content-Length
  Seen post(int port, String path, byte[] upload, boolean sized, Path directory) throws Exception {
    return switch (this) {
      case CURL_HTTP_1_1 -> curl("--http1.1", null, port, path, upload, sized, directory);
      case CURL_GZIP -> curl("--http1.1", "gzip", port, path, upload, sized, directory);
      case CURL_ZSTD -> curl("--http1.1", "zstd", port, path, upload, sized, directory);
      case CURL_HTTP_2 ->
          curl("--http2-prior-knowledge", null, port, path, upload, sized, directory);
      case SENDS_FIRST -> sendsFirst(port, path, upload);
    };
  }

  private static Seen curl(
      String version,
      String coding,
      int port,
      String path,
      byte[] upload,
      boolean sized,
      Path directory)
      throws Exception {
    Path csv = Files.write(Files.createTempFile(directory, "upload", ".csv"), upload);
    try {
      var arguments =
          new ArrayList<>(List.of(version, "-X", "POST", "-T", csv.toString(), "-H", "Expect:"));
      arguments.addAll(
          List.of("-H", "Content-Type: text/csv", "-w", "%{stderr}status=%{http_code}"));
      if (coding != null) {
        arguments.addAll(List.of("--compressed", "-H", "Accept-Encoding: " + coding));
      }
      if (!sized) {
        arguments.addAll(List.of("-H", "Transfer-Encoding: chunked"));
      }
      arguments.add("http://127.0.0.1:" + port + path);
      Curl.Result result = Curl.run(arguments.toArray(String[]::new));
      Matcher status = STATUS.matcher(result.err());
      return new Seen(
          result.exit(), status.find() ? Integer.parseInt(status.group(1)) : 0, result.out());
    } finally {
      Files.delete(csv);
    }
  }

  private static Seen sendsFirst(int port, String path, byte[] upload) {
    int exit = 0;
    int status = 0;
    var stuck = new AtomicBoolean();
    var body = new ByteArrayOutputStream();
    String request =
        "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".formatted(path)
            + "Transfer-Encoding: chunked\r\nContent-Type: text/csv";
    try (var client = new Duplex(port, request)) {
      CompletableFuture.delayedExecutor(PATIENCE_SECONDS, SECONDS)
          .execute(() -> {
            stuck.set(true);
            client.abandon();
          });
      try (OutputStream to = client.chunks()) {
        to.write(upload);
      } catch (IOException e) {
        exit = 1;
      }
      String head = client.head();
      Matcher first = FIRST_LINE.matcher(head);
      status = first.lookingAt() ? Integer.parseInt(first.group(1)) : 0;
      client.body(body);
      Matcher length = LENGTH.matcher(head);
      if (length.find() && Long.parseLong(length.group(1)) != body.size()) {
        exit = 1;
      }
    } catch (SocketTimeoutException e) {
      exit = Seen.STUCK;
    } catch (IOException e) {
      exit = stuck.get() ? Seen.STUCK : 1;
    }
    return new Seen(exit, status, body.toString(UTF_8));
  }
}
