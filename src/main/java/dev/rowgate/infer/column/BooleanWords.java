package dev.rowgate.infer.column;

import dev.rowgate.problem.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
          new Pair("tak", "nie"),
          // Excel's words for logical values.
          new Pair("wahr", "falsch"),
          new Pair("vrai", "faux"),
          new Pair("vero", "falso"),
          new Pair("verdadero", "falso"),
          new Pair("verdadeiro", "falso"),
          new Pair("waar", "onwaar"),
          new Pair("prawda", "fałsz"),
          new Pair("sant", "falskt"),
          new Pair("sand", "falsk"));

  /// Limit on distinct texts: two words in three cases each.
  private static final int MOST = 6;

  /// Limit on the bytes of a word.
  private static final int LONGEST = 10;

  /// Maximum share of other cells that is worth a warning, as a divisor.
  private static final long PER_OTHER = 3;

  /// Additional number of other cells that is tolerated.
  private static final long FEW = 4;

  /// A text, its number of cells, and the first of them.
  private static final class Seen {
    final String text;
    final byte[] bytes;
    final OddCell first;
    long cells;

    Seen(String text, byte[] bytes, OddCell first) {
      this.text = text;
      this.bytes = bytes;
      this.first = first;
    }
  }

  private final List<Seen> seen = new ArrayList<>(2);
  private long cells;
  private long others;
  private @Nullable OddCell firstOther;

  /// Adds a cell that can't be one of the words.
  void addOther(byte[] bytes, int from, int to, long line) {
    cells++;
    if (others++ == 0) {
      firstOther = new OddCell(line, Excerpt.of(bytes, from, to));
    }
  }

  void add(byte[] bytes, int from, int to, long line) {
    if (isHopeless()) {
      return;
    }
    if (to - from > LONGEST) {
      addOther(bytes, from, to, line);
      return;
    }
    for (int i = 0; i < seen.size(); i++) {
      Seen word = seen.get(i);
      if (Arrays.equals(word.bytes, 0, word.bytes.length, bytes, from, to)) {
        word.cells++;
        cells++;
        return;
      }
    }
    if (seen.size() == MOST) {
      addOther(bytes, from, to, line);
    } else {
      var first = new OddCell(line, Excerpt.of(bytes, from, to));
      Seen word = new Seen(first.text().text(), Arrays.copyOfRange(bytes, from, to), first);
      word.cells = 1;
      cells++;
      seen.add(word);
    }
  }

  /// Whether there are too many cells whose texts can't belong to a pair.
  boolean isHopeless() {
    return others * PER_OTHER > cells + FEW * PER_OTHER;
  }

  /// Returns a boolean type with these words if exactly one pair occurs and no other text.
  Optional<Candidate> candidate() {
    for (Pair pair : PAIRS) {
      List<Seen> yes = of(pair.yes());
      List<Seen> no = of(pair.no());
      if (others == 0 && !yes.isEmpty() && !no.isEmpty() && yes.size() + no.size() == seen.size()) {
        return Optional.of(Candidate.bool(texts(yes), texts(no)));
      }
    }
    return Optional.empty();
  }

  /// Returns a warning if most cells, but not all, are the words of one pair; otherwise empty.
  String warning() {
    Pair pair = mostCells();
    if (pair == null) {
      return "";
    }
    List<Seen> words = both(pair);
    OddCell other =
        Stream.concat(
                seen.stream().filter(word -> !words.contains(word)).map(word -> word.first),
                Stream.ofNullable(firstOther))
            .min(Comparator.comparingLong(OddCell::line))
            .orElseThrow();
    return "%d of %d values are '%s' or '%s'; it stays text because of the others, the first in %s"
        .formatted(count(words), cells, words.getFirst().text, words.getLast().text, other);
  }

  /// Returns a boolean type with the words of most cells; null if there is no warning.
  @Nullable Candidate most() {
    Pair pair = mostCells();
    return pair == null ? null : Candidate.bool(texts(of(pair.yes())), texts(of(pair.no())));
  }

  /// Returns the pair whose words most cells are; null if there is none.
  private @Nullable Pair mostCells() {
    for (Pair pair : PAIRS) {
      boolean occurs = !of(pair.yes()).isEmpty() && !of(pair.no()).isEmpty();
      if (occurs && (cells - count(both(pair))) * PER_OTHER <= cells) {
        return pair;
      }
    }
    return null;
  }

  private List<Seen> both(Pair pair) {
    return Stream.concat(of(pair.yes()).stream(), of(pair.no()).stream()).toList();
  }

  private static long count(List<Seen> words) {
    return words.stream().mapToLong(word -> word.cells).sum();
  }

  private static List<String> texts(List<Seen> words) {
    return words.stream().map(word -> word.text).toList();
  }

  private List<Seen> of(String word) {
    return seen.stream().filter(each -> each.text.toLowerCase(Locale.ROOT).equals(word)).toList();
  }
}
