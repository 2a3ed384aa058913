package dev.rowgate.records;

import static java.util.Objects.requireNonNull;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// The record whose end is being looked for: its cells so far, and what holds in every dialect:
/// limits, UTF-8, its end, its first fault. Positions count from its start, so that they hold when
/// the window moves.
///
/// A base class of [CellScanner] and not a part of it, since the scanner's loops touch this state
/// with every cell.
abstract class OpenRecord {

  /// `_errors` holds up to about 2,000 characters, each of which may be escaped.
  private static final int ROOM_FOR_EXEMPT = 16 << 10;

  final Window window;
  final Cells cells;
  final ByteSequence delimiter;
  private final Limits limits;

  /// Whether cells are filled up with spaces, so that spaces before a line end begin no cell.
  private final boolean isFilledUp;

  /// How many cells in front are a rejects file's own columns, which count for no limit.
  int exempt;

  /// The cell being read, without its quotes.
  int cellFrom;

  int cellTo;
  byte cellForm;

  /// How many physical lines end before the window's position.
  int newlines;

  private int invalidCell;
  private int lineEnd;
  private RowProblem.@Nullable Broken fault;

  OpenRecord(Dialect dialect, Limits limits, Window window, Cells cells) {
    this.window = window;
    this.cells = cells;
    this.delimiter = new ByteSequence(dialect.delimiter(), window);
    this.limits = limits;
    this.isFilledUp = dialect.delimiter().equals(" ") && dialect.skipInitialSpace();
  }

  final void exempt(int cellsInFront) {
    exempt = cellsInFront;
  }

  /// Begins a record at the window's position.
  void start() {
    cells.clear();
    newlines = 0;
    invalidCell = 0;
    fault = null;
  }

  /// Behind the last byte that was looked at: the one at the window's position was, unless looking
  /// stopped there.
  final int seen() {
    return window.pos < stop() ? window.pos + 1 : window.pos;
  }

  /// The length of the line end at the window's position; 0 at the end of the input.
  final int lineEnd() {
    return lineEnd;
  }

  /// How many physical lines end before the window's position.
  final int newlines() {
    return newlines;
  }

  /// The number of the first cell with bytes that are no characters; 0 if there is none.
  final int invalidCell() {
    return invalidCell;
  }

  /// What is wrong with a broken record.
  final RowProblem.Broken fault() {
    return requireNonNull(fault);
  }

  /// The number of the cell being read, from 1.
  final int cellNumber() {
    return cells.count + 1;
  }

  /// Ends the cell, and goes past the delimiter behind it.
  final Progress endCell(int lengthOfDelimiter) {
    if (breaksLimit(cellTo - cellFrom)) {
      return broken(brokenLimit());
    }
    cells.add(cellFrom, cellTo, cellForm);
    window.pos += lengthOfDelimiter;
    return Progress.CONTINUE;
  }

  /// Ends the last cell.
  ///
  /// @param length of the line end at the window's position, 0 at the end of the input
  final Progress endRecord(int length) {
    boolean isFill = isFilledUp && cells.count > 0 && cellForm == Cells.PLAIN && cellTo == cellFrom;
    if (isFill) {
      lineEnd = length;
      return Progress.RECORD;
    }
    if (breaksLimit(cellTo - cellFrom)) {
      return broken(brokenLimit());
    }
    cells.add(cellFrom, cellTo, cellForm);
    lineEnd = length;
    return Progress.RECORD;
  }

  /// Passes one character that means nothing here.
  final Progress character() {
    return character(window.pos);
  }

  /// Passes the character at `at`, and what is before it.
  final Progress character(int at) {
    int length = Utf8.sequenceLength(window.bytes, at, window.limit);
    if (length == Utf8.INCOMPLETE && !window.ended) {
      return Progress.NEEDS_INPUT;
    }
    if (length <= 0 && invalidCell == 0) {
      invalidCell = cellNumber();
    }
    window.pos = at + Math.max(1, length);
    return Progress.CONTINUE;
  }

  /// Where to stop looking: at the last byte fed, or one byte past the record limit.
  final int stop() {
    return (int) Math.min(window.limit, (long) window.start + recordLimit() + 1);
  }

  /// The most bytes that the record may have; while its exempt cells are being read, with room for
  /// the longest that are ever written.
  private int recordLimit() {
    if (exempt == 0) {
      return limits.recordBytes();
    }
    if (cells.count < exempt) {
      return limits.recordBytes() + ROOM_FOR_EXEMPT;
    }
    boolean quoted =
        cells.form[exempt - 1] == Cells.QUOTED || cells.form[exempt - 1] == Cells.QUOTED_ESCAPED;
    int length = cells.to[exempt - 1] + (quoted ? 1 : 0) + delimiter.length();
    return limits.recordBytes() + Math.min(length, ROOM_FOR_EXEMPT);
  }

  /// There is nothing more to look at: more bytes are needed, or the input or the limit ends the
  /// record.
  final Progress atStop(boolean inQuotes) {
    if (window.pos - window.start > recordLimit()) {
      return broken(
          inQuotes
              ? new RowProblem.UnclosedQuote(cellNumber(), limits.recordBytes())
              : new RowProblem.RecordTooLarge(limits.recordBytes()));
    }
    if (!window.ended) {
      return Progress.NEEDS_INPUT;
    }
    return inQuotes ? broken(new RowProblem.UnclosedQuote(cellNumber(), 0)) : endRecord(0);
  }

  /// Whether another cell of that length is one too many, or too long.
  final boolean breaksLimit(int cellLength) {
    return (cellLength > limits.cellBytes() && cells.count >= exempt)
        || cells.count == limits.fields() + exempt;
  }

  private RowProblem.Broken brokenLimit() {
    return cells.count == limits.fields() + exempt
        ? new RowProblem.TooManyFields(limits.fields())
        : new RowProblem.CellTooLarge(cellNumber(), limits.cellBytes());
  }

  final Progress broken(RowProblem.Broken why) {
    fault = why;
    return Progress.BROKEN;
  }
}
