package dev.rowgate.schema.type;

import dev.rowgate.schema.strptime.Strptime;
import dev.rowgate.schema.strptime.TemporalCursor;
import dev.rowgate.schema.strptime.TemporalParts;
import dev.rowgate.schema.value.Value;
import java.util.List;
import java.util.stream.Stream;

/// Date, time or datetime in any of several unambiguous formats (`format: any`), written in ISO
/// 8601. `01/02/2024` is refused, because day and month have different orders in different
/// countries.
///
/// @param plain the type in its default format, which determines comparison and output
record AnyTemporalType(FieldType plain) implements FieldType.Rewriting {

  private static final List<Strptime> DATES =
      patterns(
          "%Y-%m-%d",
          "%Y/%m/%d",
          "%Y.%m.%d",
          "%d.%m.%Y",
          "%d %b %Y",
          "%d-%b-%Y",
          "%b %d, %Y",
          "%b %d %Y",
          "%a, %d %b %Y",
          "%a, %b %d, %Y",
          "%a %b %d %Y");

  /// Longer patterns first, because a shorter one would match only a part.
  private static final List<Strptime> TIMES =
      patterns(
          "%H:%M:%S.%f",
          "%I:%M:%S %p", "%I:%M:%S%p", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%H:%M", "%I %p", "%I%p");

  private static final List<Strptime> ZONES = patterns("", "%z", " %z", "%Z", " %Z");

  /// Limit in bytes; no accepted text is longer.
  private static final int MAX_LENGTH = 100;

  private static List<Strptime> patterns(String... texts) {
    return Stream.of(texts).map(Strptime::known).toList();
  }

  @Override
  public String expected() {
    return plain.name()
        + " (such as "
        + switch (plain) {
          case DateType _ -> "2024-01-26, 26.01.2024 or 26 Jan 2024)";
          case TimeType _ -> "15:00, 15:00:00.25 or 3:00 PM)";
          default -> "2024-01-26 15:00, 2024-01-26T15:00:00Z or 26 Jan 2024 3:00 PM)";
        };
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from > MAX_LENGTH) {
      return false;
    }
    if (plain instanceof TimeType) {
      return readTime(bytes, from, to, new TemporalParts(), into);
    }
    for (Strptime date : DATES) {
      var cell = new TemporalCursor(bytes, from, to);
      var parts = new TemporalParts();
      if (date.read(cell, parts)) {
        if (plain instanceof DateType) {
          if (cell.isAtEnd()) {
            return PatternTemporalType.set(plain, parts, bytes, into);
          }
        } else if ((cell.skip('T') || cell.skip(',') || cell.skipSpace())) {
          cell.skipSpace();
          if (readTime(bytes, cell.at(), to, parts, into)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean readTime(byte[] bytes, int from, int to, TemporalParts parts, Value into) {
    for (Strptime time : TIMES) {
      for (Strptime zone : ZONES) {
        var cell = new TemporalCursor(bytes, from, to);
        parts.forgetTime();
        if (time.read(cell, parts) && zone.read(cell, parts) && cell.isAtEnd()) {
          return PatternTemporalType.set(plain, parts, bytes, into);
        }
      }
    }
    return false;
  }
}
