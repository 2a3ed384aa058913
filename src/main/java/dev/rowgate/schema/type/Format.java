package dev.rowgate.schema.type;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.strptime.Strptime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parser of a field's `format`.
final class Format {

  static final String DEFAULT = "default";

  /// The format of date and time types that accepts all unambiguous forms.
  static final String ANY = "any";

  /// The prefix of patterns in early drafts of the standard.
  private static final String OLD_PREFIX = "fmt:";

  private static final String DIRECTIVES = "directives such as %d.%m.%Y";

  private Format() {}

  /// Returns the field's format; `default` if it has none, or one that its type doesn't support,
  /// which is reported.
  ///
  /// @param others the type's formats besides `default`
  static String of(Json.Obj field, Diagnostics reading, String... others) {
    String format = given(field, reading);
    List<String> allowed = Stream.concat(Stream.of(DEFAULT), Stream.of(others)).toList();
    if (format == null || allowed.contains(format)) {
      return format == null ? DEFAULT : format;
    }
    reading.unknownName(field.at("format"), "format", format, allowed);
    return DEFAULT;
  }

  /// Returns a date or time type for its field's format, which may be a pattern such as `%d/%m/%Y`.
  ///
  /// @param iso the type in its default format, which is also the output format
  static FieldType ofDates(Json.Obj field, Diagnostics reading, FieldType iso) {
    String format = given(field, reading);
    if (ANY.equals(format)) {
      return new AnyTemporalType(iso);
    }
    if (format == null || format.equals(DEFAULT)) {
      return iso;
    }
    if (!format.contains("%")) {
      reading.unknownName(field.at("format"), "format", format, List.of(DEFAULT, ANY, DIRECTIVES));
      return iso;
    }
    return switch (Strptime.compile(format, iso.name(), PatternTemporalType.parts(iso))) {
      case Strptime.Result.Compiled(Strptime pattern) -> new PatternTemporalType(iso, pattern);
      case Strptime.Result.Bad(String reason) -> {
        Json at = field.at("format");
        reading.note(
            at,
            pointer ->
                new SchemaProblem.BadPattern(
                    pointer, Excerpt.of(format), reason, "default, any, or " + DIRECTIVES));
        yield iso;
      }
    };
  }

  private static @Nullable String given(Json.Obj field, Diagnostics reading) {
    String format = reading.text(field, "format");
    return format != null && format.startsWith(OLD_PREFIX)
        ? format.substring(OLD_PREFIX.length())
        : format;
  }
}
