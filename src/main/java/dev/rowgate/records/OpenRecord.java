package dev.rowgate.records;

import static java.util.Objects.requireNonNull;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// The record whose end is being searched for: its cells so far, and everything that is common to
/// all dialects: limits, UTF-8, its end, its first fault. Positions count from its start, so that
/// they stay valid when the window moves.
///
/// It is a base class of [CellScanner] rather than a part of it, since the scanner's loops access
/// this state for every cell.
abstract class OpenRecord {

  /// `_errors` has up to about 2,000 characters, each of which may be escaped.
  private static final int ROOM_FOR_EXEMPT = 16 << 10;

  final Window window;
  final Cells cells;
  final ByteSequence delimiter;
  private final Limits limits;

  /// Whether cells are padded with spaces, so that spaces before a line end don't start a cell.
  private final boolean isFilledUp;

  /// Number of leading cells that are a rejects file's own columns, which no limit counts.
  int exempt;

  /// The cell being read, without its quotes.
  int cellFrom;

  int cellTo;
  byte cellForm;

  /// Number of physical lines that ended before the window's position.
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

  /// The index after the last byte that was examined: the byte at the window's position was, unless
  /// scanning stopped there.
  final int seen() {
    return window.pos < stop() ? window.pos + 1 : window.pos;
  }

  /// The length of the line end at the window's position; 0 at the end of the input.
  final int lineEnd() {
    return lineEnd;
  }

  /// The number of physical lines that ended before the window's position.
  final int newlines() {
    return newlines;
  }

  /// The number of the first cell with invalid bytes; 0 if there is none.
  final int invalidCell() {
    return invalidCell;
  }

  /// The fault of a malformed record.
  final RowProblem.Broken fault() {
    return requireNonNull(fault);
  }

  /// The number of the cell being read, from 1.
  final int cellNumber() {
    return cells.count + 1;
  }

  /// Ends the cell, and skips the delimiter after it.
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

  /// Passes one character without a special meaning.
  final Progress character() {
    return character(window.pos);
  }

  /// Passes everything up to and including the character at `at`.
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

  /// The index at which scanning stops: after the last byte fed, or one byte past the record limit.
  final int stop() {
    return (int) Math.min(window.limit, (long) window.start + recordLimit() + 1);
  }

  /// The maximum number of bytes of the record, including room for its exempt cells: the largest
  /// that is ever written while they are being read.
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

  /// Handles the end of the available bytes: more are needed, or the end of the input or the limit
  /// ends the record.
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

  /// Whether another cell of that length would exceed the limit on cells or on their length.
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
