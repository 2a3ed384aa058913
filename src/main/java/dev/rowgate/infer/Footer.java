package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.records.CellSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Detector of footers: sums or notes in the last records of a table.
final class Footer {

  private Footer() {}

  private static final int LONGEST_WORD = 24;

  private static final List<String> WORDS =
      List.of(
          "total",
          "totals",
          "grand total",
          "subtotal",
          "sum",
          "average",
          "mean",
          "summe",
          "gesamt",
          "insgesamt",
          "somme",
          "totale",
          "suma",
          "totaal");

  private static final List<String> BEGINNINGS =
      List.of("total:", "sum:", "source:", "note:", "quelle:", "\u001a", "(");

  private static final boolean[] MAY_BEGIN = firstBytes();

  /// A record after fewer records is no footer.
  private static final int LEAST_RECORDS = 2;

  /// The same limit for a footer that is only recognised by its empty cells.
  private static final int LEAST_RECORDS_OF_SPARSE = 5;

  /// Whether a record looks like a footer: it starts with a typical word, or most of its cells are
  /// empty.
  ///
  /// @param first the index of the first field's cell
  /// @param before the number of records before it
  static boolean isLike(CellSource record, int first, long before) {
    if (before < LEAST_RECORDS) {
      return false;
    }
    int cells = record.cellCount() - first;
    int empty = 0;
    for (int i = first; i < record.cellCount(); i++) {
      empty += record.isNull(i) || record.from(i) == record.to(i) ? 1 : 0;
    }
    boolean sparse = cells > 2 && empty * 2 >= cells && before >= LEAST_RECORDS_OF_SPARSE;
    return sparse || beginsWithWord(record, first, cells > 1);
  }

  private static boolean beginsWithWord(CellSource record, int first, boolean table) {
    int from = record.from(first);
    int length = record.to(first) - from;
    if (record.isNull(first) || length == 0 || length > LONGEST_WORD) {
      return false;
    }
    byte[] bytes = record.cellBytes(first);
    if (!MAY_BEGIN[bytes[from] & 0xFF]) {
      return false;
    }
    String word = new String(bytes, from, length, UTF_8).toLowerCase(Locale.ROOT);
    return (table && WORDS.contains(word.strip()))
        || BEGINNINGS.stream().anyMatch(word::startsWith);
  }

  /// Marks the first bytes of all words, and the space.
  private static boolean[] firstBytes() {
    boolean[] first = new boolean[256];
    Stream.concat(WORDS.stream(), BEGINNINGS.stream())
        .forEach(word -> {
          first[word.charAt(0)] = true;
          first[Character.toUpperCase(word.charAt(0))] = true;
        });
    first[' '] = true;
    return first;
  }
}
