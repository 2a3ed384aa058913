package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counter of numbers whose minus sign follows the digits, as SAP writes it, or that are negative
/// by parentheses, as accountants write them. A conversion reads none of these, so that such a
/// column is text.
final class TrailingSigns {

  private static final int MOST_CELLS = 1_000;

  /// If none of the first cells, up to this number, is such a number, the column has none.
  private static final int FIRST_CELLS = 100;

  /// In bytes; longer texts aren't amounts.
  private static final int LONGEST = 40;

  /// Maximum share of cells that aren't numbers, as a divisor.
  private static final int PER_OTHER = 10;

  private final Value value;
  private int cells;
  private int negatives;
  private int others;
  private @Nullable OddCell first;

  /// @param value receives what is read
  TrailingSigns(Value value) {
    this.value = value;
  }

  /// Adds a cell that isn't a plain integer.
  void add(byte[] bytes, int from, int to, long line) {
    if (cells == MOST_CELLS || (first == null && cells == FIRST_CELLS)) {
      return;
    }
    cells++;
    int last = to > from ? bytes[to - 1] : 0;
    if ((last == '-' || last == ')' || last == ' ') && isNegative(bytes, from, to)) {
      negatives++;
      first = first == null ? new OddCell(line, Excerpt.of(bytes, from, to)) : first;
    } else if (!isLikeNumber(bytes, from, to)) {
      others++;
    }
  }

  private boolean isNegative(byte[] bytes, int from, int to) {
    String cell = to - from > LONGEST ? "" : new String(bytes, from, to - from, UTF_8).strip();
    String inside = inside(cell);
    return !inside.isEmpty() && isNumber(inside);
  }

  /// Whether a cell may be a number by its characters; this saves most cells the patterns.
  private static boolean isLikeNumber(byte[] bytes, int from, int to) {
    boolean hasDigits = false;
    for (int i = from; i < to; i++) {
      if ((bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z') {
        return false;
      }
      hasDigits |= Character.isDigit(bytes[i]);
    }
    return hasDigits;
  }

  /// Returns the number without its sign; empty if the sign is elsewhere.
  private static String inside(String cell) {
    int last = cell.length() - 1;
    if (last > 0 && cell.charAt(last) == '-') {
      return cell.substring(0, last).strip();
    }
    boolean enclosed = last > 1 && cell.charAt(0) == '(' && cell.charAt(last) == ')';
    return enclosed ? cell.substring(1, last) : "";
  }

  private boolean isNumber(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    List<NumberForm> forms = NumberForm.of(text);
    return !forms.isEmpty()
        || (bytes.length > 0
            && bytes[0] != '-'
            && Candidate.NUMBER.type().read(bytes, 0, bytes.length, value));
  }

  /// Returns a warning if nearly all of the column's cells are numbers, some of them with such a
  /// sign; otherwise empty.
  String warning() {
    if (first == null || others * PER_OTHER > cells) {
      return "";
    }
    return negatives
        + " of the first cells are negative numbers whose sign can't be read; it stays text because"
        + " of them, the first in "
        + first;
  }
}
