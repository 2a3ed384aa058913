package dev.rowgate.schema.type;

import dev.rowgate.schema.strptime.Strptime;
import dev.rowgate.schema.strptime.TemporalCursor;
import dev.rowgate.schema.strptime.TemporalDirective;
import dev.rowgate.schema.strptime.TemporalParts;
import dev.rowgate.schema.value.Value;
import java.util.EnumSet;
import java.util.Set;

/// Date, time or datetime in the format of a pattern, written in ISO 8601.
///
/// @param plain the type in its default format, which determines comparison and output
record PatternTemporalType(FieldType plain, Strptime pattern) implements FieldType.Rewriting {

  /// The length of `YYYY-MM-DDThh:mm:ss.ffffff+hh:mm`.
  private static final int MOST = 32;

  @Override
  public String expected() {
    return plain.name() + " (" + pattern.text() + ")";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    var cell = new TemporalCursor(bytes, from, to);
    var parts = new TemporalParts();
    return pattern.read(cell, parts) && cell.isAtEnd() && set(plain, parts, bytes, into);
  }

  /// The parts that a value of the type `iso` consists of.
  static Set<TemporalDirective.Of> parts(FieldType iso) {
    return switch (iso) {
      case DateType _ -> EnumSet.of(TemporalDirective.Of.DATE);
      case TimeType _ -> EnumSet.of(TemporalDirective.Of.TIME);
      default -> EnumSet.of(TemporalDirective.Of.DATE, TemporalDirective.Of.TIME);
    };
  }

  /// Stores the value in ISO 8601 format.
  ///
  /// @return false if the date doesn't exist, or the parts contradict each other
  static boolean set(FieldType iso, TemporalParts parts, byte[] cell, Value into) {
    boolean date = !(iso instanceof TimeType);
    boolean time = !(iso instanceof DateType);
    if ((date && !parts.isDate()) || (time && !parts.isTime())) {
      return false;
    }
    byte[] out = into.scratch(MOST);
    int end = date ? parts.writeDate(out, 0) : 0;
    if (date && time) {
      out[end++] = 'T';
    }
    into.setText(out, 0, time ? parts.writeTime(out, end, cell) : end);
    return true;
  }
}
