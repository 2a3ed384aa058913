package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Counter of words for missing values in a column, including cells of one to four spaces.
public final class MissingWords {

  private static final List<String> WORDS =
      List.of(
          "NA",
          "N/A",
          "n/a",
          "N.A.",
          "n.a.",
          "#N/A",
          "#NA",
          "<NA>",
          "null",
          "NULL",
          "Null",
          "(null)",
          "#NULL!",
          "None",
          "NONE",
          "none",
          "nil",
          "NIL",
          "\\N",
          "NaT",
          "-",
          "--",
          " --",
          "---",
          "–",
          "—",
          "?",
          ".",
          "..",
          "...",
          "…",
          ":",
          "*",
          "**",
          "***",
          "#DIV/0!",
          "#VALUE!",
          "#REF!",
          "#NAME?",
          "#NUM!",
          "n/d",
          "N/D",
          "n.d.",
          "n/e",
          "N/E",
          "s/d",
          "S/D",
          "k.A.",
          "k. A.",
          "(NA)",
          "(X)",
          "(D)",
          "(S)",
          "mq",
          "MQ",
          "nodata",
          "no data",
          "No data",
          "NODATA",
          "NO DATA",
          "b.d.",
          "s.d.",
          "n.v.",
          "keine Angabe",
          "sin dato",
          "sin datos",
          "nan",
          "#N/A N/A",
          " ",
          "  ",
          "   ",
          "    ");

  private static final byte[][] BYTES =
      WORDS.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);

  private static final int LONGEST =
      Arrays.stream(BYTES).mapToInt(bytes -> bytes.length).max().orElse(0);

  /// Indices of the words by their first byte.
  private static final int[][] BY_FIRST = byFirst();

  private long[] counts = {};
  private long total;

  public static boolean isWord(String cell) {
    return WORDS.contains(cell);
  }

  /// Counts the cell if it is such a word; returns whether it is.
  boolean add(byte[] bytes, int from, int to) {
    int word = find(bytes, from, to);
    if (word < 0) {
      return false;
    }
    if (counts.length == 0) {
      counts = new long[WORDS.size()];
    }
    counts[word]++;
    total++;
    return true;
  }

  public static boolean isWord(byte[] bytes, int from, int to) {
    return find(bytes, from, to) >= 0;
  }

  /// Whether the cell is a word that the column contains.
  boolean has(byte[] bytes, int from, int to) {
    int word = find(bytes, from, to);
    return word >= 0 && word < counts.length && counts[word] > 0;
  }

  /// Returns the number of cells of stars.
  long stars() {
    long stars = 0;
    for (int i : counts.length == 0 ? new int[0] : BY_FIRST['*']) {
      stars += counts[i];
    }
    return stars;
  }

  long total() {
    return total;
  }

  /// Returns the words that occur in the column.
  public List<String> seen() {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        seen.add(WORDS.get(i));
      }
    }
    return seen;
  }

  private static int[][] byFirst() {
    int[][] places = new int[256][];
    for (int first = 0; first < places.length; first++) {
      int one = first;
      places[first] =
          IntStream.range(0, BYTES.length).filter(i -> (BYTES[i][0] & 0xFF) == one).toArray();
    }
    return places;
  }

  private static int find(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return -1;
    }
    for (int i : BY_FIRST[bytes[from] & 0xFF]) {
      if (Arrays.equals(bytes, from, to, BYTES[i], 0, BYTES[i].length)) {
        return i;
      }
    }
    return -1;
  }
}
