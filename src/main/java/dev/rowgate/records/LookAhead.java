package dev.rowgate.records;

import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// The contract's recovery from malformed records: what a record that has continued past its first
/// line costs if it turns out to be malformed, and how the records after that line are read.
///
/// It costs only the first line; reading resumes at the next one. Up to the last quote that the
/// failed look-ahead saw, a quoted cell must close on its own line, and an unquoted cell contains
/// no quote. Up to there, an escape can't carry a record past a line end either: so nothing can, up
/// to the last quote or escaped line end. Every byte is examined about twice at most, however
/// hostile the input: a second look-ahead can't begin before the bytes of the first one are
/// consumed.
final class LookAhead {

  private static final int NONE = -1;

  private final Window window;
  private final LineEnds lineEnds;
  private final int quote;

  private long strictUntil = -1;
  private RowProblem.@Nullable Broken lastFailure;
  private long failures;
  private long bytesLookedAtAgain;

  // State of the current record. Positions count from its start, so that they stay valid when the
  // window moves.
  private int firstLineEnd = NONE;
  private int newlinesInside;
  private int newlinesAtEnd;
  private int openCell;
  private int lastEscapedLineEnd = NONE;

  LookAhead(Window window, LineEnds lineEnds, int quote) {
    this.window = window;
    this.lineEnds = lineEnds;
    this.quote = quote;
  }

  void startRecord() {
    firstLineEnd = NONE;
    lastEscapedLineEnd = NONE;
  }

  /// Whether a failed look-ahead saw `at`, and a quote or an escaped line end at or after it.
  boolean isStrictAt(int at) {
    return window.offset(at) <= strictUntil;
  }

  /// Returns why an escaped line end at `at` can't continue the record; null if it can.
  RowProblem.@Nullable Broken forbids(int at) {
    return isStrictAt(at) ? lastFailure : null;
  }

  /// Records that the record continues past a line end.
  ///
  /// @param newlines number of physical lines of the record that ended before it
  /// @param openCell number of the quoted cell that contains it; 0 for none
  void lineEndInside(int at, int length, int newlines, int openCell) {
    if (firstLineEnd == NONE) {
      firstLineEnd = at + length - window.start;
      newlinesInside = newlines;
      newlinesAtEnd = lineEnds.newlines(at, length);
      this.openCell = openCell;
    }
  }

  /// Records that the record continues past a line end because of an escape.
  void escapedLineEndInside(int at, int length, int newlines, int openCell) {
    lastEscapedLineEnd = at - window.start;
    lineEndInside(at, length, newlines, openCell);
  }

  /// Whether the record has run past its first line.
  boolean isPastFirstLine() {
    return firstLineEnd != NONE;
  }

  /// Records that the record is malformed and past its first line.
  ///
  /// @param pos where the fault was found
  /// @param seen index after the last byte that was examined
  /// @return the fault of the first line
  RowProblem.Broken fail(RowProblem.Broken why, int pos, int seen) {
    int lastQuote = window.lastIndexOf(quote, window.start, seen);
    int lastCarrier = Math.max(lastQuote, window.start + lastEscapedLineEnd);
    strictUntil = Math.max(strictUntil, window.offset(lastCarrier));
    lastFailure = why;
    failures++;
    bytesLookedAtAgain += pos - firstLineEnd();
    // Wherever the look-ahead failed, the fault of the line is the quote left open on it.
    return openCell > 0 && !isOfSize(why)
        ? new RowProblem.UnclosedQuote(openCell, limitOf(why))
        : why;
  }

  private static int limitOf(RowProblem.Broken fault) {
    return fault instanceof RowProblem.UnclosedQuote unclosed ? unclosed.limit() : 0;
  }

  private static boolean isOfSize(RowProblem.Broken fault) {
    return switch (fault) {
      case RowProblem.UnclosedQuote _, RowProblem.StrayQuote _, RowProblem.InvalidEncoding _ ->
          false;
      case RowProblem.RecordTooLarge _, RowProblem.CellTooLarge _, RowProblem.TooManyFields _ ->
          true;
    };
  }

  /// The index in the window where the line after the first one starts.
  int firstLineEnd() {
    return window.start + firstLineEnd;
  }

  /// The number of physical lines that end within the first line, not counting its own end.
  int newlinesInside() {
    return newlinesInside;
  }

  /// The number of physical lines that its line end ends; 0 if it is the CR of a CRLF.
  int newlinesAtEnd() {
    return newlinesAtEnd;
  }

  long failures() {
    return failures;
  }

  /// Total number of bytes that failed look-aheads examined beyond the lines that they cost.
  long bytesLookedAtAgain() {
    return bytesLookedAtAgain;
  }
}
