package dev.rowgate.http.media;

import static java.util.Objects.requireNonNullElse;

import dev.rowgate.options.CsvName;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Kind of a request's body, by its media type.
public enum BodyKind {
  CSV,
  TSV,
  /// curl's default media type. Read as CSV, unless its line ends were removed.
  FORM,
  /// Part `file`, and part `schema` before it.
  MULTIPART;

  /// The value of `Accept-Post`; the other media types are tolerated.
  public static final String ACCEPTED =
      "text/csv, text/tab-separated-values, application/octet-stream, multipart/form-data";

  private static final Pattern TOKEN_SLASH_TOKEN =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern PACKED = Pattern.compile("gzip|zstd", Pattern.CASE_INSENSITIVE);

  /// The dialect that the media type implies.
  public PartialDialect dialect() {
    return switch (this) {
      case TSV -> PartialDialect.TSV;
      case CSV, FORM, MULTIPART -> PartialDialect.NOTHING;
    };
  }

  /// Returns the kind of a part of a multipart body; CSV if its media type is unsupported.
  public static Typed ofPart(@Nullable String contentType) {
    return of(contentType).orElse(Typed.UNSAID);
  }

  /// @param type as given
  public record Typed(BodyKind kind, HeaderValue type) {

    private static final Set<String> GENERIC = Set.of("", "application/octet-stream", "text/plain");

    private static final HeaderValue NONE = new HeaderValue("", Map.of());

    /// No media type: CSV.
    public static final Typed UNSAID = new Typed(CSV, NONE);

    /// Returns the dialect properties that the media type implies, or, if it says nothing of the
    /// content, those that the name of the file does. A client such as curl knows few extensions.
    ///
    /// @param fileName null if there is none
    public PartialDialect dialect(@Nullable String fileName) {
      boolean isGeneric = GENERIC.contains(type.value().toLowerCase(Locale.ROOT));
      return isGeneric ? CsvName.dialect(fileName) : kind.dialect();
    }

    /// Returns the problem of a multipart body's boundary; null if it is valid.
    public @Nullable InputProblem boundaryFault() {
      if (boundary().isEmpty()) {
        return new InputProblem.BadMultipart("its Content-Type has no boundary");
      }
      return type.repeats("boundary")
          ? new InputProblem.BadMultipart("its Content-Type has several boundaries")
          : null;
    }

    /// The boundary between the parts of a multipart body; empty if there is none.
    public String boundary() {
      return requireNonNullElse(type.parameter("boundary"), "");
    }

    /// Returns the options in the parameters `header` and `charset` (RFC 4180, section 3), with all
    /// values of a repeated one, as for any option.
    public Map<String, List<String>> options() {
      var said = new HashMap<String, List<String>>();
      List<String> headers = type.parameters().get("header");
      if (headers != null) {
        said.put("header", headers.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList());
      }
      List<String> charsets = type.parameters().get("charset");
      if (charsets != null) {
        said.put("encoding", charsets);
      }
      return said;
    }
  }

  /// Returns the kind of a media type; empty if it is unsupported or malformed.
  public static Optional<Typed> of(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return Optional.of(Typed.UNSAID);
    }
    HeaderValue type = HeaderValue.of(contentType);
    if (type == null) {
      return Optional.empty();
    }
    Optional<BodyKind> kind =
        switch (type.value().toLowerCase(Locale.ROOT)) {
          case "text/csv",
              "text/plain",
              "text/x-csv",
              "application/csv",
              "application/x-csv",
              "application/vnd.ms-excel",
              "application/octet-stream" ->
              Optional.of(CSV);
          case "text/tab-separated-values" -> Optional.of(TSV);
          case "application/x-www-form-urlencoded" -> Optional.of(FORM);
          case "multipart/form-data" -> Optional.of(MULTIPART);
          default -> Optional.empty();
        };
    return kind.map(known -> new Typed(known, type));
  }

  /// Returns the problem of an unsupported media type.
  static InputProblem unread(@Nullable String contentType) {
    String given = requireNonNullElse(contentType, "");
    return new InputProblem.UnsupportedMediaType(Excerpt.of(given).text(), ACCEPTED + hint(given));
  }

  private static String hint(String given) {
    HeaderValue type = HeaderValue.of(given);
    if (type == null) {
      return "; " + HeaderValue.UNREADABLE;
    }
    if (!TOKEN_SLASH_TOKEN.matcher(type.value()).matches()) {
      return "; a media type is TYPE/SUBTYPE, and then its parameters, each behind a semicolon";
    }
    return PACKED.matcher(given).find() ? "; what is packed is found by its first bytes" : "";
  }
}
