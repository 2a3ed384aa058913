package dev.rowgate.options;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The dialect properties that one source gives, such as the query or the schema.
///
/// @param values the given properties; each value has its property's type
public record PartialDialect(Map<DialectProperty<?>, Object> values) {

  /// Gives no property.
  public static final PartialDialect NOTHING = new PartialDialect(Map.of());

  /// The properties implied by the media type of tab-separated values.
  public static final PartialDialect TSV = NOTHING.with(DialectProperty.DELIMITER, "\t");

  public PartialDialect {
    values = Map.copyOf(values);
  }

  /// Returns a copy with one more property, which replaces an earlier value.
  ///
  /// @param value null to change nothing
  public <T> PartialDialect with(DialectProperty<T> property, @Nullable T value) {
    return value == null ? this : new PartialDialect(Map.of(property, value)).orElse(this);
  }

  /// The value of a property; null if it isn't given.
  @SuppressWarnings("unchecked") // `with` takes no other value
  public <T> @Nullable T get(DialectProperty<T> property) {
    return (T) values.get(property);
  }

  /// Returns the properties of both; this one's values take precedence.
  public PartialDialect orElse(PartialDialect other) {
    var both = new HashMap<>(other.values);
    both.putAll(values);
    return new PartialDialect(both);
  }

  /// Returns the full dialect, with the defaults of RFC 4180 for properties that aren't given.
  public Dialect complete() {
    String delimiter = get(DialectProperty.DELIMITER);
    return new Dialect(
        delimiter == null ? value(DialectProperty.USUAL_DELIMITER) : delimiter,
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
        delimiter != null,
        get(DialectProperty.ENCODING) != null);
  }

  private <T> T value(DialectProperty<T> property) {
    T said = get(property);
    return said == null ? property.standard() : said;
  }
}
