package dev.rowgate.http;

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
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/// What a request's body is, by its media type.
enum BodyKind {
  CSV,
  TSV,
  /// curl's default. It is CSV too, unless it has lost its line ends.
  FORM,
  /// Part `schema`, then part `file`.
  MULTIPART;

  /// What `Accept-Post` says; the others are put up with.
  static final String ACCEPTED =
      "text/csv, text/tab-separated-values, application/octet-stream, multipart/form-data";

  private static final Pattern PACKED = Pattern.compile("gzip|zstd", Pattern.CASE_INSENSITIVE);

  /// What the media type itself says of the CSV.
  PartialDialect dialect() {
    return switch (this) {
      case TSV -> PartialDialect.TSV;
      case CSV, FORM, MULTIPART -> PartialDialect.NOTHING;
    };
  }

  /// @param parameters of the media type, their names in lower case
  record Typed(BodyKind kind, Map<String, String> parameters) {
    Typed {
      parameters = Map.copyOf(parameters);
    }

    /// What `header=` and `charset=` say (RFC 4180), as the options that they are.
    Map<String, List<String>> options() {
      var said = new HashMap<String, List<String>>();
      String header = parameters.get("header");
      if (header != null) {
        said.put("header", List.of(header.toLowerCase(Locale.ROOT)));
      }
      String charset = parameters.get("charset");
      if (charset != null) {
        said.put("encoding", List.of(charset));
      }
      return said;
    }
  }

  /// Empty for a media type that isn't read here.
  static Optional<Typed> of(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return Optional.of(new Typed(CSV, Map.of()));
    }
    var parameters = new HashMap<String, String>();
    String mediaType = HttpField.getValueParameters(contentType, parameters).strip();
    Optional<BodyKind> kind =
        switch (mediaType.toLowerCase(Locale.ROOT)) {
          case "text/csv", "application/csv", "application/octet-stream" -> Optional.of(CSV);
          case "text/tab-separated-values" -> Optional.of(TSV);
          case "application/x-www-form-urlencoded" -> Optional.of(FORM);
          case "multipart/form-data" -> Optional.of(MULTIPART);
          default -> Optional.empty();
        };
    return kind.map(known -> new Typed(known, inLowerCase(parameters)));
  }

  /// What is wrong with a media type that isn't read here.
  static InputProblem unread(@Nullable String contentType) {
    String given = requireNonNullElse(contentType, "");
    boolean isPacked = PACKED.matcher(given).find();
    return new InputProblem.UnsupportedMediaType(
        Excerpt.of(given).text(),
        isPacked ? ACCEPTED + "; what is packed is found by its first bytes" : ACCEPTED);
  }

  private static Map<String, String> inLowerCase(Map<String, String> parameters) {
    var lower = new HashMap<String, String>();
    parameters.forEach(
        (name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value));
    return lower;
  }
}
