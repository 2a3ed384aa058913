package dev.rowgate.http.media;

import dev.rowgate.http.media.Preferences.Offer;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Negotiated format of a response with rows or a report.
///
/// @param mediaType the requested one, in lower case
/// @param mayBePlain whether the client also accepts it uncompressed
/// @param charset of a text
public record Representation(
    String mediaType, ContentCoding coding, boolean mayBePlain, String charset) {

  private static final String UTF_8 = "utf-8";

  static final String NDJSON = "application/x-ndjson";

  /// RFC 7464.
  static final String JSON_SEQUENCE = "application/json-seq";

  /// RFC 4180.
  public static final String CSV = "text/csv";

  /// The media types of JSON lines, in order of preference if a client accepts several. The first
  /// ones are synonyms, none of which is registered.
  public static final List<String> LINE_TYPES =
      List.of(
          NDJSON,
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonl",
          "application/jsonlines",
          "application/x-jsonlines",
          "application/json-lines",
          "application/x-json-lines",
          JSON_SEQUENCE,
          "text/plain");

  /// All media types of rows.
  public static final List<String> MEDIA_TYPES =
      Stream.concat(LINE_TYPES.stream(), Stream.of(CSV)).toList();

  /// Result of the negotiation.
  public sealed interface Asked {

    record Acceptable(Representation representation) implements Asked {}

    record Not(InputProblem.NotAcceptable problem) implements Asked {}
  }

  /// Negotiates the format.
  ///
  /// @param offered the available media types; the first one is the default
  public static Asked asked(HttpServletRequest request, List<String> offered) {
    Optional<String> mediaType =
        takesAnything(request)
            ? Optional.of(offered.getFirst())
            : mediaType(preferences(request, "Accept"), offered);
    if (mediaType.isEmpty()) {
      return not(request, "Accept", offered);
    }
    Preferences codings = preferences(request, "Accept-Encoding");
    Optional<ContentCoding> coding = ContentCoding.of(codings);
    if (coding.isEmpty()) {
      return not(request, "Accept-Encoding", ContentCoding.ALL);
    }
    return new Asked.Acceptable(
        new Representation(
            mediaType.get(), coding.get(), ContentCoding.IDENTITY.isAccepted(codings), UTF_8));
  }

  /// Whether the client accepts any media type: a shortcut for most requests.
  private static boolean takesAnything(HttpServletRequest request) {
    var accept = request.getHeaders("Accept");
    return !accept.hasMoreElements()
        || (accept.nextElement().equals("*/*") && !accept.hasMoreElements());
  }

  private static Preferences preferences(HttpServletRequest request, String header) {
    return Preferences.of(request.getHeaders(header));
  }

  /// Selects the media type: named ones in the client's order first, then all that match a range.
  private static Optional<String> mediaType(Preferences asked, List<String> offered) {
    return asked.areEmpty()
        ? Optional.of(offered.getFirst())
        : Preferences.best(
            Stream.concat(
                    asked.weights().keySet().stream().filter(offered::contains), offered.stream())
                .map(type -> new Offer<>(type, asked.weight(ranges(type)).orElse(0.0))));
  }

  private static List<String> ranges(String mediaType) {
    return List.of(mediaType, mediaType.substring(0, mediaType.indexOf('/')) + "/*", "*/*");
  }

  private static Asked not(HttpServletRequest request, String header, List<String> available) {
    String given = String.join(", ", Collections.list(request.getHeaders(header)));
    return new Asked.Not(
        new InputProblem.NotAcceptable(header, Excerpt.of(given).text(), available));
  }

  /// Returns the same representation with the identity coding.
  public Representation plain() {
    return new Representation(mediaType, ContentCoding.IDENTITY, true, charset);
  }

  /// Returns the same representation with another charset.
  public Representation in(String other) {
    return new Representation(mediaType, coding, mayBePlain, other);
  }

  public boolean isSequence() {
    return mediaType.equals(JSON_SEQUENCE);
  }

  /// Sets the headers that describe this representation.
  public void describe(HttpServletResponse response) {
    response.setContentType(
        mediaType.startsWith("text/") ? mediaType + "; charset=" + charset : mediaType);
    if (coding != ContentCoding.IDENTITY) {
      response.setHeader("Content-Encoding", coding.toString());
    }
  }
}
