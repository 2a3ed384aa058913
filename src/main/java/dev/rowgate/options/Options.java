package dev.rowgate.options;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a caller chooses of the answer.
///
/// @param errors what becomes of rejected records
/// @param summary whether a complete run ends with its `_summary` line
/// @param maxErrors how many records may be rejected, or null for any number
/// @param maxErrorRatio which part of the records read may be rejected, 0 to 1, or null for all
/// @param nulls what becomes of a key without a value
public record Options(
    Errors errors,
    boolean summary,
    @Nullable Long maxErrors,
    @Nullable BigDecimal maxErrorRatio,
    Nulls nulls,
    Reading reading) {

  public static final Options STANDARD =
      new Options(Errors.INLINE, true, null, null, Nulls.KEEP, Reading.IN_PLACE);

  public Options withReading(Reading reading) {
    return new Options(errors, summary, maxErrors, maxErrorRatio, nulls, reading);
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

  /// What becomes of a key without a value.
  public enum Nulls {
    /// `"key":null`
    KEEP,
    /// The key is left out.
    OMIT
  }

  /// Who says what a record's cells hold.
  public enum Reading {
    /// Cells are read where they stand; the ordinary way.
    IN_PLACE,
    /// Apache Commons CSV reads every record: slower, and the reference for the other.
    COMMONS_CSV
  }
}
