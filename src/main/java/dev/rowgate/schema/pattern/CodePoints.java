package dev.rowgate.schema.pattern;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/// Immutable set of code points, as a sorted array of range boundaries.
final class CodePoints {

  static final CodePoints NONE = new CodePoints(new int[0]);

  private static final int END = Character.MAX_CODE_POINT + 1;

  /// Alternating starts (inclusive) and ends (exclusive) of ranges, in ascending order.
  private final int[] turns;

  private CodePoints(int[] turns) {
    this.turns = turns;
  }

  static CodePoints range(int first, int last) {
    return new CodePoints(new int[] {first, last + 1});
  }

  /// @param pairs the first and last code point of each range, in any order
  static CodePoints ranges(int... pairs) {
    CodePoints all = NONE;
    for (int i = 0; i < pairs.length; i += 2) {
      all = all.union(range(pairs[i], pairs[i + 1]));
    }
    return all;
  }

  static CodePoints all(IntPredicate in) {
    var found = new BitSet(END);
    for (int c = 0; c < END; c++) {
      if (in.test(c)) {
        found.set(c);
      }
    }
    return of(found);
  }

  private static CodePoints of(BitSet set) {
    int[] turns = new int[16];
    int count = 0;
    for (int from = set.nextSetBit(0); from >= 0; from = set.nextSetBit(turns[count - 1])) {
      if (count == turns.length) {
        turns = Arrays.copyOf(turns, 2 * count);
      }
      turns[count++] = from;
      turns[count++] = set.nextClearBit(from);
    }
    return new CodePoints(Arrays.copyOf(turns, count));
  }

  boolean contains(int c) {
    int found = Arrays.binarySearch(turns, c);
    // A contained code point has an odd number of boundaries at or before it.
    return ((found >= 0 ? found + 1 : -found - 1) & 1) == 1;
  }

  /// The number of ranges.
  int size() {
    return turns.length / 2;
  }

  CodePoints union(CodePoints other) {
    return combined(other, (here, there) -> here || there);
  }

  CodePoints without(CodePoints other) {
    return combined(other, (here, there) -> here && !there);
  }

  CodePoints complement() {
    return range(0, Character.MAX_CODE_POINT).without(this);
  }

  private interface Choice {
    boolean isIn(boolean here, boolean there);
  }

  private CodePoints combined(CodePoints other, Choice choice) {
    int[] out = new int[turns.length + other.turns.length];
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < turns.length || j < other.turns.length) {
      int here = i < turns.length ? turns[i] : END;
      int there = j < other.turns.length ? other.turns[j] : END;
      int at = Math.min(here, there);
      i += here == at && i < turns.length ? 1 : 0;
      j += there == at && j < other.turns.length ? 1 : 0;
      if (choice.isIn((i & 1) == 1, (j & 1) == 1) != ((count & 1) == 1)) {
        out[count++] = at;
      }
    }
    return new CodePoints(Arrays.copyOf(out, count));
  }

  /// Returns this set, extended by all code points that differ from a member only in case.
  CodePoints inEveryCase() {
    Set<Integer> folded = new HashSet<>();
    for (int c : Cased.ALL) {
      if (contains(c)) {
        folded.add(Cased.fold(c));
      }
    }
    var others = new BitSet();
    for (int c : Cased.ALL) {
      if (folded.contains(Cased.fold(c))) {
        others.set(c);
      }
    }
    return union(of(others));
  }

  /// The code points that have case variants.
  private static final class Cased {
    static final int[] ALL =
        all(c -> Character.toLowerCase(c) != c || Character.toUpperCase(c) != c).toArray();

    private Cased() {}

    static int fold(int c) {
      return Character.toLowerCase(Character.toUpperCase(c));
    }
  }

  private int[] toArray() {
    var all = new BitSet();
    for (int i = 0; i < turns.length; i += 2) {
      all.set(turns[i], turns[i + 1]);
    }
    return all.stream().toArray();
  }

  /// The set as an RE2 character class.
  String re2() {
    if (turns.length == 0) {
      return "[^\\x{0}-\\x{10FFFF}]";
    }
    var text = new StringBuilder("[");
    for (int i = 0; i < turns.length; i += 2) {
      add(turns[i], text);
      if (turns[i + 1] - turns[i] > 1) {
        text.append('-');
        add(turns[i + 1] - 1, text);
      }
    }
    return text.append(']').toString();
  }

  /// Non-ASCII characters are written literally; escapes would make a large class ten times as
  /// long.
  private static void add(int c, StringBuilder text) {
    if (c < 0x80 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      text.append("\\x{").append(Integer.toHexString(c)).append('}');
    } else {
      text.appendCodePoint(c);
    }
  }
}
