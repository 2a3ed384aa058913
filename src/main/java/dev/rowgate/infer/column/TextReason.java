package dev.rowgate.infer.column;

import java.util.List;

/// Explanation of why a column stays text although its cells look like another type.
final class TextReason {

  /// Maximum share of cells of another type that is worth a warning, as a divisor.
  static final long PER_OTHER = 3;

  private TextReason() {}

  /// Returns the reason for a warning; empty if nothing suggests another type.
  static String of(ColumnGuess column, List<KeptType> kept) {
    String objection = column.numbers().objection(kept.stream().anyMatch(KeptType::isNumeric));
    String signs = objection.isEmpty() ? column.signsBehind().warning() : objection;
    String dates = signs.isEmpty() ? column.dates().warning() : signs;
    String words = dates.isEmpty() ? column.booleans().warning() : dates;
    return words.isEmpty() ? nearly(column, kept) : words;
  }

  /// Returns a warning if most cells are of another type; otherwise empty.
  private static String nearly(ColumnGuess column, List<KeptType> kept) {
    KeptType best = null;
    for (KeptType each : kept) {
      if (best == null || column.misfits(each) < column.misfits(best)) {
        best = each;
      }
    }
    if (best == null) {
      return "";
    }
    long others = column.misfits(best);
    long fits = column.filled() - others;
    OddCell example = column.other(best.candidate);
    return fits < 2 || others * PER_OTHER > column.filled() || example == null
        ? ""
        : "%d of %d values are of type %s; it stays text because of the others, the first in %s"
            .formatted(fits, column.filled(), best.candidate.shown(), example);
  }
}
