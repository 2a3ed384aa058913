package dev.rowgate.schema.strptime;

import dev.rowgate.schema.text.Digits;
import java.util.List;

/// Read position in the text of a date or time. Month and weekday names are English, independent of
/// the machine's locale. Not thread-safe.
public final class TemporalCursor {

  /// The result where the expected text isn't at the cursor.
  static final int NONE = -1;

  /// Length of abbreviated names.
  private static final int SHORT_NAME = 3;

  private final byte[] bytes;
  private final int to;
  private int at;

  public TemporalCursor(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  public int at() {
    return at;
  }

  void goTo(int place) {
    at = place;
  }

  public boolean isAtEnd() {
    return at == to;
  }

  /// Reads a number of up to `mostDigits` digits, and returns it or [#NONE]. Like Python, it takes
  /// fewer digits where more would exceed `most`, so that `131` is a month and a day.
  int number(int leastDigits, int mostDigits, int least, int most) {
    int length = digits(mostDigits);
    while (length > 1 && Digits.number(bytes, at, at + length) > most) {
      length--;
    }
    int number = (int) Digits.number(bytes, at, at + length);
    if (length < Math.max(leastDigits, 1) || number < least || number > most) {
      return NONE;
    }
    at += length;
    return number;
  }

  /// The number of digits at the cursor, at most `most`.
  int digits(int most) {
    return Digits.end(bytes, at, Math.min(to, at + most)) - at;
  }

  /// Reads a name, in full or abbreviated to three letters, in any case. Returns its index or
  /// [#NONE].
  int name(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (isName(name, name.length())) {
        at += name.length();
        return i;
      }
    }
    for (int i = 0; i < names.size(); i++) {
      if (isName(names.get(i), Math.min(SHORT_NAME, names.get(i).length()))) {
        at += Math.min(SHORT_NAME, names.get(i).length());
        return i;
      }
    }
    return NONE;
  }

  private boolean isName(String name, int length) {
    if (to - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((bytes[at + i] | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Skips one byte if it is `b`.
  boolean skip(byte b) {
    if (at == to || bytes[at] != b) {
      return false;
    }
    at++;
    return true;
  }

  public boolean skip(char ascii) {
    return skip((byte) ascii);
  }

  /// Skips white space; false if there is none.
  public boolean skipSpace() {
    int start = at;
    while (at < to && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
      at++;
    }
    return at > start;
  }
}
