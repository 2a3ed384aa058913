package dev.rowgate.options;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/// A value for every [Limit]. Input beyond a limit is refused or rejected by a problem that names
/// the limit; nothing is truncated silently. Immutable.
///
/// ```java
/// Limits.STANDARD.with(Limit.MAX_RECORD_BYTES, 64 << 10).recordBytes()
/// ```
public final class Limits {

  public static final Limits STANDARD = new Limits(standard());

  /// The standard for local files, which may have any size.
  public static final Limits OF_FILES = STANDARD.with(Limit.MAX_UPLOAD_BYTES, Long.MAX_VALUE);

  private final Map<Limit, Long> values;

  // Used for every cell.
  private final int recordBytes;
  private final int cellBytes;
  private final int fields;

  private Limits(Map<Limit, Long> values) {
    this.values = values;
    this.recordBytes = (int) of(Limit.MAX_RECORD_BYTES);
    this.cellBytes = (int) of(Limit.MAX_CELL_BYTES);
    this.fields = (int) of(Limit.MAX_FIELDS);
  }

  private static Map<Limit, Long> standard() {
    var standard = new EnumMap<Limit, Long>(Limit.class);
    for (Limit limit : Limit.values()) {
      standard.put(limit, limit.standard());
    }
    return standard;
  }

  /// Returns a copy with another value for one limit. The value isn't checked; [Limit#read] checks
  /// values from users.
  public Limits with(Limit limit, long value) {
    var changed = new EnumMap<>(values);
    changed.put(limit, value);
    return new Limits(changed);
  }

  /// The value of a limit, in bytes or milliseconds.
  public long of(Limit limit) {
    Long value = values.get(limit);
    return value == null ? limit.standard() : value;
  }

  /// The value of a limit whose range fits an `int`.
  public int count(Limit limit) {
    return (int) of(limit);
  }

  /// The value in bytes of a limit on memory whose standard is a quarter of the heap.
  public long memory(Limit limit) {
    long bytes = of(limit);
    return bytes == 0 ? Runtime.getRuntime().maxMemory() / 4 : bytes;
  }

  /// The value of a limit on time; zero for none.
  public Duration time(Limit limit) {
    return Duration.ofMillis(of(limit));
  }

  /// Maximum size in bytes of one input, after decompression.
  public long uploadBytes() {
    return of(Limit.MAX_UPLOAD_BYTES);
  }

  /// Maximum size in bytes of one record, without its line end.
  public int recordBytes() {
    return recordBytes;
  }

  /// Maximum size in bytes of one cell as in the input, without its quotes.
  public int cellBytes() {
    return cellBytes;
  }

  /// Maximum number of cells of one record.
  public int fields() {
    return fields;
  }

  public int schemaBytes() {
    return count(Limit.MAX_SCHEMA_BYTES);
  }

  /// Time without a byte in either direction after which a connection is closed.
  public Duration idleTime() {
    return time(Limit.IDLE_TIME);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits limits && values.equals(limits.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /// The limits that differ from the default.
  @Override
  public String toString() {
    return Stream.of(Limit.values())
        .filter(limit -> of(limit) != limit.standard())
        .map(limit -> limit.kebabName() + "=" + limit.text(of(limit)))
        .toList()
        .toString();
  }
}
