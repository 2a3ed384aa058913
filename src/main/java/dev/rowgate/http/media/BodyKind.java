package dev.rowgate.http.media;

import static java.util.Objects.requireNonNullElse;

import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request's body is, by its media type.
public enum BodyKind {
  CSV,
  TSV,
  /// curl's default. It is CSV too, unless it has lost its line ends.
  FORM,
  /// Part `file`, and part `schema` before it.
  MULTIPART;

  /// What `Accept-Post` says; the others are put up with.
  public static final String ACCEPTED =
      "text/csv, text/tab-separated-values, application/octet-stream, multipart/form-data";

  private static final Pattern PACKED = Pattern.compile("gzip|zstd", Pattern.CASE_INSENSITIVE);

  /// What the media type itself says of the CSV.
  public PartialDialect dialect() {
    return switch (this) {
      case TSV -> PartialDialect.TSV;
      case CSV, FORM, MULTIPART -> PartialDialect.NOTHING;
    };
  }

  /// @param type as it was given
  public record Typed(BodyKind kind, HeaderValue type) {

    private static final HeaderValue NONE = new HeaderValue("", Map.of());

    /// CSV of which nothing is said.
    public static final Typed UNSAID = new Typed(CSV, NONE);

    /// What is wrong with the boundary of a multipart body, or null.
    public @Nullable InputProblem boundaryFault() {
      if (boundary().isEmpty()) {
        return new InputProblem.BadMultipart("its Content-Type has no boundary");
      }
      return type.repeats("boundary")
          ? new InputProblem.BadMultipart("its Content-Type has several boundaries")
          : null;
    }

    /// Between the parts of a multipart body; empty for none.
    public String boundary() {
      return requireNonNullElse(type.parameter("boundary"), "");
    }

    /// What `header=` and `charset=` say (RFC 4180), as the options that they are: with all values
    /// of one that is given several times, as of any option.
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

  /// Empty for a media type that isn't read here, or isn't one.
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

  /// What is wrong with a media type that isn't read here.
  static InputProblem unread(@Nullable String contentType) {
    String given = requireNonNullElse(contentType, "");
    boolean isPacked = PACKED.matcher(given).find();
    return new InputProblem.UnsupportedMediaType(
        Excerpt.of(given).text(),
        isPacked ? ACCEPTED + "; what is packed is found by its first bytes" : ACCEPTED);
  }
}
