package dev.rowgate.schema.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Matcher for simple patterns on ASCII bytes: a sequence of characters and sets with repetitions,
/// such as `[A-Z]{2}-\d+`. Most patterns of codes are of this form, and one pass over the bytes
/// decides them without RE2/J. A text that isn't ASCII is left to RE2/J.
public final class AsciiPattern {

  public enum Answer {
    MATCHES,
    DIFFERS,
    /// The text isn't ASCII.
    UNKNOWN
  }

  /// One element of the sequence.
  ///
  /// @param low bit mask of the accepted characters 0–63
  /// @param high bit mask of the accepted characters 64–127
  /// @param least minimum number of repetitions
  /// @param most maximum number of repetitions
  private record Step(long low, long high, int least, int most) {

    boolean takes(byte b) {
      return b >= 0 && ((b < Long.SIZE ? low : high) >>> b & 1) != 0;
    }

    boolean isDisjointWith(Step other) {
      return (low & other.low) == 0 && (high & other.high) == 0;
    }
  }

  private final Step[] steps;

  private AsciiPattern(List<Step> steps) {
    this.steps = steps.toArray(Step[]::new);
  }

  /// Matches the whole text `bytes[from, to)`.
  public Answer matches(byte[] bytes, int from, int to) {
    int at = from;
    for (Step step : steps) {
      int least = at + step.least;
      int end = step.most > to - at ? to : at + step.most;
      while (at < end && step.takes(bytes[at])) {
        at++;
      }
      if (at < least) {
        return differs(bytes, from, to);
      }
    }
    return at == to ? Answer.MATCHES : differs(bytes, from, to);
  }

  private static Answer differs(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < 0) {
        return Answer.UNKNOWN;
      }
    }
    return Answer.DIFFERS;
  }

  /// Collects the elements of a pattern in their order.
  static final class Builder {

    private final List<Step> steps = new ArrayList<>();
    private boolean repeated;
    private boolean givenUp;

    void add(CodePoints set) {
      long low = 0;
      long high = 0;
      for (int c = 0; c < Long.SIZE; c++) {
        low |= set.contains(c) ? 1L << c : 0;
        high |= set.contains(c + Long.SIZE) ? 1L << c : 0;
      }
      steps.add(new Step(low, high, 1, 1));
      repeated = false;
    }

    /// @param most [Integer#MAX_VALUE] for no limit
    void repeat(int least, int most) {
      // `*?` and the like: the second mark makes the repetition lazy.
      if (repeated || steps.isEmpty()) {
        giveUp();
        return;
      }
      Step last = steps.removeLast();
      steps.add(new Step(last.low, last.high, least, most));
      repeated = true;
    }

    /// Marks the pattern as not simple.
    void giveUp() {
      givenUp = true;
    }

    /// Returns the matcher; null if the pattern isn't simple, or if matching could need
    /// backtracking.
    @Nullable AsciiPattern build() {
      for (int i = 0; i < steps.size() && !givenUp; i++) {
        givenUp = isOpen(i);
      }
      return givenUp ? null : new AsciiPattern(steps);
    }

    /// Whether a character that this element may accept or leave could also belong to a later one.
    private boolean isOpen(int i) {
      Step step = steps.get(i);
      boolean open = false;
      boolean mayFollow = step.least < step.most;
      for (int next = i + 1; next < steps.size() && mayFollow; next++) {
        Step other = steps.get(next);
        open |= !step.isDisjointWith(other);
        mayFollow = other.least == 0;
      }
      return open;
    }
  }
}
