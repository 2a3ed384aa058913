package dev.rowgate.infer.column;

/// Sum of a column's numbers, by which a record at the end is known as a total. Only plain numbers
/// count, perhaps with a sign and marks; a column with another cell has no sum. A single mark
/// before three digits may group digits or be a decimal point, so that there is a sum for each
/// reading.
final class ColumnSum {

  private static final int DECIMALS = 6;
  private static final long MILLION = 1_000_000;
  private static final long[] POWERS = {MILLION, 100_000, 10_000, 1_000, 100, 10, 1};

  private static final int MOST_DIGITS = 12;

  private static final int GROUP = 3;

  /// Two numbers often add up to the third by chance.
  private static final int LEAST_NUMBERS = 3;

  /// Zeros and a single number add up to that number.
  private static final int LEAST_ADDENDS = 2;

  private static final long MOST = Long.MAX_VALUE / 4;

  private boolean isKnown = true;
  private int numbers;
  private int addends;

  /// In millionths, if a mark before three digits groups them.
  private long grouped;

  /// In millionths, if such a mark is a decimal point.
  private long decimal;

  /// The last number that was read, in both readings.
  private long asGrouped;

  private long asDecimal;

  void add(byte[] bytes, int from, int to) {
    if (!isKnown) {
      return;
    }
    isKnown = read(bytes, from, to) && Math.abs(grouped) <= MOST;
    grouped += asGrouped;
    decimal += asDecimal;
    numbers += numbers < LEAST_NUMBERS ? 1 : 0;
    addends += addends < LEAST_ADDENDS && asGrouped != 0 ? 1 : 0;
  }

  /// Declares that the column has cells that were not added.
  void forget() {
    isKnown = false;
  }

  /// Returns 1 if a further cell is the sum of all so far, -1 if it isn't, and 0 if there is no sum
  /// or too few numbers for one.
  int evidence(byte[] bytes, int from, int to) {
    if (!isKnown || numbers < LEAST_NUMBERS || addends < LEAST_ADDENDS) {
      return 0;
    }
    boolean is =
        read(bytes, from, to) && asGrouped != 0 && (asGrouped == grouped || asDecimal == decimal);
    return is ? 1 : -1;
  }

  /// Reads a number; returns whether it is a plain one that isn't too long.
  private boolean read(byte[] bytes, int from, int to) {
    long number = 0;
    int digits = 0;
    int behind = 0;
    byte mark = 0;
    boolean isRepeated = false;
    boolean isOther = false;
    boolean isNegative = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '9') {
        number = 10 * number + b - '0';
        digits++;
        behind++;
        if (digits > MOST_DIGITS) {
          return false;
        }
      } else if (b == '.' || b == ',') {
        isRepeated |= b == mark;
        isOther |= mark != 0 && b != mark;
        mark = b;
        behind = 0;
      } else if (b == '-' && digits == 0) {
        isNegative = true;
      } else if (b == '-' || b == '(' || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')) {
        return false;
      }
    }
    boolean isPoint = mark != 0 && (isOther || !isRepeated);
    int decimals = isPoint ? behind : 0;
    if (digits == 0 || decimals > DECIMALS) {
      return false;
    }
    number = isNegative ? -number : number;
    asDecimal = number * POWERS[decimals];
    asGrouped = isPoint && !isOther && behind == GROUP ? number * MILLION : asDecimal;
    return true;
  }
}
