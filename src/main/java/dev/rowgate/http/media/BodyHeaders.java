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

/// Parser of the headers that describe a request's body: media type and content coding. Repeated
/// headers are refused, because either value may be the wrong one.
public final class BodyHeaders {

  private BodyHeaders() {}

  /// Result of parsing.
  public sealed interface Said {

    /// @param typed the media type
    /// @param compression the content coding, or detection if there is none
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
    // The servlet's getContentType() throws if the charset is unknown.
    String type = types.isEmpty() ? null : types.getFirst();
    Optional<BodyKind.Typed> typed = BodyKind.of(type);
    return typed.isPresent()
        ? new Said.Usable(typed.get(), compression, encoding)
        : new Said.Not(BodyKind.unread(type));
  }

  /// Returns the problem of an unsupported `Content-Encoding`.
  public static InputProblem unreadEncoding(String encoding, String expected) {
    return new InputProblem.UnsupportedMediaType(
        "Content-Encoding: " + Excerpt.of(encoding).text(), expected);
  }

  /// Returns all elements of a list-valued header, joined; empty elements are dropped (RFC 9110,
  /// section 5.6.1).
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

  /// Returns the compression of a `Content-Encoding` (RFC 9110, section 8.4); null if it isn't
  /// supported, such as several codings.
  public static @Nullable Compression compression(String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "" -> Compression.DETECT;
      case "gzip", "x-gzip" -> Compression.GZIP;
      case "zstd" -> Compression.ZSTD;
      case "identity" -> Compression.NONE;
      default -> null;
    };
  }
}
