package dev.rowgate.options;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one source, such as the query or the schema, says of the CSV: some properties, and nothing
/// of the others.
///
/// @param values those that it says something of; each is of its property's type
public record PartialDialect(Map<DialectProperty<?>, Object> values) {

  /// Says nothing.
  public static final PartialDialect NOTHING = new PartialDialect(Map.of());

  /// What a media type of tab-separated values says.
  public static final PartialDialect TSV = NOTHING.with(DialectProperty.DELIMITER, "\t");

  public PartialDialect {
    values = Map.copyOf(values);
  }

  /// This, and that `property` is `value`.
  ///
  /// @param value null to say nothing more
  public <T> PartialDialect with(DialectProperty<T> property, @Nullable T value) {
    return value == null ? this : new PartialDialect(Map.of(property, value)).orElse(this);
  }

  /// What it says of that property, or null if it says nothing.
  @SuppressWarnings("unchecked") // `with` takes no other value
  public <T> @Nullable T get(DialectProperty<T> property) {
    return (T) values.get(property);
  }

  /// What this says, and where it says nothing, what `other` does.
  public PartialDialect orElse(PartialDialect other) {
    var both = new HashMap<>(other.values);
    both.putAll(values);
    return new PartialDialect(both);
  }

  /// The dialect in full, with RFC 4180 where this says nothing.
  public Dialect complete() {
    return new Dialect(
        value(DialectProperty.DELIMITER),
        value(DialectProperty.QUOTE),
        value(DialectProperty.DOUBLE_QUOTE),
        value(DialectProperty.ESCAPE),
        value(DialectProperty.COMMENT),
        value(DialectProperty.COMMENT_ROWS),
        value(DialectProperty.HEADER),
        value(DialectProperty.HEADER_ROWS),
        value(DialectProperty.COUNTS_ALL_LINES),
        value(DialectProperty.HEADER_JOIN),
        value(DialectProperty.CASE_SENSITIVE_HEADER),
        value(DialectProperty.SKIP_ROWS),
        value(DialectProperty.SKIP_FOOTER),
        value(DialectProperty.TRIM),
        value(DialectProperty.SKIP_INITIAL_SPACE),
        value(DialectProperty.NULL_SEQUENCE).orElse(null),
        value(DialectProperty.LINE_TERMINATOR),
        value(DialectProperty.ENCODING),
        get(DialectProperty.DELIMITER) != null,
        get(DialectProperty.ENCODING) != null);
  }

  private <T> T value(DialectProperty<T> property) {
    T said = get(property);
    return said == null ? property.standard() : said;
  }
}
