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

  public Limits withUploadBytes(long bytes) {
    return with(Limit.MAX_UPLOAD_BYTES, bytes);
  }

  public long of(Limit limit) {
    Long value = values.get(limit);
    return value == null ? limit.standard() : value;
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

  /// Maximum number of problems that are written for one record; further ones are only counted.
  public int listedProblems() {
    return (int) of(Limit.MAX_LISTED_PROBLEMS);
  }

  /// Maximum number of bytes of a rejected record that its `_error` line contains.
  public int rawBytes() {
    return (int) of(Limit.MAX_RAW_BYTES);
  }

  public int schemaBytes() {
    return (int) of(Limit.MAX_SCHEMA_BYTES);
  }

  /// Maximum number of schemas in the schema directory.
  public int schemas() {
    return (int) of(Limit.MAX_SCHEMAS);
  }

  /// Maximum memory in bytes of all schemas in the directory; 0 for a part of the heap.
  public long schemaMemory() {
    return of(Limit.MAX_SCHEMA_MEMORY);
  }

  /// Maximum ratio of decompressed to compressed bytes.
  public int inflateRatio() {
    return (int) of(Limit.MAX_INFLATE_RATIO);
  }

  /// Number of decompressed bytes before the ratio is checked: a small file may be very uniform.
  public long inflateFreeBytes() {
    return of(Limit.INFLATE_FREE_BYTES);
  }

  /// Maximum window in bytes of a zstd frame; it is outside the heap.
  public int zstdWindowBytes() {
    return (int) of(Limit.MAX_ZSTD_WINDOW_BYTES);
  }

  /// Maximum size in bytes of the headers of one request.
  public int headerBytes() {
    return (int) of(Limit.MAX_HEADER_BYTES);
  }

  /// Maximum number of concurrent conversions.
  public int conversions() {
    return (int) of(Limit.MAX_CONVERSIONS);
  }

  /// Maximum memory in bytes for long records, of all conversions; 0 for a part of the heap.
  public long bufferBytes() {
    return of(Limit.MAX_BUFFER_BYTES);
  }

  /// Time without a byte in either direction after which a connection is closed.
  public Duration idleTime() {
    return Duration.ofMillis(of(Limit.IDLE_TIME));
  }

  /// Maximum time of one request, until its client has received the last byte; zero for no limit.
  public Duration totalTime() {
    return Duration.ofMillis(of(Limit.TOTAL_TIME));
  }

  /// Minimum rate of an upload in bytes per second; 0 for none.
  public long uploadRate() {
    return of(Limit.MIN_UPLOAD_RATE);
  }

  /// Time over which the rate of an upload is measured.
  public Duration uploadRateTime() {
    return Duration.ofMillis(of(Limit.UPLOAD_RATE_TIME));
  }

  /// Maximum disk space in bytes for one response.
  public long spoolBytes() {
    return of(Limit.MAX_SPOOL_BYTES);
  }

  /// Maximum disk space in bytes for all responses.
  public long totalSpoolBytes() {
    return of(Limit.MAX_TOTAL_SPOOL_BYTES);
  }

  /// Maximum memory in bytes for keys, of all conversions; more keys are spilled to disk.
  public long keyMemory() {
    return of(Limit.MAX_KEY_MEMORY);
  }

  /// Maximum disk space in bytes for the keys of one conversion.
  public long keySpoolBytes() {
    return of(Limit.MAX_KEY_SPOOL_BYTES);
  }

  /// Maximum time that a stop waits for running requests.
  public Duration drainTime() {
    return Duration.ofMillis(of(Limit.DRAIN_TIME));
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
