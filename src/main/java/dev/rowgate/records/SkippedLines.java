package dev.rowgate.records;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The lines that aren't records: the first `skipRows` lines, comments, blank lines, and rows that
/// are skipped by number (`commentRows`, and rows before the header's last one). What precedes the
/// first record is limited, since an input may consist of nothing else.
final class SkippedLines {

  /// Kind of the line at the window's position.
  enum Kind {
    RECORD,
    BLANK_LINE,
    /// Must be passed by [#skip].
    SKIPPED,
    NEEDS_INPUT,
    /// The limit on what precedes the first record is exceeded: see [#headFault].
    TOO_MUCH
  }

  /// Limit on comments, blank lines and skipped rows before the header, in records of maximum size.
  /// Real files have some megabytes of comments there.
  private static final int HEAD_RECORDS = 64;

  private static final int[] NONE = {};

  private final Limits limits;
  private final Window window;
  private final LineEnds lineEnds;
  private final ByteSequence comment;
  private final boolean countsAllLines;
  private int skipRows;

  /// The numbers of the rows to skip, ascending; how many of them were passed; and the number of
  /// the last row.
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

  /// Adds blank lines that were passed elsewhere.
  void addBlankLines(long more) {
    blankLines += more;
  }

  /// Skips no further lines by number.
  void startBehindHead() {
    leaveHead();
    skipRows = 0;
    passed = leftOut.length;
  }

  /// Whether a line may still be skipped because of its number.
  boolean dependsOnNumber() {
    return inHead || skipRows > 0 || passed < leftOut.length;
  }

  /// Whether the next line is skipped by `skipRows`, whatever it is.
  boolean skipsNext() {
    return skipRows > 0;
  }

  /// Ends the limit on skipped lines: records precede further ones.
  void leaveHead() {
    inHead = false;
  }

  /// Why the input after what was skipped so far can't be read; null if it can.
  InputProblem.@Nullable HeaderProblem headFault() {
    return headFault;
  }

  /// Returns the kind of the line at the window's position, where there is a byte. Must be called
  /// once for each line, and again after `NEEDS_INPUT`.
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

  /// Counts a comment or a blank line as a row, if the dialect does.
  private void countLine() {
    if (countsAllLines) {
      boolean _ = leavesOutRow();
    }
  }

  /// Whether the row that begins now is skipped by its number. Must be called once for each row.
  boolean leavesOutRow() {
    row++;
    if (passed == leftOut.length || leftOut[passed] != row) {
      return false;
    }
    passed++;
    return true;
  }

  /// Skips the line that begins, or as much of it as was fed. Nothing of it is kept.
  ///
  /// @return `CONTINUE` after it, or if there is a [#headFault]
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
