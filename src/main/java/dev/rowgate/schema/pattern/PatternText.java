package dev.rowgate.schema.pattern;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Translator from XML Schema's regular expressions (part 2, appendix G) to RE2's. It expands
/// character sets, and computes the size of the compiled pattern first, because RE2/J unrolls
/// repetitions and doesn't limit nested ones. Syntax that needs no translation is copied.
public final class PatternText {

  /// Limit on the size: matching costs up to this many steps per character.
  static final int MAX_STEPS = 4_000;

  private static final CodePoints NO_LINE_END =
      CodePoints.ranges(0, 9, 11, 12, 14, Character.MAX_CODE_POINT);

  /// Number of character ranges that weigh as much as one step.
  private static final int RANGES = 12;

  /// Flags in effect at a position of the pattern.
  ///
  /// @param folds whether case is ignored
  /// @param dotTakesAll whether `.` matches line ends
  private record Flags(boolean folds, boolean dotTakesAll) {}

  /// An open group.
  ///
  /// @param before the steps before the group
  /// @param flags the flags to restore after it
  private record Group(long before, Flags flags) {}

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int ranges;
  private Flags flags = new Flags(false, false);
  private boolean folds;
  private @Nullable String fault;

  /// Steps before the last element, and of the last element, which a repetition multiplies.
  private long before;

  private long last;
  private final AsciiPattern.Builder ascii = new AsciiPattern.Builder();
  private final Deque<Group> groups = new ArrayDeque<>();

  public PatternText(String in) {
    this.in = in;
    while (at < in.length() && fault == null) {
      part();
      if (before + last > MAX_STEPS) {
        fault = "its repetitions come to more than " + MAX_STEPS + " steps";
      }
    }
  }

  /// Why the pattern is refused; null if no fault was found.
  @Nullable
  public String fault() {
    return fault;
  }

  /// Whether case is ignored anywhere.
  public boolean folds() {
    return folds;
  }

  public String re2() {
    return out.toString();
  }

  /// The matcher for ASCII texts; null if the pattern isn't simple.
  @Nullable
  public AsciiPattern ascii() {
    return ascii.build();
  }

  public int cost() {
    return (int) (before + last) + ranges / RANGES;
  }

  private void part() {
    char c = in.charAt(at);
    switch (c) {
      case '\\' -> escape();
      case '[' -> {
        var parser = new PatternSet(in, at, flags.folds);
        put(parser.set(), parser);
      }
      case '(' -> group();
      case '.' -> {
        step(1);
        ascii.add(NO_LINE_END);
        out.append(flags.dotTakesAll ? "." : "[^\\n\\r]");
        at++;
      }
      case ')' -> groupEnd();
      case '*', '+', '?' -> {
        last++;
        ascii.repeat(c == '+' ? 1 : 0, c == '?' ? 1 : Integer.MAX_VALUE);
        copy(1);
      }
      case '{' -> repetition();
      case '|' -> {
        // One step for the fork, one for RE2's instruction in an empty alternative.
        step(2);
        ascii.giveUp();
        copy(1);
      }
      case '^', '$' -> {
        // In RE2 these are anchors.
        step(1);
        ascii.giveUp();
        copy(1);
      }
      default -> literal(in.codePointAt(at), Character.charCount(in.codePointAt(at)));
    }
  }

  private void groupEnd() {
    if (groups.isEmpty()) {
      fault = "a ) that closes nothing; the character itself is \\)";
      return;
    }
    last = before + last + 2;
    before = groups.peek().before;
    flags = groups.pop().flags;
    copy(1);
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

  /// Parses `{2}`, `{2,}` or `{2,5}`. RE2 would take any other brace literally, so a typo would
  /// silently change the meaning; it is refused instead.
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
    String upTo = counts[counts.length - 1];
    ascii.repeat(
        Integer.parseInt(counts[0]), upTo.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(upTo));
    // RE2/J itself refuses counts above 1,000, before it unrolls them.
    last = Math.max(1, Math.min(most, 1_000) + 1) * (last + 1);
  }

  private void escape() {
    var parser = new PatternSet(in, at, flags.folds);
    switch (parser.escape()) {
      case PatternSet.Escape.Many(CodePoints set) -> put(set, parser);
      case PatternSet.Escape.One(int c) -> {
        fault = parser.fault();
        literal(c, parser.at() - at);
      }
      case PatternSet.Escape.Other _ -> {
        ascii.giveUp();
        fault = in.startsWith("\\Q", at) ? "\\Q is not supported" : parser.fault();
        step(1);
        copy(2);
      }
    }
  }

  /// @param length of the source text of the character
  private void literal(int c, int length) {
    if (flags.folds && c >= 0x80) {
      // RE2/J's case folding of some letters doesn't terminate (its issue 168).
      put(CodePoints.range(c, c).inEveryCase());
      at += length;
    } else {
      step(1);
      ascii.add(CodePoints.range(c, c));
      copy(length);
    }
  }

  private void put(CodePoints set, PatternSet parser) {
    fault = parser.fault();
    at = parser.at();
    put(set);
  }

  private void put(CodePoints set) {
    step(1);
    ascii.add(set);
    ranges += set.size();
    // The set contains all case variants already.
    out.append(flags.folds ? "(?-i:" + set.re2() + ")" : set.re2());
  }

  /// Parses `(`, `(?:`, `(?P<name>`, or flags for a group or for the rest of the current one.
  private void group() {
    ascii.giveUp();
    int end = at + 1;
    Flags within = flags;
    if (in.startsWith("(?", at)) {
      end = in.startsWith("(?P<", at) ? in.indexOf('>', at) + 1 : flagsEnd(at + 2);
      if (end <= at + 1) {
        end = at + 2;
      }
      within = flags(in.substring(at + 2, end));
      folds |= within.folds;
    }
    if (in.charAt(end - 1) == ')') {
      flags = within;
    } else {
      groups.push(new Group(before + last, flags));
      flags = within;
      before = 0;
      last = 0;
    }
    copy(end - at);
  }

  /// Returns the index after flags such as `i:` or `is-m)`; 0 if there are none.
  private int flagsEnd(int from) {
    int end = from;
    while (end < in.length() && "imsU-".indexOf(in.charAt(end)) >= 0) {
      end++;
    }
    boolean good = end < in.length() && ":)".indexOf(in.charAt(end)) >= 0;
    return good ? end + 1 : 0;
  }

  private Flags flags(String given) {
    if (given.startsWith("P<")) {
      return flags;
    }
    int minus = given.indexOf('-');
    String on = minus < 0 ? given : given.substring(0, minus);
    String off = minus < 0 ? "" : given.substring(minus);
    return new Flags(
        (flags.folds || on.contains("i")) && !off.contains("i"),
        (flags.dotTakesAll || on.contains("s")) && !off.contains("s"));
  }
}
