package dev.rowgate.schema.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern that is a row of characters and sets of them, each repeated so and so often, as
/// `[A-Z]{2}-\d+`: most patterns of codes are. A text of ASCII is decided by one look at each of
/// its bytes. What such a look can't decide, RE2 does.
public final class AsciiPattern {

  public enum Answer {
    MATCHES,
    DIFFERS,
    /// There is more than ASCII in the text.
    UNKNOWN
  }

  /// @param low which of the characters 0–63 it takes, a bit for each
  /// @param high which of 64–127
  /// @param least how often at least
  /// @param most how often at most
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

  /// Whether the whole text matches.
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

  /// Is told the parts of a pattern in their order.
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

    /// @param most [Integer#MAX_VALUE] for any number
    void repeat(int least, int most) {
      // A second one says that the first is to take as little as it can.
      if (repeated || steps.isEmpty()) {
        giveUp();
        return;
      }
      Step last = steps.removeLast();
      steps.add(new Step(last.low, last.high, least, most));
      repeated = true;
    }

    /// There is something else in the pattern.
    void giveUp() {
      givenUp = true;
    }

    /// Null if there is something else in the pattern, or a character could be one step's as well
    /// as another's.
    @Nullable AsciiPattern build() {
      for (int i = 0; i < steps.size() && !givenUp; i++) {
        givenUp = isOpen(i);
      }
      return givenUp ? null : new AsciiPattern(steps);
    }

    /// Whether a character that this step may take or leave could be one of those behind it.
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
