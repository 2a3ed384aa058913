package dev.rowgate.infer.column;

/// Sum of a column's numbers, by which a record at the end is known as a total. Only plain numbers
/// count, perhaps with a sign and marks; a column with another cell has no sum. A single mark
/// before three digits may group digits or be a decimal point, so that there is a sum for each
/// reading. Accountants' parentheses and a minus sign behind the digits are negative.
final class ColumnSum {

  private static final int DECIMALS = 6;

  private static final int MOST_DIGITS = 12;

  private static final int GROUP = 3;

  /// Two numbers often add up to the third by chance.
  private static final int LEAST_NUMBERS = 3;

  private static final long NONE = Long.MIN_VALUE;

  private final Sum grouped = new Sum(true);
  private final Sum decimal = new Sum(false);

  void add(byte[] bytes, int from, int to) {
    grouped.add(bytes, from, to);
    decimal.add(bytes, from, to);
  }

  /// Whether a further cell is the sum of all so far, which isn't zero.
  boolean is(byte[] bytes, int from, int to) {
    return grouped.is(bytes, from, to) || decimal.is(bytes, from, to);
  }

  /// The sum for one reading of a single mark before three digits.
  private static final class Sum {

    private final boolean groups;
    private boolean isKnown = true;
    private int numbers;

    /// In millionths.
    private long sum;

    Sum(boolean groups) {
      this.groups = groups;
    }

    void add(byte[] bytes, int from, int to) {
      if (!isKnown) {
        return;
      }
      long number = millionths(bytes, from, to, groups);
      isKnown = number != NONE && Math.abs(sum) <= Long.MAX_VALUE / 4;
      sum += isKnown ? number : 0;
      numbers += numbers < LEAST_NUMBERS ? 1 : 0;
    }

    boolean is(byte[] bytes, int from, int to) {
      return isKnown
          && numbers == LEAST_NUMBERS
          && sum != 0
          && millionths(bytes, from, to, groups) == sum;
    }
  }

  /// Returns a number in millionths; `NONE` if it isn't a plain one or too long.
  private static long millionths(byte[] bytes, int from, int to, boolean groups) {
    int point = point(bytes, from, to, groups);
    boolean isNegative = false;
    long number = 0;
    int digits = 0;
    int decimals = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '9') {
        number = 10 * number + b - '0';
        decimals += i > point ? 1 : 0;
        if (++digits > MOST_DIGITS || decimals > DECIMALS) {
          return NONE;
        }
      } else if (b == '-' || b == '(') {
        isNegative = true;
      } else if ((b | 0x20) >= 'a' && (b | 0x20) <= 'z') {
        return NONE;
      }
    }
    if (digits == 0) {
      return NONE;
    }
    for (int i = decimals; i < DECIMALS; i++) {
      number *= 10;
    }
    return isNegative ? -number : number;
  }

  /// Returns the index of the decimal point; that of the end if there is none. It is the last mark,
  /// if it is the only one of its kind, and if three digits behind it aren't a group.
  private static int point(byte[] bytes, int from, int to, boolean groups) {
    int last = to;
    boolean isRepeated = false;
    boolean isOther = false;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '.' || bytes[i] == ',') {
        isRepeated |= last < to && bytes[last] == bytes[i];
        isOther |= last < to && bytes[last] != bytes[i];
        last = i;
      }
    }
    boolean isGroup = isRepeated || (groups && to - last == GROUP + 1);
    return !isOther && isGroup ? to : last;
  }
}
