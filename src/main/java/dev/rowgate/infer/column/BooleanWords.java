package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The few different texts of a column that may be true and false.
final class BooleanWords {

  /// A word for true, and the one for false.
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

  /// Two words in three cases each.
  private static final int MOST = 6;

  private static final int LONGEST = 6;

  private final List<String> seen = new ArrayList<>();

  /// The same texts, each with its length and its bytes in one number.
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

  /// Whether texts were seen that are none of a pair's.
  boolean isHopeless() {
    return others;
  }

  /// The boolean type with these words, if both of a pair are there and nothing else is.
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
