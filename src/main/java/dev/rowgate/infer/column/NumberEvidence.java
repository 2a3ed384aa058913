package dev.rowgate.infer.column;

/// Evidence from a column's numbers on whether to read them as numbers: whether digits would be
/// lost, and what their marks mean.
final class NumberEvidence {

  /// Number of digits in a group.
  private static final int GROUP = 3;

  private long integers;
  private long zeros;
  private long ones;

  /// Number of integers of three digits.
  private long hundreds;

  /// Whether an integer has more digits than a group.
  private boolean thousands;

  private boolean wouldLose;
  private long idLike;
  private long marked;
  private long ambiguous;

  /// Whether zeros at the end of ambiguous numbers are written, so that if they were decimals, all
  /// numbers would have some.
  private boolean hasLastZero;

  private final AmountSigns signs = new AmountSigns();

  /// Adds a plain integer.
  void addInteger(byte[] bytes, int from, int to) {
    integers++;
    int digits = to - from - (bytes[from] == '-' ? 1 : 0);
    hundreds += digits == GROUP ? 1 : 0;
    thousands |= digits > GROUP;
    if (to - from == 1) {
      zeros += bytes[from] == '0' ? 1 : 0;
      ones += bytes[from] == '1' ? 1 : 0;
    }
  }

  /// Adds another cell that can be read as a number.
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

  /// Whether the mark before three digits is surely a group mark: if it were for decimals, whose
  /// zeros at the end are written, integers would have some too. Instead they have at most as many
  /// digits as a group, some of them exactly that.
  boolean isGroupedForSure() {
    return hundreds > 0 && !thousands && isAmbiguous() && hasLastZero;
  }

  /// Returns the number of plain integers.
  long integers() {
    return integers;
  }

  /// Whether `filled` cells are all 0 or 1, and both occur.
  boolean isZerosAndOnes(long filled) {
    return zeros > 0 && ones > 0 && zeros + ones == filled;
  }

  AmountSigns signs() {
    return signs;
  }

  boolean hasMarks() {
    return marked > 0;
  }
}
