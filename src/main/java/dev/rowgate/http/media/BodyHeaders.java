package dev.rowgate.http.media;

import dev.rowgate.bytes.Compression;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the headers of a request say of its body: media type, and how it is packed. What is said
/// twice is refused, since whichever is believed may be the wrong one.
public final class BodyHeaders {

  private BodyHeaders() {}

  /// What came of reading them.
  public sealed interface Said {

    /// @param typed the media type
    /// @param encoding `Content-Encoding` as given, for messages
    record Usable(BodyKind.Typed typed, Compression compression, String encoding) implements Said {}

    record Not(InputProblem problem) implements Said {}
  }

  public static Said of(HttpServletRequest request) {
    String transfer = all(request, "Transfer-Encoding");
    if (!transfer.isEmpty() && !transfer.equalsIgnoreCase("chunked")) {
      return new Said.Not(
          new InputProblem.BadRequest(
              "Transfer-Encoding is '"
                  + Excerpt.of(transfer).text()
                  + "', and only 'chunked' is read; what is packed is named by Content-Encoding"));
    }
    String encoding = all(request, "Content-Encoding");
    Compression compression = compression(encoding);
    if (compression == null) {
      return new Said.Not(unreadEncoding(encoding, "gzip, zstd or identity"));
    }
    List<String> types = Collections.list(request.getHeaders("Content-Type"));
    if (types.size() > 1) {
      return new Said.Not(
          new InputProblem.BadRequest("Content-Type is given " + types.size() + " times"));
    }
    // Not the servlet's getContentType(), which throws where the charset is unknown.
    String type = types.isEmpty() ? null : types.getFirst();
    Optional<BodyKind.Typed> typed = BodyKind.of(type);
    return typed.isPresent()
        ? new Said.Usable(typed.get(), compression, encoding)
        : new Said.Not(BodyKind.unread(type));
  }

  /// What is wrong with a `Content-Encoding` that can't be undone here.
  public static InputProblem unreadEncoding(String encoding, String expected) {
    return new InputProblem.UnsupportedMediaType(
        "Content-Encoding: " + Excerpt.of(encoding).text(), expected);
  }

  /// All lines of one header, which is a list; elements may be empty (RFC 9110, 5.6.1).
  private static String all(HttpServletRequest request, String header) {
    if (request.getHeader(header) == null) {
      return "";
    }
    return String.join(
        ", ",
        Collections.list(request.getHeaders(header)).stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .filter(element -> !element.isEmpty())
            .toList());
  }

  /// What `Content-Encoding` says, RFC 9110; null for what can't be undone here, several layers
  /// among it.
  private static @Nullable Compression compression(String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "" -> Compression.DETECT;
      case "gzip", "x-gzip" -> Compression.GZIP;
      case "zstd" -> Compression.ZSTD;
      case "identity" -> Compression.NONE;
      default -> null;
    };
  }
}
