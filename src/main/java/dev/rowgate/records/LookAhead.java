package dev.rowgate.records;

import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// The contract's recovery: what it costs if a record that has run past its first line turns out to
/// be broken, and how the records behind that line are read then.
///
/// It costs the first line alone, and reading resumes at the next one. Up to the last quote that
/// the failed look-ahead saw, a quoted cell must close on its own line and an unquoted cell holds
/// no quote. What an escape can do, carry a record over a line end, ends there as well: so up to
/// the last quote or escaped line end, nothing does. Every byte is looked at about twice at the
/// most, however hostile the file: a second look-ahead can't begin before what the first saw is
/// used up.
final class LookAhead {

  private static final int NONE = -1;

  private final Window window;
  private final LineEnds lineEnds;
  private final int quote;

  private long strictUntil = -1;
  private RowProblem.@Nullable Broken lastFailure;
  private long failures;
  private long bytesLookedAtAgain;

  // Of the record being read; positions count from its start, so that they hold when the window
  // moves.
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

  /// Whether a failed look-ahead saw `at`, and a quote or an escaped line end there or behind it.
  boolean isStrictAt(int at) {
    return window.offset(at) <= strictUntil;
  }

  /// Why the line of an escaped line end at `at` can't run on; null if it can.
  RowProblem.@Nullable Broken forbids(int at) {
    return isStrictAt(at) ? lastFailure : null;
  }

  /// The record runs on over a line end.
  ///
  /// @param newlines in the record before it
  /// @param openCell the number of the quoted cell that it stands in, 0 for none
  void lineEndInside(int at, int length, int newlines, int openCell) {
    if (firstLineEnd == NONE) {
      firstLineEnd = at + length - window.start;
      newlinesInside = newlines;
      newlinesAtEnd = lineEnds.newlines(at, length);
      this.openCell = openCell;
    }
  }

  /// The record runs on over a line end because of an escape.
  void escapedLineEndInside(int at, int length, int newlines, int openCell) {
    lastEscapedLineEnd = at - window.start;
    lineEndInside(at, length, newlines, openCell);
  }

  /// Whether the record has run past its first line.
  boolean isPastFirstLine() {
    return firstLineEnd != NONE;
  }

  /// The record is broken and past its first line.
  ///
  /// @param pos where the fault was found
  /// @param seen behind the last byte that was looked at
  /// @return what is wrong with the first line
  RowProblem.Broken fail(RowProblem.Broken why, int pos, int seen) {
    int lastQuote = window.lastIndexOf(quote, window.start, seen);
    int lastCarrier = Math.max(lastQuote, window.start + lastEscapedLineEnd);
    strictUntil = Math.max(strictUntil, window.offset(lastCarrier));
    lastFailure = why;
    failures++;
    bytesLookedAtAgain += pos - firstLineEnd();
    // Wherever the look-ahead failed: what is wrong with the line is the quote left open on it.
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

  /// Where the line behind the first one starts in the window.
  int firstLineEnd() {
    return window.start + firstLineEnd;
  }

  /// How many physical lines end within the first line, its own end left out.
  int newlinesInside() {
    return newlinesInside;
  }

  /// How many physical lines end with it: none where it ends in the CR of a CRLF.
  int newlinesAtEnd() {
    return newlinesAtEnd;
  }

  long failures() {
    return failures;
  }

  /// How far the failed ones went beyond the line that they cost, all together.
  long bytesLookedAtAgain() {
    return bytesLookedAtAgain;
  }
}
