package dev.rowgate.infer.column;

import org.jspecify.annotations.Nullable;

/// Explanation of why a column stays text although its cells look like another type.
final class TextReason {

  /// Maximum share of cells of another type that is worth a warning, as a divisor.
  static final long PER_OTHER = 3;

  private TextReason() {}

  /// Returns the reason for a warning; empty if nothing suggests another type.
  static String of(ColumnGuess column) {
    PossibleTypes types = column.types();
    String objection = types.numbers().objection(types.hasNumeric());
    String signs = objection.isEmpty() ? column.trailingSigns().warning() : objection;
    String dates = signs.isEmpty() ? column.dates().warning() : signs;
    String words = dates.isEmpty() ? column.booleans().warning() : dates;
    return words.isEmpty() ? nearly(column) : words;
  }

  /// Returns a warning if most cells are of another type; otherwise empty.
  private static String nearly(ColumnGuess column) {
    PossibleTypes types = column.types();
    KeptType most = most(types);
    OddCell example = most == null ? null : types.other(most.candidate);
    if (most == null || example == null) {
      return "";
    }
    return "%d of %d values are of type %s; it stays text because of the others, the first in %s"
        .formatted(
            types.filled() - types.misfits(most), types.filled(), most.candidate.shown(), example);
  }

  /// Returns the type of most cells of a column that stays text; null if there is none, or if its
  /// values can be read in two ways.
  static @Nullable Candidate nearest(ColumnGuess column) {
    if (!column.dates().warning().isEmpty()) {
      return column.dates().most();
    }
    Candidate words = column.booleans().most();
    KeptType most = words == null ? most(column.types()) : null;
    return most == null || isAmbiguous(column.types(), most) ? words : most.candidate;
  }

  /// Whether a mark may be for decimals or groups, or the day or the month may come first.
  private static boolean isAmbiguous(PossibleTypes types, KeptType type) {
    Candidate swapped =
        types.kept(type.candidate.typeName(), TemporalForms.swapped(type.candidate.format()));
    return type.isNumeric()
        ? types.numbers().isAmbiguous()
        : swapped != null
            && !swapped.equals(type.candidate)
            && types.misfits(swapped) == types.misfits(type);
  }

  private static @Nullable KeptType most(PossibleTypes types) {
    KeptType best = types.fittest(false);
    long others = best == null ? 0 : types.misfits(best);
    boolean enough = types.filled() - others >= 2 && others * PER_OTHER <= types.filled();
    return enough ? best : null;
  }
}
