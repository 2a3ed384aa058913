package dev.rowgate.options;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/// A value for every [Limit]. What is longer, wider or more than this is refused or rejected by a
/// problem that names the limit; nothing is cut in silence. Unchangeable.
///
/// ```java
/// Limits.STANDARD.with(Limit.MAX_RECORD_BYTES, 64 << 10).recordBytes()
/// ```
public final class Limits {

  public static final Limits STANDARD = new Limits(standard());

  private final Map<Limit, Long> values;

  // Asked for with every cell.
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

  /// The same but for one limit. Whether the value makes sense is for [Limit#read] to say: what is
  /// given here, a program gives.
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

  /// Of one input, after any Content-Encoding.
  public long uploadBytes() {
    return of(Limit.MAX_UPLOAD_BYTES);
  }

  /// Of one record, without its line end.
  public int recordBytes() {
    return recordBytes;
  }

  /// Of one cell as it stands in the input, without its quotes.
  public int cellBytes() {
    return cellBytes;
  }

  /// Of one record.
  public int fields() {
    return fields;
  }

  /// Written out for one record; the others are counted.
  public int listedProblems() {
    return (int) of(Limit.MAX_LISTED_PROBLEMS);
  }

  /// Of a rejected record that are shown in its `_error` line.
  public int rawBytes() {
    return (int) of(Limit.MAX_RAW_BYTES);
  }

  public int schemaBytes() {
    return (int) of(Limit.MAX_SCHEMA_BYTES);
  }

  /// In the schema directory.
  public int schemas() {
    return (int) of(Limit.MAX_SCHEMAS);
  }

  /// Which the schemas of the directory may take together; 0 for a part of the heap.
  public long schemaMemory() {
    return of(Limit.MAX_SCHEMA_MEMORY);
  }

  /// Of the bytes that come out to the compressed ones that went in.
  public int inflateRatio() {
    return (int) of(Limit.MAX_INFLATE_RATIO);
  }

  /// Come out before the ratio counts: a small file may well be all alike.
  public long inflateFreeBytes() {
    return of(Limit.INFLATE_FREE_BYTES);
  }

  /// Which a zstd frame may ask for; they are held outside the heap.
  public int zstdWindowBytes() {
    return (int) of(Limit.MAX_ZSTD_WINDOW_BYTES);
  }

  /// Of one request.
  public int headerBytes() {
    return (int) of(Limit.MAX_HEADER_BYTES);
  }

  /// At once.
  public int conversions() {
    return (int) of(Limit.MAX_CONVERSIONS);
  }

  /// Which all conversions together may take for long records; 0 for a part of the heap.
  public long bufferBytes() {
    return of(Limit.MAX_BUFFER_BYTES);
  }

  /// No byte either way for so long, and a connection is closed.
  public Duration idleTime() {
    return Duration.ofMillis(of(Limit.IDLE_TIME));
  }

  /// Of one request, to the last byte that its client has taken; zero for any time.
  public Duration totalTime() {
    return Duration.ofMillis(of(Limit.TOTAL_TIME));
  }

  /// Of an upload, in bytes a second; 0 for any.
  public long uploadRate() {
    return of(Limit.MIN_UPLOAD_RATE);
  }

  /// What the upload's rate is measured over.
  public Duration uploadRateTime() {
    return Duration.ofMillis(of(Limit.UPLOAD_RATE_TIME));
  }

  /// On disk, for one answer.
  public long spoolBytes() {
    return of(Limit.MAX_SPOOL_BYTES);
  }

  /// On disk, for all answers.
  public long totalSpoolBytes() {
    return of(Limit.MAX_TOTAL_SPOOL_BYTES);
  }

  /// In memory, of all conversions together; what is more goes to disk.
  public long keyMemory() {
    return of(Limit.MAX_KEY_MEMORY);
  }

  /// On disk, of one conversion.
  public long keySpoolBytes() {
    return of(Limit.MAX_KEY_SPOOL_BYTES);
  }

  /// How long a stop waits for what still runs.
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

  /// What differs from the standard.
  @Override
  public String toString() {
    return Stream.of(Limit.values())
        .filter(limit -> of(limit) != limit.standard())
        .map(limit -> limit.kebabName() + "=" + limit.text(of(limit)))
        .toList()
        .toString();
  }
}
