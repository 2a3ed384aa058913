package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Narrows down what a column can be, cell by cell; keeps no cells.
final class ColumnGuess {

  /// What people write for no value. In a column of text they stay text.
  private static final List<String> NO_VALUES =
      List.of(
          "NA", "N/A", "n/a", "#N/A", "null", "NULL", "Null", "None", "nil", "\\N", "-", "--", "?",
          ".");

  private static final byte[][] NO_VALUE_BYTES =
      NO_VALUES.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);

  private static final int LONGEST_NO_VALUE = 4;

  /// @param properties of the field in the schema
  /// @param missing the texts that stand for no value, the empty one left out
  /// @param warning what speaks against it, or empty
  record Decision(Map<String, String> properties, List<String> missing, String warning) {}

  private final boolean[] possible = new boolean[Candidate.ALL.size()];
  private final boolean[] shown = new boolean[Candidate.ALL.size()];
  private final long[] noValues = new long[NO_VALUES.size()];
  private final Value value = new Value();
  private long empty;
  private long filled;
  private boolean onlyZeroAndOne = true;
  private boolean numbersWouldLose;

  ColumnGuess() {
    Arrays.fill(possible, true);
  }

  void addEmpty() {
    empty++;
  }

  void add(byte[] bytes, int from, int to) {
    if (from == to) {
      empty++;
      return;
    }
    int noValue = noValue(bytes, from, to);
    if (noValue >= 0) {
      noValues[noValue]++;
      return;
    }
    filled++;
    onlyZeroAndOne &= to - from == 1 && (bytes[from] == '0' || bytes[from] == '1');
    boolean loses = Shape.losesByNumber(bytes, from, to);
    for (int i = 0; i < possible.length; i++) {
      Candidate candidate = Candidate.ALL.get(i);
      if (possible[i]) {
        boolean fits =
            candidate.type().read(bytes, from, to, value)
                && Shape.allows(candidate.evidence(), bytes, from, to);
        numbersWouldLose |= fits && loses && candidate.isNumeric();
        possible[i] = fits && !(loses && candidate.isNumeric());
        shown[i] |= possible[i] && Shape.shows(candidate.evidence(), bytes, from, to);
      }
    }
  }

  /// Cells without a value. In a column of text the words for none are values.
  long missing() {
    return isTyped() ? empty + words() : empty;
  }

  /// Cells with a value of the type.
  long fits() {
    return isTyped() ? filled : filled + words();
  }

  private long words() {
    return Arrays.stream(noValues).sum();
  }

  /// Whether it is something else than text for certain.
  boolean isTyped() {
    return !decide().properties().equals(Candidate.TEXT);
  }

  /// Whether a label says something that this column, being typed, can't hold.
  boolean excludes(String label) {
    if (!isTyped()) {
      return false;
    }
    byte[] bytes = label.getBytes(UTF_8);
    int chosen = chosen();
    return chosen >= 0 && !Candidate.ALL.get(chosen).type().read(bytes, 0, bytes.length, value);
  }

  private int chosen() {
    for (int i = 0; i < possible.length; i++) {
      if (possible[i] && shown[i]) {
        return i;
      }
    }
    return -1;
  }

  Decision decide() {
    int chosen = filled == 0 ? -1 : chosen();
    if (chosen < 0) {
      String reason =
          numbersWouldLose ? "leading zeros or plus signs, which a number would lose" : "";
      return new Decision(Candidate.TEXT, List.of(), filled == 0 ? "no cell has a value" : reason);
    }
    Candidate candidate = Candidate.ALL.get(chosen);
    if (candidate.isFormatted("%d/%m/%Y") && isPossible("%m/%d/%Y")) {
      return new Decision(
          Candidate.TEXT, List.of(), "dates, but whether day or month comes first can't be told");
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < noValues.length; i++) {
      if (noValues[i] > 0) {
        missing.add(NO_VALUES.get(i));
      }
    }
    return new Decision(
        candidate.properties(),
        missing,
        onlyZeroAndOne && filled > 1 ? "only 0 and 1: this may be meant as boolean" : "");
  }

  private boolean isPossible(String format) {
    for (int i = 0; i < possible.length; i++) {
      if (possible[i] && Candidate.ALL.get(i).isFormatted(format)) {
        return true;
      }
    }
    return false;
  }

  private static int noValue(byte[] bytes, int from, int to) {
    if (to - from <= LONGEST_NO_VALUE) {
      for (int i = 0; i < NO_VALUE_BYTES.length; i++) {
        byte[] text = NO_VALUE_BYTES[i];
        if (Arrays.equals(bytes, from, to, text, 0, text.length)) {
          return i;
        }
      }
    }
    return -1;
  }
}
