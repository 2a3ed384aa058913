package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Distinct texts of a column, as long as they may be a pair of words for true and false.
final class BooleanWords {

  /// The words for true and false.
  private record Pair(String yes, String no) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("yes", "no"),
          new Pair("y", "n"),
          new Pair("t", "f"),
          new Pair("true", "false"),
          new Pair("on", "off"),
          new Pair("ja", "nein"),
          new Pair("j", "n"),
          new Pair("oui", "non"),
          new Pair("sí", "no"),
          new Pair("si", "no"),
          new Pair("sim", "não"),
          new Pair("da", "nu"),
          new Pair("tak", "nie"));

  /// Limit on distinct texts: two words in three cases each.
  private static final int MOST = 6;

  private static final int LONGEST = 6;

  private final List<String> seen = new ArrayList<>();

  /// The texts packed into a `long` each: the length and the bytes.
  private final long[] packed = new long[MOST];

  private boolean others;

  void addOther() {
    others = true;
    seen.clear();
  }

  void add(byte[] bytes, int from, int to) {
    if (others) {
      return;
    }
    if (to - from > LONGEST) {
      addOther();
      return;
    }
    long text = pack(bytes, from, to);
    for (int i = 0; i < seen.size(); i++) {
      if (packed[i] == text) {
        return;
      }
    }
    if (seen.size() == MOST) {
      addOther();
    } else {
      packed[seen.size()] = text;
      seen.add(new String(bytes, from, to - from, UTF_8));
    }
  }

  private static long pack(byte[] bytes, int from, int to) {
    long packed = (long) to - from;
    for (int i = from; i < to; i++) {
      packed = packed << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return packed;
  }

  /// Whether a text was seen that can't belong to a pair.
  boolean isHopeless() {
    return others;
  }

  /// Returns a boolean type with these words, if exactly one pair occurs and nothing else.
  Optional<Candidate> candidate() {
    for (Pair pair : PAIRS) {
      List<String> yes = of(pair.yes());
      List<String> no = of(pair.no());
      if (!yes.isEmpty() && !no.isEmpty() && yes.size() + no.size() == seen.size()) {
        return Optional.of(Candidate.bool(yes, no));
      }
    }
    return Optional.empty();
  }

  private List<String> of(String word) {
    return seen.stream().filter(text -> text.toLowerCase(Locale.ROOT).equals(word)).toList();
  }
}
