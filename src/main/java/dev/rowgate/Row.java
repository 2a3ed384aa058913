package dev.rowgate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The values of a valid record, by column name. They are parsed from the row's line on first use.
///
/// | type of the field | value |
/// |---|---|
/// | string, any, duration, a column without a field | `String` |
/// | integer | `Long`, or `BigInteger` beyond its range |
/// | number | `BigDecimal`; `NaN`, `INF` and `-INF` as `Double` |
/// | boolean | `Boolean` |
/// | date | `LocalDate` |
/// | time | `LocalTime`, or `OffsetTime` with a time zone |
/// | datetime | `LocalDateTime`, or `OffsetDateTime` with a time zone |
/// | year, yearmonth | `Year`, `YearMonth` |
/// | list, array, geopoint | `List` of strings, numbers, booleans, lists, maps and null |
/// | object, geojson | `Map` of the same |
/// | a missing value | null |
///
/// In lists and maps, a number is a `Long`, or a `BigInteger` beyond its range, or a `BigDecimal`
/// if it has a point or an exponent. A value that `java.time` can't hold (more than nine digits of
/// a second, a year with a time zone) is its text.
public final class Row implements Entry {

  private final byte[] line;
  private final RowTypes types;
  private volatile @Nullable SequencedMap<String, @Nullable Object> values;

  /// @param line without its line end; not copied
  Row(byte[] line, RowTypes types) {
    this.line = line;
    this.types = types;
  }

  @Override
  public String json() {
    return new String(line, UTF_8);
  }

  /// The names of all columns, in the order of the output. With `positions=true`, the first ones
  /// are `_record`, `_line` and `_byteOffset`.
  public List<String> columns() {
    return types.columns();
  }

  /// All values by name, in the order of [#columns()]. Unmodifiable.
  public Map<String, @Nullable Object> values() {
    SequencedMap<String, @Nullable Object> known = values;
    if (known == null) {
      known = types.values(line);
      values = known;
    }
    return known;
  }

  /// Returns the value of a column, as in the table above.
  ///
  /// @return null for a missing value
  /// @throws IllegalArgumentException if there is no such column
  public @Nullable Object get(String column) {
    types.check(column);
    return values().get(column);
  }

  /// Returns the value of a column as an instance of a class: that of the table above, or for an
  /// integer also `Integer`, `Long`, `BigInteger` or `BigDecimal`.
  ///
  /// @return null for a missing value
  /// @throws IllegalArgumentException if there is no such column
  /// @throws ClassCastException if the value isn't of this class, or out of its range
  public <T> @Nullable T get(String column, Class<T> type) {
    Object value = get(column);
    return value == null ? null : TypedValue.as(value, type, column);
  }

  /// Returns [#json()].
  @Override
  public String toString() {
    return json();
  }
}
