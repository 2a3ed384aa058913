package dev.rowgate.options;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a caller chooses of the answer.
///
/// @param errors what becomes of rejected records
/// @param summary whether a complete run ends with its `_summary` line
/// @param maxErrors how many records may be rejected, or null for any number
/// @param maxErrorRatio which part of the records read may be rejected, 0 to 1, or null for all
/// @param nulls what becomes of a key without a value
/// @param format how the answer is written
/// @param positions whether each row begins with the position of its record
/// @param missingCells what becomes of a record that has too few cells
/// @param file the input's name, where it is one of several; null where it is the only one
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

  /// The same for an input that is one of several.
  public Options withFile(String name) {
    return new Options(
        errors, summary, maxErrors, maxErrorRatio, nulls, format, positions, missingCells, name);
  }

  /// The same in another format.
  public Options withFormat(Format other) {
    return new Options(
        errors, summary, maxErrors, maxErrorRatio, nulls, other, positions, missingCells, file);
  }

  /// What keeps the options from standing together, or null if nothing does: one that would have no
  /// effect in the format is refused, and not ignored.
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

  /// How the answer is written.
  public enum Format {
    /// JSON lines.
    NDJSON,
    /// The valid records as CSV.
    CSV,
    /// The rejected records as CSV, to be mended.
    REJECTS_CSV;

    /// As it is written everywhere.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What becomes of rejected records.
  public enum Errors {
    /// An `_error` line in the record's place.
    INLINE,
    /// No line; counted in the summary.
    SKIP,
    /// `_error` lines alone, no rows.
    ONLY,
    /// The first one is written, then the run ends with a fault.
    FAIL
  }

  /// What becomes of a record that has too few cells.
  public enum MissingCells {
    /// It is rejected.
    REJECT,
    /// The cells have no value.
    NULL
  }

  /// What becomes of a key without a value.
  public enum Nulls {
    /// `"key":null`
    KEEP,
    /// The key is left out.
    OMIT
  }
}
