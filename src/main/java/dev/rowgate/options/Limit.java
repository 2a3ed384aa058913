package dev.rowgate.options;

import java.util.Optional;

/// All limits: name as a flag, environment variable and file entry, default, allowed range, and
/// what it limits. [Limits], the help and the documentation are derived from this table.
public enum Limit {
  MAX_UPLOAD_BYTES(LimitUnit.BYTES, 16L << 30, 1, 1L << 50, "Size of an upload, uncompressed."),
  MAX_RECORD_BYTES(LimitUnit.BYTES, 1 << 20, 1, 256 << 20, "One record, without its line end."),
  MAX_CELL_BYTES(LimitUnit.BYTES, 1 << 20, 1, 256 << 20, "One cell, without its quotes."),
  MAX_FIELDS(LimitUnit.COUNT, 10_000, 1, 1_000_000, "Cells of one record."),
  MAX_LISTED_PROBLEMS(
      LimitUnit.COUNT, 100, 1, 10_000, "Listed problems per record; others are counted."),
  MAX_RAW_BYTES(LimitUnit.BYTES, 4 << 10, 0, 1 << 20, "Excerpt of a rejected record."),
  MAX_SCHEMA_BYTES(LimitUnit.BYTES, 1 << 20, 1, 64 << 20, "One schema."),
  MAX_SCHEMAS(LimitUnit.COUNT, 1_000, 1, 100_000, "Schemas in the directory."),
  MAX_SCHEMA_MEMORY(
      LimitUnit.HEAP, 0, 1 << 10, 1L << 40, "Memory for the schemas of the directory."),
  MAX_INFLATE_RATIO(LimitUnit.COUNT, 1_000, 1, 1_000_000, "Inflated bytes per compressed byte."),
  INFLATE_FREE_BYTES(LimitUnit.BYTES, 64L << 20, 0, 1L << 50, "Inflated before the ratio counts."),
  MAX_ZSTD_WINDOW_BYTES(LimitUnit.BYTES, 8 << 20, 1 << 10, 128 << 20, "Window of a zstd input."),
  MAX_HEADER_BYTES(
      LimitUnit.BYTES,
      16 << 10,
      1 << 10,
      1 << 20,
      "The headers of one request; on HTTP/1.1 with the extensions of its chunks and its"
          + " trailers."),
  MAX_CONVERSIONS(LimitUnit.COUNT, 1_024, 1, 1_000_000, "Conversions at once."),
  MAX_BUFFER_BYTES(
      LimitUnit.HEAP, 0, 1 << 20, 1L << 40, "Buffers for long records, of all conversions."),
  IDLE_TIME(LimitUnit.TIME, 30_000, 100, 86_400_000, "Time without content in either direction."),
  TOTAL_TIME(LimitUnit.TIME_OR_NONE, 0, 0, 86_400_000, "Time for a request with its response."),
  MIN_UPLOAD_RATE(LimitUnit.RATE, 256, 0, 1 << 30, "Minimum upload rate per second; 0 for none."),
  UPLOAD_RATE_TIME(LimitUnit.TIME, 60_000, 100, 86_400_000, "Period for measuring that rate."),
  MAX_SPOOL_BYTES(LimitUnit.BYTES, 2L << 30, 0, 1L << 50, "Disk space for one answer."),
  MAX_TOTAL_SPOOL_BYTES(LimitUnit.BYTES, 8L << 30, 0, 1L << 50, "Disk space for all answers."),
  MAX_KEY_MEMORY(LimitUnit.BYTES, 16 << 20, 0, 1L << 40, "Keys in memory, of all conversions."),
  MAX_KEY_SPOOL_BYTES(LimitUnit.BYTES, 2L << 30, 0, 1L << 50, "Keys on disk, of one conversion."),
  DRAIN_TIME(LimitUnit.TIME, 8_000, 0, 86_400_000, "Time for running requests at a stop.");

  private final LimitUnit unit;
  private final long standard;
  private final long least;
  private final long most;
  private final String bounds;

  Limit(LimitUnit unit, long standard, long least, long most, String bounds) {
    this.unit = unit;
    this.standard = standard;
    this.least = least;
    this.most = most;
    this.bounds = bounds;
  }

  /// Its name in a file and, after `--`, as a flag: `max-record-bytes`.
  public String kebabName() {
    return EnumNames.kebab(this);
  }

  /// What it limits, for the help.
  public String bounds() {
    return bounds;
  }

  /// Placeholder for its value in the help.
  public String label() {
    return unit.label();
  }

  /// The default, in bytes or milliseconds.
  public long standard() {
    return standard;
  }

  /// Returns the notation of a value.
  public String text(long value) {
    return unit.text(value);
  }

  /// Parses a value; empty if it is malformed or out of range.
  public Optional<Long> read(String text) {
    return unit.read(text).filter(value -> value >= least && value <= most);
  }

  /// Description of the allowed values, for messages.
  public String expected() {
    return unit.kind() + " from " + text(least) + " to " + text(most) + unit.example();
  }
}
