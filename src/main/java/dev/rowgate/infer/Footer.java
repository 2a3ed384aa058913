package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.infer.column.ColumnGuess;
import dev.rowgate.infer.column.MissingWords;
import dev.rowgate.records.CellSource;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.text.TotalWords;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Detector of footers: sums or notes in the last records of a table, in any language. A footer has
/// a text, such as `Total`, in a column where all records before it have a number, a date or the
/// like, and isn't complete otherwise; or most of its cells are empty; or it has fewer cells than
/// the records before it; or it begins with a word for a total.
final class Footer {

  /// What makes a record look like a footer.
  enum Kind {
    /// It isn't like one.
    NONE,
    /// A cell that is unlike all others of its column, or empty cells.
    ODD,
    /// Fewer cells than the table's records, as a note has.
    NOTE,
    /// No cell with a value, while all records before it are complete, as before padded notes.
    BLANK,
    /// At most one cell with a value, below a blank record.
    BELOW_BLANK,
    /// The word for a total in a column of texts.
    TOTAL
  }

  /// A text that is more likely a note than the first cell of a record: it has three words, starts
  /// with a mark or has a colon, or is a line of dashes.
  private static final Pattern NOTE =
      Pattern.compile("[^ ]+ +[^ ]+ +[^ ]|[(*#\\[\\p{Cntrl}]|[^0-9]*:|[-=+|* ]{3,}$");

  /// A text that is certainly a whole note: a count in parentheses, or the end-of-file character of
  /// DOS.
  private static final Pattern WHOLE_NOTE = Pattern.compile("\\(\\d+ \\p{L}[^()]*\\)|\\p{Cntrl}+");

  private Footer() {}

  /// Minimum number of records before a footer.
  static final int LEAST_RECORDS = 2;

  /// The same limit for a footer that is recognised only by its empty cells.
  private static final int LEAST_RECORDS_OF_SPARSE = 5;

  /// Number of records whose types are beyond doubt.
  private static final int MANY_RECORDS = 1_000;

  /// In bytes; the rest of a note isn't read.
  private static final int LONGEST_NOTE = 100;

  /// In bytes of UTF-8.
  private static final int LEAST_LETTERS = 3;

  /// Returns whether a record looks like a footer of the records before it, and why.
  ///
  /// @param first the index of the first field's cell
  /// @param before the number of records before it
  /// @param columns the cells of these records
  /// @param belowBlank whether it follows a blank record
  static Kind of(
      CellSource record, int first, long before, List<ColumnGuess> columns, boolean belowBlank) {
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
    boolean isOdd =
        (sparse
                || (filled > 0
                    && before >= LEAST_RECORDS
                    && isText(record, label, filled < cells, cells)
                    && columns
                        .get(label - first)
                        .isUnlike(record.cellBytes(label), record.from(label), record.to(label))))
            && !isComplete(record, first, label, columns, before);
    if (cells > 2 && filled == 0 && before > LEAST_RECORDS && areComplete(columns)) {
      return Kind.BLANK;
    }
    boolean isNote =
        belowBlank
            && (filled == 0
                || (filled == 1 && !isValue(record, label, columns.get(label - first))));
    return isNote
        ? Kind.BELOW_BLANK
        : isOdd
            ? Kind.ODD
            : filled > 1 && isTotal(record, first, label, columns) ? Kind.TOTAL : Kind.NONE;
  }

  /// Whether a record is an ordinary one although a text isn't of its column's type: it has a value
  /// in each column that always has one, texts included, and doesn't begin with a word for a total.
  /// In a table without such texts, a remark isn't a value either, and no text is one below many
  /// records without any.
  ///
  /// @param label the index of the first cell with a value
  private static boolean isComplete(
      CellSource record, int first, int label, List<ColumnGuess> columns, long before) {
    boolean hasTexts = false;
    boolean hasBlank = false;
    for (int i = 0; i < columns.size(); i++) {
      boolean isBlank = !hasValue(record, first + i);
      boolean isAlways = columns.get(i).missing(true) == 0;
      if (isBlank && isAlways) {
        return false;
      }
      hasBlank |= isBlank;
      hasTexts |= isAlways && !hasTexts && !columns.get(i).isTyped();
    }
    byte[] bytes = record.cellBytes(label);
    int from = record.from(label);
    int to = record.to(label);
    return (hasTexts
            || (!hasBlank && before < MANY_RECORDS && !TotalWords.isRemark(bytes, from, to)))
        && !isInParentheses(record, first)
        && !TotalWords.isStart(bytes, from, to);
  }

  /// Whether the record is a note that the delimiter splits: `(3 rows affected)`.
  private static boolean isInParentheses(CellSource record, int first) {
    int last = record.cellCount() - 1;
    return last > first
        && record.from(first) < record.to(first)
        && record.cellBytes(first)[record.from(first)] == '('
        && record.from(last) < record.to(last)
        && record.cellBytes(last)[record.to(last) - 1] == ')'
        && IntStream.range(record.from(first), record.to(first))
            .noneMatch(i -> record.cellBytes(first)[i] == ')');
  }

  private static boolean hasValue(CellSource record, int cell) {
    return !record.isNull(cell)
        && record.from(cell) < record.to(cell)
        && !MissingWords.isWord(record.cellBytes(cell), record.from(cell), record.to(cell));
  }

  /// Whether a cell may be a value of its column, which has a type other than text so far.
  private static boolean isValue(CellSource record, int cell, ColumnGuess column) {
    return column.isTyped()
        && !column.isUnlike(record.cellBytes(cell), record.from(cell), record.to(cell));
  }

  /// Whether all records so far have a value in each column.
  private static boolean areComplete(List<ColumnGuess> columns) {
    return columns.stream().allMatch(column -> column.missing(true) == 0);
  }

  private static boolean isTotal(
      CellSource record, int first, int cell, List<ColumnGuess> columns) {
    return switch (TotalWords.in(record.cellBytes(cell), record.from(cell), record.to(cell))) {
      case NONE -> false;
      case POSSIBLE -> areNumbers(record, cell + 1) && addsUp(record, first, cell + 1, columns);
      case ALONE -> areNumbers(record, cell + 1);
      case BEFORE_MARK -> true;
    };
  }

  /// Whether no cell from an index on is a text: the company `Total` has a country.
  private static boolean areNumbers(CellSource record, int from) {
    return IntStream.range(from, record.cellCount())
        .filter(i -> !record.isNull(i) && record.from(i) < record.to(i))
        .noneMatch(i -> isText(record.cellBytes(i), record.from(i), record.to(i)));
  }

  /// Whether more cells from an index on are the sum of their column than aren't.
  private static boolean addsUp(CellSource record, int first, int from, List<ColumnGuess> columns) {
    int evidence = 0;
    for (int i = from; i < record.cellCount(); i++) {
      if (!record.isNull(i) && record.from(i) < record.to(i)) {
        evidence +=
            columns.get(i - first).sumEvidence(record.cellBytes(i), record.from(i), record.to(i));
      }
    }
    return evidence > 0;
  }

  private static boolean isText(byte[] bytes, int from, int to) {
    boolean hasDigits = IntStream.range(from, to).anyMatch(i -> Character.isDigit(bytes[i]));
    return !hasDigits && isWord(bytes, from, to, 2);
  }

  /// Whether a record with fewer cells than the table has columns is a note: a single cell such as
  /// `(4 rows)` or a line of dashes, or a first cell that is unlike all others of its column.
  ///
  /// @param before the number of records before it
  /// @param column the cells of these records that are in its column
  /// @param mayBeCut whether the file may have been cut within the record, as a download is
  private static boolean isNote(
      RawRecord record, long before, ColumnGuess column, boolean mayBeCut) {
    if (before < LEAST_RECORDS || record.isNull(0) || record.from(0) == record.to(0)) {
      return false;
    }
    byte[] bytes = record.cellBytes(0);
    int length = Math.min(record.to(0) - record.from(0), LONGEST_NOTE);
    String cell = new String(bytes, record.from(0), length, UTF_8);
    if (mayBeCut) {
      return record.cellCount() == 1 && WHOLE_NOTE.matcher(cell).matches();
    }
    return (record.cellCount() == 1 && NOTE.matcher(cell).lookingAt())
        || column.isUnlike(bytes, record.from(0), record.to(0));
  }

  /// Returns whether a record of another length than the table's is a note. Without a line end it
  /// may be the beginning of a record: that isn't a note unless another one precedes it.
  ///
  /// @param first the index of the first field's cell
  /// @param before the number of records before it
  /// @param columns the cells of these records
  /// @param above the records directly before it that look like a footer
  static Kind ofRagged(
      RawRecord record, int first, long before, List<ColumnGuess> columns, FooterCandidates above) {
    boolean mayBeCut = !record.lineEnded() && above.isEmpty();
    boolean isNote =
        record.cellCount() < columns.size()
            && first == 0
            && ((above.endsInNote() && isBelowNote(record, columns.getFirst()))
                || isNote(record, before, columns.getFirst(), mayBeCut));
    return isNote ? Kind.NOTE : Kind.NONE;
  }

  /// Whether a record below a note is a further one: a single cell with a word that can't be a
  /// value of the first column.
  private static boolean isBelowNote(RawRecord record, ColumnGuess column) {
    return record.cellCount() == 1
        && !record.isNull(0)
        && isWord(record.cellBytes(0), record.from(0), record.to(0), LEAST_LETTERS)
        && !isValue(record, 0, column);
  }

  /// Whether a footer is certain enough to be skipped: it has an empty cell, or a text longer than
  /// a short word such as `x`, which may be an invalid value in an ordinary record.
  ///
  /// @param first the index of the first field's cell
  static boolean isCertain(HeldRecords.Held record, int first) {
    return record.kind() != Kind.ODD
        || record.cells().stream()
            .skip(first)
            .anyMatch(cell ->
                cell == null || cell.length == 0 || isWord(cell, 0, cell.length, LEAST_LETTERS));
  }

  private static boolean isWord(byte[] bytes, int from, int to, int least) {
    int letters = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean isLetter = b < 0 || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      letters += isLetter ? 1 : 0;
    }
    return letters >= least;
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
