package dev.rowgate.schema.pattern;

import org.jspecify.annotations.Nullable;

/// Parser of the parts of a pattern that denote one of several characters: `[a-z-[aeiou]]`, `\d`,
/// `\p{IsBasicLatin}`. It also parses escapes of single characters, because both can occur in a
/// set.
final class PatternSet {

  /// Meaning of an escape.
  sealed interface Escape {
    record Many(CodePoints set) implements Escape {}

    record One(int character) implements Escape {}

    /// Neither a set nor a character, such as `\b`.
    record Other() implements Escape {}
  }

  private static final char END = '\0';

  private final String in;
  private int at;
  private @Nullable String fault;
  private final boolean folds;

  /// @param folds whether case is ignored
  PatternSet(String in, int at, boolean folds) {
    this.in = in;
    this.at = at;
    this.folds = folds;
  }

  /// The index after the parsed part.
  int at() {
    return at;
  }

  /// Why the part is invalid; null if no fault was found.
  @Nullable String fault() {
    return fault;
  }

  /// Parses a character class, from `[` to `]`.
  CodePoints set() {
    at++;
    boolean negated = peek() == '^';
    at += negated ? 1 : 0;
    CodePoints set = CodePoints.NONE;
    CodePoints less = CodePoints.NONE;
    boolean first = true;
    while (fault == null && (first || peek() != ']')) {
      if (at >= in.length()) {
        fault = "missing closing ]";
      } else if (!first && in.startsWith("-[", at) && posixEnd(at + 1) < 0) {
        at++;
        less = set();
        if (fault == null && at < in.length() && peek() != ']') {
          fault = "a set less another, -[…], must end with it";
        }
      } else {
        set = set.union(item());
      }
      first = false;
    }
    at++;
    return (negated ? set.complement() : set).without(less);
  }

  /// Parses one character, range or class inside `[…]`.
  private CodePoints item() {
    int start = at;
    if (posixEnd(at) > 0) {
      return posix();
    }
    if (peek() != '\\') {
      return from(next(), start);
    }
    return switch (escape()) {
      case Escape.Many(CodePoints set) -> set;
      case Escape.One(int c) -> from(c, start);
      case Escape.Other _ ->
          bad("invalid escape sequence", start, Math.min(start + 2, in.length()));
    };
  }

  /// Parses the rest of a character or range that starts with `first`.
  private CodePoints from(int first, int start) {
    int last = first;
    boolean isRange =
        peek() == '-'
            && at + 1 < in.length()
            && in.charAt(at + 1) != ']'
            && in.charAt(at + 1) != '[';
    if (isRange) {
      at++;
      if (peek() != '\\') {
        last = next();
      } else if (escape() instanceof Escape.One(int c)) {
        last = c;
      } else {
        last = -1;
      }
      if (last < first) {
        return bad("invalid character class range", start, at);
      }
    }
    return inCases(CodePoints.range(first, last));
  }

  private CodePoints inCases(CodePoints set) {
    return folds ? set.inEveryCase() : set;
  }

  /// Returns the index after a POSIX class `[:alpha:]` at `from`; -1 if there is none. `[:-:]` is a
  /// set of colons.
  private int posixEnd(int from) {
    int end = in.startsWith("[:", from) ? in.indexOf(":]", from + 2) : -1;
    return end > 0 && in.substring(from + 2, end).matches("\\^?[a-z]{2,}") ? end + 2 : -1;
  }

  /// Parses `[:alpha:]` or `[:^alpha:]`.
  private CodePoints posix() {
    int start = at;
    at = posixEnd(at);
    String name = in.substring(start + 2, at - 2);
    boolean negated = name.startsWith("^");
    CodePoints set = CharacterClass.ofPosix(negated ? name.substring(1) : name);
    if (set == null) {
      return bad("invalid character class range", start, at);
    }
    return negated ? inCases(set).complement() : inCases(set);
  }

  private CodePoints bad(String what, int from, int to) {
    if (fault == null) {
      fault = what + " '" + in.substring(from, to) + "'";
    }
    return CodePoints.NONE;
  }

  /// Parses an escape. For [Escape.Other] the position doesn't move.
  Escape escape() {
    int start = at;
    if (start + 1 == in.length()) {
      fault = "trailing backslash at end of expression";
      return new Escape.Other();
    }
    at += 2;
    char letter = in.charAt(start + 1);
    CodePoints set = CharacterClass.ofEscape(letter);
    if (set != null) {
      return new Escape.Many(set);
    }
    return switch (letter) {
      case 'p', 'P' -> new Escape.Many(property(start, letter == 'P'));
      case 'n' -> new Escape.One('\n');
      case 't' -> new Escape.One('\t');
      case 'r' -> new Escape.One('\r');
      case 'f' -> new Escape.One('\f');
      case 'v' -> new Escape.One(0x0B);
      case 'a' -> new Escape.One(0x07);
      case 'x' -> hexadecimal(start);
      default -> {
        int c = in.codePointAt(start + 1);
        if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
          at = start + 1 + Character.charCount(c);
          yield new Escape.One(c);
        }
        at = start;
        yield new Escape.Other();
      }
    };
  }

  /// Parses `\p{Lu}`, `\pL` or `\p{IsBasicLatin}`.
  private CodePoints property(int start, boolean negated) {
    String name;
    if (peek() == '{') {
      int end = in.indexOf('}', at);
      name = end < 0 ? "" : in.substring(at + 1, end);
      at = end < 0 ? in.length() : end + 1;
    } else {
      name = at < in.length() ? in.substring(at, ++at) : "";
    }
    CodePoints set = CharacterClass.ofProperty(name.startsWith("^") ? name.substring(1) : name);
    if (set == null) {
      return bad("there is no category, block or script", start, at);
    }
    return inCases(set, negated != name.startsWith("^"));
  }

  private CodePoints inCases(CodePoints set, boolean negated) {
    CodePoints all = inCases(set);
    return negated ? all.complement() : all;
  }

  /// Parses `\x7F` or `\x{10FFFF}`.
  private Escape hexadecimal(int start) {
    int from = at;
    int end = from + 2;
    if (peek() == '{') {
      from++;
      end = in.indexOf('}', at);
    }
    at = Math.min(end < 0 ? in.length() : peek() == '{' ? end + 1 : end, in.length());
    int c = end < from || end > in.length() ? -1 : number(in.substring(from, end));
    if (c < 0) {
      bad("invalid escape sequence", start, at);
      return new Escape.One(0);
    }
    return new Escape.One(c);
  }

  /// Returns the code point of a hexadecimal number; -1 if invalid.
  private static int number(String digits) {
    boolean good = !digits.isEmpty() && digits.length() <= 8;
    good &= digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
    long c = good ? Long.parseLong(digits, 16) : -1;
    return c <= Character.MAX_CODE_POINT ? (int) c : -1;
  }

  private char peek() {
    return at < in.length() ? in.charAt(at) : END;
  }

  private int next() {
    int c = in.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }
}
