package dev.rowgate.records;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The lines that are no records: the first `skipRows` lines, comments, blank lines, and rows that
/// are left out by their number (`commentRows`, and rows before the header's last one). What
/// precedes the first record has a limit, since an input may consist of nothing else.
final class SkippedLines {

  /// What begins at the window's position.
  enum Kind {
    RECORD,
    BLANK_LINE,
    /// To be passed by [#skip].
    SKIPPED,
    NEEDS_INPUT,
    /// More precedes the first record than may: [#headFault].
    TOO_MUCH
  }

  /// Comments, blank lines and rows left out before the header have room for so many records of the
  /// longest kind. Real files have comments of some megabytes there.
  private static final int HEAD_RECORDS = 64;

  private static final int[] NONE = {};

  private final Limits limits;
  private final Window window;
  private final LineEnds lineEnds;
  private final ByteSequence comment;
  private final boolean countsAllLines;
  private int skipRows;

  /// The numbers of the rows that are left out, rising; how many of them were passed; and the
  /// number of the last row.
  private final int[] leftOut;

  private int passed;
  private long row;

  private long blankLines;

  // Up to the last row of the header
  private boolean inHead = true;
  private long headBytes;
  private InputProblem.@Nullable HeaderProblem headFault;

  // Of the line that is being skipped
  private long lineBytes;
  private long lineStart;
  private long lineOffset;

  SkippedLines(Dialect dialect, Limits limits, Window window, LineEnds lineEnds) {
    this.limits = limits;
    this.window = window;
    this.lineEnds = lineEnds;
    this.comment = new ByteSequence(dialect.comment(), window);
    this.countsAllLines = dialect.countsAllLines();
    this.skipRows = dialect.skipRows();
    this.leftOut = leftOut(dialect);
  }

  private static int[] leftOut(Dialect dialect) {
    if (dialect.commentRows().isEmpty()
        && (!dialect.header() || dialect.headerRows().getLast() == 1)) {
      return NONE;
    }
    NavigableSet<Integer> rows = new TreeSet<>(dialect.commentRows());
    if (dialect.header()) {
      for (int row = 1; row < dialect.headerRows().getLast(); row++) {
        rows.add(row);
      }
      dialect.headerRows().forEach(rows::remove);
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  long blankLines() {
    return blankLines;
  }

  /// Counts blank lines that were passed elsewhere.
  void addBlankLines(long more) {
    blankLines += more;
  }

  /// Leaves out no further line because of its number.
  void startBehindHead() {
    leaveHead();
    skipRows = 0;
    passed = leftOut.length;
  }

  /// Whether a line may still be left out because of its number.
  boolean dependsOnNumber() {
    return inHead || skipRows > 0 || passed < leftOut.length;
  }

  /// Whether the next line is skipped by `skipRows`, whatever it is.
  boolean skipsNext() {
    return skipRows > 0;
  }

  /// What is skipped from here on has no limit: records precede it.
  void leaveHead() {
    inHead = false;
  }

  /// Why nothing behind what was skipped so far is read; null if it can be.
  InputProblem.@Nullable HeaderProblem headFault() {
    return headFault;
  }

  /// What begins at the window's position, where there is a byte. To be asked once for each line,
  /// or again after `NEEDS_INPUT`.
  Kind next() {
    lineBytes = 0;
    lineStart = window.line;
    lineOffset = window.sourceOffset;
    if (skipRows > 0) {
      return Kind.SKIPPED;
    }
    if (inHead && headBytes > (long) HEAD_RECORDS * limits.recordBytes()) {
      headFault = new InputProblem.HeadTooLong((long) HEAD_RECORDS * limits.recordBytes());
      return Kind.TOO_MUCH;
    }
    byte first = window.bytes[window.pos];
    if ((first & 0xFF) == comment.first()) {
      int length = comment.lengthAt(window.pos);
      if (length == ByteSequence.NEEDS_INPUT) {
        return Kind.NEEDS_INPUT;
      }
      if (length != 0) {
        countLine();
        return Kind.SKIPPED;
      }
    }
    int blank = lineEnds.mayBeginWith(first) ? lineEnds.length(window.pos) : 0;
    if (blank == LineEnds.NEEDS_INPUT) {
      return Kind.NEEDS_INPUT;
    }
    if (blank == 0) {
      return Kind.RECORD;
    }
    countLine();
    blankLines++;
    headBytes += blank;
    window.skipTo(window.pos + blank, lineEnds.newlines(window.pos, blank));
    return Kind.BLANK_LINE;
  }

  /// Counts a comment or a blank line as a row, if the dialect numbers rows so.
  private void countLine() {
    if (countsAllLines) {
      boolean _ = leavesOutRow();
    }
  }

  /// Whether the row that begins now is left out by its number. To be asked once for each row.
  boolean leavesOutRow() {
    row++;
    if (passed == leftOut.length || leftOut[passed] != row) {
      return false;
    }
    passed++;
    return true;
  }

  /// Goes past the line that begins, or past what there is of it. Nothing of it is kept.
  ///
  /// @return `CONTINUE` behind it, or where there is a [#headFault]
  Progress skip() {
    int from = window.pos;
    int length = lineEnds.moveToNext(skipRows > 0);
    lineBytes += window.pos - from;
    int newlines = lineEnds.newlines(from, window.pos - from);
    if (inHead && lineBytes > limits.recordBytes()) {
      window.line = lineStart;
      window.sourceOffset = lineOffset;
      headFault = new InputProblem.LeftOutLineTooLong(lineStart, limits.recordBytes());
      return Progress.CONTINUE;
    }
    if (length == LineEnds.NEEDS_INPUT) {
      window.skipTo(window.pos, newlines);
      return Progress.NEEDS_INPUT;
    }
    window.skipTo(window.pos + length, newlines + lineEnds.newlines(window.pos, length));
    headBytes += skipRows > 0 ? 0 : lineBytes + length;
    skipRows = Math.max(0, skipRows - 1);
    return Progress.CONTINUE;
  }
}
