package dev.rowgate.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A pattern as the standard writes it, in XML Schema's language, made into one that RE2 reads; and
/// how large that will grow, since RE2/J writes every repetition out and has no bound on nested
/// ones. What is neither, such as `(?i)`, is left to RE2.
final class PatternText {

  /// A cell costs up to so many steps for each character.
  static final int MAX_STEPS = 4_000;

  /// What the table of a Unicode category weighs in steps.
  private static final int TABLE = 50;

  /// Letters for which RE2/J never ends to look for another case (its issue 168).
  private static final String ENDLESS = "\u1C80\u1C81\u1C82\u1C83\u1C84\u1C85\u1C86\u1C87\u1C88";

  /// `\w` in XML Schema: all but punctuation, separators and the rest. Connectors such as `_` are
  /// in it too, as in every other language of patterns.
  private static final String WORD = "\\p{L}\\p{M}\\p{N}\\p{S}\\p{Pc}";

  private static final String NO_WORD = "\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\p{Z}\\p{C}";

  /// `\i` and `\c` in XML Schema: what an XML name starts with, and goes on with.
  private static final String NAME_START =
      "_:A-Za-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}"
          + "\\x{200C}\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}"
          + "\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}";

  private static final String NAME_PART =
      NAME_START + "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}\\x{2040}";

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int tables;
  private boolean folds;
  private @Nullable String fault;

  /// Steps of what stands before the last part, and of the last part, which a repetition
  /// multiplies; for the groups that are open, the steps before each.
  private long before;

  private long last;
  private final Deque<Long> groups = new ArrayDeque<>();

  PatternText(String in) {
    this.in = in;
    while (at < in.length() && fault == null) {
      part();
      if (before + last > MAX_STEPS) {
        fault = "its repetitions come to more than " + MAX_STEPS + " steps";
      }
    }
  }

  /// Why the pattern can't be used, or null as far as is known.
  @Nullable String fault() {
    return fault;
  }

  String re2() {
    return out.toString();
  }

  int cost() {
    return (int) (before + last) + TABLE * tables;
  }

  private void part() {
    char c = in.charAt(at);
    switch (c) {
      case '\\' -> escape();
      case '[' -> set();
      case '(' -> {
        groups.push(before + last);
        before = 0;
        last = 0;
        folds |= in.startsWith("(?", at) && setsFolding(at + 2);
        copy(in.startsWith("(?", at) ? 2 : 1);
      }
      case ')' -> {
        if (groups.isEmpty()) {
          fault = "a ) that closes nothing; the character itself is \\)";
          return;
        }
        last = before + last + 2;
        before = groups.pop();
        copy(1);
      }
      case '*', '+', '?' -> {
        last++;
        copy(1);
      }
      case '{' -> repetition();
      case '|' -> {
        // The fork, and what RE2 puts where one of its ways is empty.
        step(2);
        copy(1);
      }
      default -> {
        if (ENDLESS.indexOf(c) >= 0) {
          refuseToFold("'" + c + "'");
        }
        step(1);
        copy(1);
      }
    }
  }

  /// Where case is ignored, RE2/J looks for the other cases of each character of a range, one by
  /// one, and comes to no end at [#ENDLESS]. What could lead it there is left out.
  private void refuseToFold(String what) {
    if (folds) {
      fault = what + " is not supported together with (?i)";
    }
  }

  private void step(int steps) {
    before += last;
    last = steps;
  }

  private void copy(int length) {
    int end = Math.min(at + length, in.length());
    out.append(in, at, end);
    at = end;
  }

  /// `{2}`, `{2,}` or `{2,5}`. RE2 takes any other brace for the character, so that a slip would
  /// give a pattern that means something else.
  private void repetition() {
    int end = in.indexOf('}', at);
    String[] counts = end < 0 ? new String[0] : in.substring(at + 1, end).split(",", -1);
    boolean good = counts.length == 1 || (counts.length == 2 && !counts[0].isEmpty());
    long most = 0;
    for (String count : counts) {
      good &= count.length() <= 9 && count.chars().allMatch(c -> c >= '0' && c <= '9');
      most = good && !count.isEmpty() ? Math.max(most, Long.parseLong(count)) : most;
    }
    if (!good || counts[0].isEmpty()) {
      fault = "a { that starts no count such as {2,5}; the character itself is \\{";
      return;
    }
    copy(end + 1 - at);
    // RE2 refuses counts above 1,000 with its own words, before it writes them out.
    last = Math.max(1, Math.min(most, 1_000) + 1) * (last + 1);
  }

  /// An escape that stands for itself, outside of a set.
  private void escape() {
    step(1);
    if (at + 1 == in.length()) {
      copy(1);
      return;
    }
    switch (in.charAt(at + 1)) {
      case 'd' -> put("\\p{Nd}", 0);
      case 'D' -> put("\\P{Nd}", 0);
      case 'w' -> put("[" + WORD + "]", 2);
      case 'W' -> put("[^" + WORD + "]", 2);
      case 'i' -> putName("[" + NAME_START + "]");
      case 'I' -> putName("[^" + NAME_START + "]");
      case 'c' -> putName("[" + NAME_PART + "]");
      case 'C' -> putName("[^" + NAME_PART + "]");
      case 'Q' -> fault = "\\Q is not supported";
      default -> otherEscape();
    }
  }

  private void escapeInSet() {
    if (at + 1 == in.length()) {
      copy(1);
      return;
    }
    char c = in.charAt(at + 1);
    switch (c) {
      case 'd' -> put("\\p{Nd}", 0);
      case 'D' -> put("\\P{Nd}", 0);
      case 'w' -> put(WORD, 2);
      case 'W' -> put(NO_WORD, 2);
      case 'i' -> putName(NAME_START);
      case 'c' -> putName(NAME_PART);
      case 'I', 'C' -> fault = "\\" + c + " inside [ ] is not supported";
      default -> otherEscape();
    }
  }

  private void put(String translated, int weight) {
    out.append(translated);
    at += 2;
    tables += weight;
  }

  private void putName(String translated) {
    refuseToFold("\\i or \\c");
    put(translated, 0);
  }

  /// `\p{Lu}` and `\x{20AC}` have braces that repeat nothing.
  private void otherEscape() {
    char c = in.charAt(at + 1);
    tables += c == 'p' || c == 'P' ? 1 : 0;
    if (in.startsWith("x{", at + 1)) {
      refuseToFold("\\x{ }");
    }
    if (c >= 0x80) {
      refuseToFold("an escaped character beyond ASCII");
    }
    boolean takesBraces = c == 'p' || c == 'P' || c == 'x';
    int end = takesBraces && in.startsWith("{", at + 2) ? in.indexOf('}', at) : -1;
    copy(end < 0 ? 2 : end + 1 - at);
  }

  /// A set of characters, from `[` to `]`.
  private void set() {
    step(1);
    copy(in.startsWith("[^", at) ? 2 : 1);
    for (boolean first = true; at < in.length() && fault == null; first = false) {
      int named = in.startsWith("[:", at) ? in.indexOf(":]", at + 2) : -1;
      if (named >= 0) {
        copy(named + 2 - at);
      } else if (in.charAt(at) == ']' && !first) {
        copy(1);
        return;
      } else if (in.charAt(at) == '\\') {
        escapeInSet();
      } else if (in.startsWith("-[", at) && !first && !in.startsWith("-[:", at)) {
        fault = "a set less another, -[…], is not supported";
      } else {
        if (in.charAt(at) >= 0x80) {
          refuseToFold("a character beyond ASCII inside [ ]");
        }
        copy(1);
      }
    }
  }

  /// Whether flags such as `i` or `is` stand at `from`.
  private boolean setsFolding(int from) {
    int end = from;
    while (end < in.length() && Character.isLetter(in.charAt(end))) {
      end++;
    }
    return in.substring(from, end).indexOf('i') >= 0;
  }
}
