package dev.rowgate.infer.column;

/// Evidence from a column's numbers on whether to read them as numbers: whether digits would be
/// lost, and what their marks mean. Plain integers are no evidence and aren't added.
final class NumberEvidence {

  private boolean wouldLose;
  private long idLike;
  private long marked;
  private long ambiguous;
  private boolean hasLastZero;
  private final AmountSigns signs = new AmountSigns();

  /// Adds a cell that can be read as a number.
  void add(byte[] bytes, int from, int to) {
    signs.add(bytes, from, to);
    wouldLose |= NumberBytes.losesByNumber(bytes, from, to);
    idLike += NumberBytes.isLikeId(bytes, from, to) ? 1 : 0;
    if (NumberBytes.hasMark(bytes, from, to)) {
      marked++;
      boolean isAmbiguous = NumberBytes.isAmbiguous(bytes, from, to);
      ambiguous += isAmbiguous ? 1 : 0;
      hasLastZero |= isAmbiguous && NumberBytes.endsInZero(bytes, from, to);
    }
  }

  /// Whether a column with `fits` numbers of one form may be read as numbers.
  boolean allows(long fits) {
    return !wouldLose && signs.objection().isEmpty() && (idLike == 0 || fits > idLike);
  }

  /// Returns the reason not to read the column as numbers; empty if there is none.
  ///
  /// @param mayBeNumbers whether a numeric type was found for the column
  String objection(boolean mayBeNumbers) {
    if (wouldLose) {
      return "leading zeros or plus signs, which a number would lose";
    }
    if (!mayBeNumbers) {
      return "";
    }
    return idLike > 0
        ? "digits with an E, such as 12E5, which may be identifiers"
        : signs.objection();
  }

  /// Whether every number with a mark is ambiguous: the mark precedes exactly three digits.
  boolean isAmbiguous() {
    return ambiguous > 0 && ambiguous == marked;
  }

  /// Whether zeros at the end of ambiguous numbers are written, so that if they were decimals, all
  /// numbers would have some.
  boolean hasLastZero() {
    return hasLastZero;
  }

  AmountSigns signs() {
    return signs;
  }

  boolean hasMarks() {
    return marked > 0;
  }
}
