package dev.rowgate.infer.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
    KeptType most = most(column, kept);
    OddCell example = most == null ? null : column.other(most.candidate);
    if (most == null || example == null) {
      return "";
    }
    return "%d of %d values are of type %s; it stays text because of the others, the first in %s"
        .formatted(
            column.filled() - column.misfits(most),
            column.filled(),
            most.candidate.shown(),
            example);
  }

  /// Returns the type of most cells of a column that stays text; null if there is none, or if its
  /// values can be read in two ways.
  static @Nullable Candidate nearest(ColumnGuess column, List<KeptType> kept) {
    if (!column.dates().warning().isEmpty()) {
      return column.dates().most();
    }
    Candidate words = column.booleans().most();
    KeptType most = words == null ? most(column, kept) : null;
    return most == null || isAmbiguous(column, most) ? words : most.candidate;
  }

  /// Whether a mark may be for decimals or groups, or the day or the month may come first.
  private static boolean isAmbiguous(ColumnGuess column, KeptType type) {
    Candidate swapped =
        column.kept(type.candidate.typeName(), TemporalForms.swapped(type.candidate.format()));
    return type.isNumeric()
        ? column.numbers().isAmbiguous()
        : swapped != null
            && !swapped.equals(type.candidate)
            && column.misfits(swapped) == column.misfits(type);
  }

  private static @Nullable KeptType most(ColumnGuess column, List<KeptType> kept) {
    KeptType best = null;
    for (KeptType each : kept) {
      if (best == null || column.misfits(each) < column.misfits(best)) {
        best = each;
      }
    }
    long others = best == null ? 0 : column.misfits(best);
    boolean enough = column.filled() - others >= 2 && others * PER_OTHER <= column.filled();
    return enough ? best : null;
  }
}
