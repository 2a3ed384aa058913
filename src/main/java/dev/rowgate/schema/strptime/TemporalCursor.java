package dev.rowgate.schema.strptime;

import dev.rowgate.schema.text.Digits;
import java.util.List;

/// A place in the text of a date or a time, which moves on with each part that is read. Names are
/// English, whatever the machine's language. Not thread-safe.
public final class TemporalCursor {

  /// What is asked for doesn't stand here.
  static final int NONE = -1;

  /// Names may be cut to so many letters.
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

  /// The number of the digits that stand here: of up to `mostDigits` as many as make one up to
  /// `most`, as in Python, so that `131` is a month and a day.
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

  /// How many digits stand here, of `most` that count.
  int digits(int most) {
    return Digits.end(bytes, at, Math.min(to, at + most)) - at;
  }

  /// The index of the name that stands here, whole or cut to its first three letters, in any case.
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

  /// Goes past one byte, if it is this one.
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

  /// Goes past white space, of which there must be some.
  public boolean skipSpace() {
    int start = at;
    while (at < to && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
      at++;
    }
    return at > start;
  }
}
