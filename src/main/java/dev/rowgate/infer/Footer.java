package dev.rowgate.infer;

import dev.rowgate.infer.column.ColumnGuess;
import dev.rowgate.records.CellSource;
import java.util.List;

/// Detector of footers: sums or notes in the last records of a table, in any language. A footer has
/// a text, such as `Total`, in a column where all records before it have a number, a date or the
/// like; or most of its cells are empty.
final class Footer {

  private Footer() {}

  /// Minimum number of records before a footer.
  private static final int LEAST_RECORDS = 2;

  /// The same limit for a footer that is recognised only by its empty cells.
  private static final int LEAST_RECORDS_OF_SPARSE = 5;

  /// In bytes of UTF-8.
  private static final int LEAST_LETTERS = 3;

  /// Whether a record looks like a footer of the records before it.
  ///
  /// @param first the index of the first field's cell
  /// @param before the number of records before it
  /// @param columns the cells of these records
  static boolean isLike(CellSource record, int first, long before, List<ColumnGuess> columns) {
    if (before < LEAST_RECORDS) {
      return false;
    }
    int filled = 0;
    int label = 0;
    for (int i = record.cellCount() - 1; i >= first; i--) {
      if (!record.isNull(i) && record.from(i) < record.to(i)) {
        filled++;
        label = i;
      }
    }
    int cells = record.cellCount() - first;
    boolean sparse = cells > 2 && filled * 2 <= cells && before >= LEAST_RECORDS_OF_SPARSE;
    return sparse
        || (filled > 0
            && isText(record, label, filled < cells, cells)
            && columns
                .get(label - first)
                .isUnlike(record.cellBytes(label), record.from(label), record.to(label)));
  }

  /// Whether a footer is certain enough to be skipped: it has an empty cell, or a text longer than
  /// a short word such as `x`, which may be an invalid value in an ordinary record.
  ///
  /// @param first the index of the first field's cell
  static boolean isCertain(HeldRecords.Held record, int first) {
    return record.cells().stream()
        .skip(first)
        .anyMatch(cell -> cell == null || cell.length == 0 || isWord(cell));
  }

  private static boolean isWord(byte[] cell) {
    int letters = 0;
    for (byte b : cell) {
      boolean isLetter = b < 0 || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      letters += isLetter ? 1 : 0;
    }
    return letters >= LEAST_LETTERS;
  }

  /// Whether a cell is a text rather than an identifier such as `X4`. In a record without empty
  /// cells, a text has no digits, or several words; in a single column it has several words.
  private static boolean isText(CellSource record, int cell, boolean hasEmpty, int cells) {
    byte[] bytes = record.cellBytes(cell);
    byte start = bytes[record.from(cell)];
    if ((start >= '0' && start <= '9') || start == '-' || start == '+' || start == '.') {
      return false;
    }
    boolean digits = false;
    boolean marks = (start < ' ' && start >= 0) || start == '(';
    for (int i = record.from(cell); i < record.to(cell); i++) {
      digits |= bytes[i] >= '0' && bytes[i] <= '9';
      marks |= bytes[i] == ' ' || bytes[i] == ':';
    }
    return marks || (cells > 1 && (hasEmpty || !digits));
  }
}
