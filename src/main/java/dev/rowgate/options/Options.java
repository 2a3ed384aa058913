package dev.rowgate.options;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Options for the output.
///
/// @param errors treatment of rejected records
/// @param summary whether a complete run ends with its `_summary` line
/// @param maxErrors maximum number of rejected records; null for no limit
/// @param maxErrorRatio maximum ratio of rejected to read records, 0 to 1; null for no limit
/// @param nulls treatment of missing values
/// @param format of the output
/// @param positions whether each row begins with the position of its record
/// @param missingCells treatment of records with too few cells
/// @param file the input's name, if there are several; null otherwise
public record Options(
    Errors errors,
    boolean summary,
    @Nullable Long maxErrors,
    @Nullable BigDecimal maxErrorRatio,
    Nulls nulls,
    Format format,
    boolean positions,
    MissingCells missingCells,
    @Nullable String file) {

  public static final Options STANDARD = new Options(Errors.INLINE, true, null, null, Nulls.KEEP);

  /// Options for JSON lines.
  public Options(
      Errors errors,
      boolean summary,
      @Nullable Long maxErrors,
      @Nullable BigDecimal maxErrorRatio,
      Nulls nulls) {
    this(
        errors,
        summary,
        maxErrors,
        maxErrorRatio,
        nulls,
        Format.NDJSON,
        false,
        MissingCells.REJECT);
  }

  /// Options for the only input.
  public Options(
      Errors errors,
      boolean summary,
      @Nullable Long maxErrors,
      @Nullable BigDecimal maxErrorRatio,
      Nulls nulls,
      Format format,
      boolean positions,
      MissingCells missingCells) {
    this(errors, summary, maxErrors, maxErrorRatio, nulls, format, positions, missingCells, null);
  }

  /// Returns a copy for an input that is one of several.
  public Options withFile(String name) {
    return new Options(
        errors, summary, maxErrors, maxErrorRatio, nulls, format, positions, missingCells, name);
  }

  /// Returns a copy with another format.
  public Options withFormat(Format other) {
    return new Options(
        errors, summary, maxErrors, maxErrorRatio, nulls, other, positions, missingCells, file);
  }

  /// Returns a problem if options contradict each other; null otherwise. An option that would have
  /// no effect in the format is refused, not ignored.
  public @Nullable InputProblem conflict() {
    if (format == Format.NDJSON) {
      return null;
    }
    if (nulls == Nulls.OMIT) {
      return conflict("nulls", "omit", "keep");
    }
    if (format == Format.CSV && errors == Errors.ONLY) {
      return conflict("errors", "only", "inline, skip or fail");
    }
    if (format == Format.REJECTS_CSV && positions) {
      return conflict("positions", "true", "false");
    }
    return format == Format.REJECTS_CSV && errors == Errors.SKIP
        ? conflict("errors", "skip", "inline, only or fail")
        : null;
  }

  private InputProblem conflict(String option, String value, String expected) {
    return new InputProblem.BadOption(
        option, Excerpt.of(value), expected + " with format=" + format, null);
  }

  /// Format of the output.
  public enum Format {
    /// JSON lines.
    NDJSON,
    /// The valid records as CSV.
    CSV,
    /// The rejected records as CSV, for correction.
    REJECTS_CSV;

    /// The notation in options.
    @Override
    public String toString() {
      return EnumNames.kebab(this);
    }
  }

  /// Treatment of rejected records.
  public enum Errors {
    /// An `_error` line in the record's place.
    INLINE,
    /// No line; counted in the summary.
    SKIP,
    /// Only `_error` lines, no rows.
    ONLY,
    /// The first one is written, then the run ends with a fault.
    FAIL
  }

  /// Treatment of records with too few cells.
  public enum MissingCells {
    /// It is rejected.
    REJECT,
    /// The cells have no value.
    NULL
  }

  /// Treatment of missing values.
  public enum Nulls {
    /// `"key":null`
    KEEP,
    /// The member is omitted.
    OMIT
  }
}
