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
    Nulls nulls) {

  public static final Options STANDARD = new Options(Errors.INLINE, true, null, null, Nulls.KEEP);

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
}
