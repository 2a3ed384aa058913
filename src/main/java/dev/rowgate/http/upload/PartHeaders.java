package dev.rowgate.http.upload;

import static java.util.Objects.requireNonNullElse;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.media.BodyHeaders;
import dev.rowgate.http.media.HeaderValue;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Headers of one part of a multipart body. Jetty limits their length. Not thread-safe.
final class PartHeaders {

  private static final String TRANSFER = "content-transfer-encoding";
  private static final String CONTENT = "content-encoding";

  /// The transfer encodings that don't change the content (RFC 2045, section 6.1); an empty one
  /// means none.
  private static final Set<String> PLAIN = Set.of("", "7bit", "8bit", "binary");

  private final Map<String, String> values = new HashMap<>();

  /// @return the problem, or null
  @Nullable InputProblem add(String name, String value) {
    String known = name.toLowerCase(Locale.ROOT);
    return values.putIfAbsent(known, value) != null && known.startsWith("content-")
        ? PartOrder.bad("a part has the header " + Excerpt.of(name).text() + " twice")
        : null;
  }

  /// Returns the problem of the content's encoding in a part that is read, or null. No transfer
  /// encoding is decoded: browsers and curl use none (RFC 7578, section 4.7).
  ///
  /// @param isFile whether the part may have a content coding
  @Nullable InputProblem encodingFault(boolean isFile) {
    String transfer = values.getOrDefault(TRANSFER, "");
    if (!PLAIN.contains(transfer.strip().toLowerCase(Locale.ROOT))) {
      return unread("Content-Transfer-Encoding", transfer, "7bit, 8bit or binary");
    }
    String content = values.getOrDefault(CONTENT, "");
    Compression coding = BodyHeaders.compression(content.strip());
    boolean isRead = isFile ? coding != null : coding == Compression.NONE || content.isBlank();
    return isRead
        ? null
        : unread(
            "Content-Encoding",
            content,
            isFile ? "gzip, zstd or identity" : "it without; gzip and zstd are recognised");
  }

  private static InputProblem unread(String header, String value, String expected) {
    return new InputProblem.UnsupportedMediaType(
        "a part with " + header + ": " + Excerpt.of(value).text(), expected);
  }

  /// Returns the content coding that the header names; detection if there is no header.
  Compression compression() {
    return requireNonNullElse(
        BodyHeaders.compression(values.getOrDefault(CONTENT, "").strip()), Compression.DETECT);
  }

  /// The media type; null if there is none.
  @Nullable String type() {
    return values.get("content-type");
  }

  /// The part's name; empty if it has none.
  String name() {
    HeaderValue value = disposition();
    return value == null ? "" : requireNonNullElse(value.parameter("name"), "");
  }

  /// The name of the file that the part holds; null if there is none.
  @Nullable String fileName() {
    HeaderValue value = disposition();
    return value == null ? null : value.parameter("filename");
  }

  /// Returns the problem of the name, or null.
  @Nullable InputProblem fault() {
    HeaderValue value = disposition();
    if (value == null && hasDisposition()) {
      return PartOrder.bad(
          "the Content-Disposition of a part can't be read: " + HeaderValue.UNREADABLE);
    }
    if (value != null && value.repeats("name")) {
      return PartOrder.bad("the Content-Disposition of a part can't be read: it has several names");
    }
    // RFC 7578, section 4.2: each part must have one.
    return value == null || value.parameter("name") == null
        ? PartOrder.bad("a part has no Content-Disposition with a name")
        : null;
  }

  /// Returns the problem of the media type, or null.
  @Nullable InputProblem typeFault() {
    String type = type();
    return type == null || HeaderValue.of(type) != null
        ? null
        : PartOrder.bad(
            "the Content-Type of part '"
                + Excerpt.of(name()).text()
                + "' can't be read: "
                + HeaderValue.UNREADABLE);
  }

  private boolean hasDisposition() {
    return values.containsKey("content-disposition");
  }

  private @Nullable HeaderValue disposition() {
    String disposition = values.get("content-disposition");
    return disposition == null ? null : HeaderValue.of(disposition);
  }
}
