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
    return Dialect.of(this);
  }

  /// The value of a property, by default that of RFC 4180.
  <T> T value(DialectProperty<T> property) {
    T said = get(property);
    return said == null ? property.standard() : said;
  }
}
