package dev.rowgate.infer;

/// What a cell that may be a number looks like: whether a number would keep what is written, and
/// what its marks can mean.
final class Shape {

  /// So many digits part thousands.
  private static final int GROUP = 3;

  private Shape() {}

  /// Whether a number would lose something of it: `007` and `+49` are no numbers to whoever wrote
  /// them.
  static boolean losesByNumber(byte[] bytes, int from, int to) {
    int at = from;
    if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    boolean plus = from < to && bytes[from] == '+';
    boolean leadingZero = at + 1 < to && bytes[at] == '0' && isDigit(bytes[at + 1]);
    return plus || leadingZero;
  }

  /// Whether marks that a schema would read over can be meant so: `31.10.2025` and `1.2.3` are no
  /// numbers with parted thousands to whoever wrote them.
  static boolean allows(Candidate.Evidence evidence, byte[] bytes, int from, int to) {
    return switch (evidence) {
      case ANY, DIGITS, DECIMAL_COMMA -> true;
      case GROUPING_COMMA -> partsThousands(bytes, from, to, ',');
      case GROUPING_POINT -> partsThousands(bytes, from, to, '.');
    };
  }

  /// Whether the mark stands before three digits each time, and behind three at the most.
  private static boolean partsThousands(byte[] bytes, int from, int to, char mark) {
    int start = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    int end = digitsEnd(bytes, start, to);
    if (end == to || bytes[end] != mark) {
      return true;
    }
    if (end - start > GROUP) {
      return false;
    }
    while (end < to && bytes[end] == mark) {
      int group = end + 1;
      end = digitsEnd(bytes, group, to);
      if (end - group != GROUP) {
        return false;
      }
    }
    return true;
  }

  private static int digitsEnd(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && isDigit(bytes[end])) {
      end++;
    }
    return end;
  }

  static boolean shows(Candidate.Evidence evidence, byte[] bytes, int from, int to) {
    int commas = count(bytes, from, to, ',');
    int points = count(bytes, from, to, '.');
    int behindComma = to - 1 - last(bytes, from, to, ',');
    return switch (evidence) {
      case ANY -> true;
      case DIGITS -> hasDigit(bytes, from, to);
      case DECIMAL_COMMA -> commas == 1 && points == 0 && behindComma != 3;
      case GROUPING_COMMA -> commas > 1 || (commas == 1 && points == 1);
      case GROUPING_POINT -> points > 1 || (commas == 1 && points == 1);
    };
  }

  private static boolean hasDigit(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isDigit(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  private static int count(byte[] bytes, int from, int to, char wanted) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += bytes[i] == wanted ? 1 : 0;
    }
    return count;
  }

  private static int last(byte[] bytes, int from, int to, char wanted) {
    int at = to - 1;
    while (at >= from && bytes[at] != wanted) {
      at--;
    }
    return at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
