package dev.rowgate.schema;

import dev.rowgate.problem.Excerpt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `format` of a field. So far each type is read in its default format alone; the others of the
/// standard are known, so that a refusal can tell one from a slip.
final class Format {

  private static final String DEFAULT = "default";

  /// How the standard's first drafts marked a pattern.
  private static final String OLD_PREFIX = "fmt:";

  private Format() {}

  /// @param others the formats that the standard has on the type beside `default`
  static void onlyDefault(Json.Obj field, Reading reading, String... others) {
    refuse(given(field, reading), field, reading, List.of(others));
  }

  /// Types of date and time may also have a pattern, such as `%d/%m/%Y`.
  static void onlyDefaultOfDates(Json.Obj field, Reading reading) {
    String format = given(field, reading);
    boolean isPattern = format != null && format.contains("%");
    refuse(format, field, reading, isPattern ? List.of(format) : List.of("any"));
  }

  /// The format, or null if that is the default one, which it is if none is given.
  private static @Nullable String given(Json.Obj field, Reading reading) {
    String format = reading.text(field, "format");
    if (format != null && format.startsWith(OLD_PREFIX)) {
      format = format.substring(OLD_PREFIX.length());
    }
    return DEFAULT.equals(format) ? null : format;
  }

  private static void refuse(
      @Nullable String format, Json.Obj field, Reading reading, List<String> others) {
    if (format == null) {
      return;
    }
    if (others.contains(format)) {
      reading.notSupported(field.at("format"), "format " + Excerpt.of(format));
    } else {
      List<String> allowed = new ArrayList<>(others);
      allowed.addFirst(DEFAULT);
      reading.unknownName(field.at("format"), "format", format, allowed);
    }
  }
}
