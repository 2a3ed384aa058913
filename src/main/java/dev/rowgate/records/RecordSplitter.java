package dev.rowgate.records;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// Finds where each record ends and where its cells stand, byte by byte, and never looks further
/// than one record limit ahead. It can stop at any byte and go on when more are fed.
///
/// Recovery is the contract's: a fault of quoting or size in a record that has run past its first
/// line costs that line alone, and reading resumes at the next one. Up to the last quote that the
/// failed look-ahead saw, a quoted cell must close on its own line and an unquoted cell holds no
/// quote. What an escape can do, carry a record over a line end, ends there as well: so up to the
/// last quote or escaped line end, nothing does. Every byte is looked at about twice at the most,
/// however hostile the file: a second look-ahead can't begin before what the first saw is used up.
final class RecordSplitter {

  enum Found {
    NEEDS_INPUT,
    RECORD,
    END
  }

  private enum State {
    INPUT_START,
    RECORD_START,
    CELL_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE,
    /// In the rest of the line of a record whose fault is known.
    BROKEN_LINE,
    /// In a comment, or in a line before the header that is left out.
    DROPPED_LINE
  }

  private final Dialect dialect;
  private final Limits limits;
  private final SourceBytes source;
  private final Window window = new Window();
  private final LineEnds lineEnds;
  private final byte[] plainKinds;
  private final byte[] quotedKinds;
  private final RawRecord record = new RawRecord();
  private final Cells cells = record.cells;

  private State state = State.INPUT_START;
  private Found found = Found.NEEDS_INPUT;
  private int skipRows;
  private long strictUntil = -1;
  private RowProblem.@Nullable Broken strictSince;
  private long line = 1;
  private long sourceOffset;
  private long blankLines;
  private long resyncs;
  private long bytesLookedAtAgain;

  // Of the record being read. `pos` is the index in the window of the next byte to look at; all
  // other positions count from the record's start, so that they hold when the window moves.
  private int pos;
  private int cellFrom;
  private int cellTo;
  private byte cellForm;
  private boolean strictCell;
  private boolean invalid;
  private int newlines;
  private int firstLineEnd;
  private int firstLineNewlines;
  private int firstLineQuoted;
  private int newlinesAtFirstLineEnd;
  private int lastEscapedLineEnd;
  private long droppedSource;
  private RowProblem.@Nullable Broken fault;

  RecordSplitter(Dialect dialect, Limits limits, SourceBytes source) {
    this.dialect = dialect;
    this.limits = limits;
    this.source = source;
    this.skipRows = dialect.skipRows();
    this.lineEnds = new LineEnds(dialect.lineTerminator(), window);
    this.plainKinds = ByteKinds.inPlainCells(dialect);
    this.quotedKinds = ByteKinds.inQuotedCells(dialect);
  }

  RawRecord record() {
    return record;
  }

  long blankLines() {
    return blankLines;
  }

  long resyncs() {
    return resyncs;
  }

  /// How far the failed look-aheads went, all together.
  long bytesLookedAtAgain() {
    return bytesLookedAtAgain;
  }

  int bufferSize() {
    return window.bytes.length;
  }

  /// The physical line on which the next record starts.
  long line() {
    return line;
  }

  /// How many bytes of the source have been told the fate of: up to the end of the last record.
  long sourceOffset() {
    return sourceOffset;
  }

  void feed(byte[] bytes, int offset, int length) {
    dropBrokenMiddle();
    pos -= window.feed(bytes, offset, length);
  }

  void end() {
    window.ended = true;
  }

  /// Goes on to the end of the next record, which [#record()] then is.
  Found next() {
    if (found == Found.RECORD) {
      window.start = pos;
    }
    boolean goesOn = true;
    while (goesOn) {
      goesOn =
          switch (state) {
            case INPUT_START -> inputStart();
            case RECORD_START -> recordStart();
            case CELL_START -> cellStart();
            case PLAIN -> plainCells();
            case QUOTED -> quotedCell();
            case AFTER_QUOTE -> afterQuote();
            case BROKEN_LINE -> brokenLine();
            case DROPPED_LINE -> droppedLine();
          };
    }
    return found;
  }

  private boolean inputStart() {
    int mark = Utf8.byteOrderMark(window.bytes, pos, window.limit);
    if (mark == Utf8.INCOMPLETE && !window.ended) {
      return needsInput();
    }
    pass(pos + Math.max(0, mark));
    state = State.RECORD_START;
    return true;
  }

  private boolean recordStart() {
    if (pos == window.limit) {
      found = window.ended ? Found.END : Found.NEEDS_INPUT;
      return false;
    }
    newlines = 0;
    int first = window.bytes[pos] & 0xFF;
    if (skipRows > 0 || first == dialect.comment()) {
      state = State.DROPPED_LINE;
      return true;
    }
    if (first == '\n' || first == '\r') {
      int length = lineEnds.length(pos);
      if (length == LineEnds.NEEDS_INPUT) {
        return needsInput();
      }
      if (length > 0) {
        blankLines++;
        line += lineEnds.newlines(pos, length);
        pass(pos + length);
        return true;
      }
    }
    cells.clear();
    record.resynced = window.offset(pos) <= strictUntil;
    fault = null;
    invalid = false;
    firstLineEnd = -1;
    lastEscapedLineEnd = -1;
    droppedSource = 0;
    state = State.CELL_START;
    return true;
  }

  private boolean cellStart() {
    boolean quoted = pos < stop() && (window.bytes[pos] & 0xFF) == dialect.quote();
    if (quoted) {
      strictCell = window.offset(pos) <= strictUntil;
      pos++;
    }
    cellFrom = pos - window.start;
    cellForm = quoted ? Cells.QUOTED : Cells.PLAIN;
    if (pos >= stop() && !quoted) {
      return atStop();
    }
    state = quoted ? State.QUOTED : State.PLAIN;
    return true;
  }

  /// Reads on through unquoted cells: the loop in which most input passes.
  private boolean plainCells() {
    byte[] bytes = window.bytes;
    byte[] kinds = plainKinds;
    int quote = dialect.quote();
    int start = window.start;
    int stop = stop();
    int from = start + cellFrom;
    int p = pos;
    while (true) {
      while (p < stop && kinds[bytes[p] & 0xFF] == ByteKinds.TEXT) {
        p++;
      }
      boolean plainCellFollows =
          p + 1 < stop
              && kinds[bytes[p] & 0xFF] == ByteKinds.DELIMITER
              && (bytes[p + 1] & 0xFF) != quote;
      if (!plainCellFollows || breaksLimit(p - from)) {
        break;
      }
      cells.add(from - start, p - start, cellForm);
      cellForm = Cells.PLAIN;
      from = ++p;
    }
    cellFrom = from - start;
    cellTo = p - start;
    pos = p;
    return p >= stop ? atStop() : inPlain(kinds[bytes[p] & 0xFF]);
  }

  private boolean inPlain(byte kind) {
    return switch (kind) {
      case ByteKinds.DELIMITER -> delimiter();
      case ByteKinds.LINE_END -> recordEnd();
      case ByteKinds.QUOTE -> quoteInPlain();
      case ByteKinds.ESCAPE -> escape(Cells.PLAIN_ESCAPED);
      default -> highByte();
    };
  }

  private boolean quotedCell() {
    byte[] bytes = window.bytes;
    byte[] kinds = quotedKinds;
    int stop = stop();
    int p = pos;
    while (p < stop && kinds[bytes[p] & 0xFF] == ByteKinds.TEXT) {
      p++;
    }
    pos = p;
    return p >= stop ? atStop() : inQuoted(kinds[bytes[p] & 0xFF]);
  }

  private boolean inQuoted(byte kind) {
    return switch (kind) {
      case ByteKinds.LINE_END -> newlineInQuotes();
      case ByteKinds.QUOTE -> quoteInQuotes();
      case ByteKinds.ESCAPE -> escape(Cells.QUOTED_ESCAPED);
      default -> highByte();
    };
  }

  private boolean afterQuote() {
    int stop = stop();
    while (pos < stop) {
      int c = window.bytes[pos] & 0xFF;
      if (c == dialect.delimiter()) {
        return delimiter();
      } else if (c == '\n' || c == '\r') {
        return recordEnd();
      } else if (c != ' ' && c != '\t') {
        return broken(new RowProblem.StrayQuote(cells.count + 1));
      }
      pos++;
    }
    return atStop();
  }

  private boolean delimiter() {
    if (breaksLimit(cellTo - cellFrom)) {
      return broken(brokenLimit());
    }
    cells.add(cellFrom, cellTo, cellForm);
    pos++;
    state = State.CELL_START;
    return true;
  }

  private boolean recordEnd() {
    int length = lineEnds.length(pos);
    if (length == LineEnds.NEEDS_INPUT) {
      return needsInput();
    }
    if (length > 0) {
      return endRecord(length);
    }
    if (state == State.AFTER_QUOTE) {
      return broken(new RowProblem.StrayQuote(cells.count + 1));
    }
    newlines += lineEnds.newlines(pos, 1);
    pos++;
    return true;
  }

  /// @param lineEnd the length of the line end at `pos`, 0 at the end of the input
  private boolean endRecord(int lineEnd) {
    if (breaksLimit(cellTo - cellFrom)) {
      return broken(brokenLimit());
    }
    cells.add(cellFrom, cellTo, cellForm);
    if (invalid) {
      fault = new RowProblem.InvalidEncoding(dialect.encoding().name());
    }
    record.contentEnd = pos;
    return handOut(pos + lineEnd, newlines, lineEnd == 0 ? 0 : lineEnds.newlines(pos, lineEnd));
  }

  private boolean quoteInPlain() {
    if (window.offset(pos) <= strictUntil) {
      return broken(new RowProblem.StrayQuote(cells.count + 1));
    }
    pos++;
    return true;
  }

  private boolean quoteInQuotes() {
    if (pos + 1 == window.limit && !window.ended) {
      return needsInput();
    }
    if (pos + 1 < window.limit && (window.bytes[pos + 1] & 0xFF) == dialect.quote()) {
      cellForm = Cells.QUOTED_ESCAPED;
      pos += 2;
    } else {
      cellTo = pos - window.start;
      pos++;
      state = State.AFTER_QUOTE;
    }
    return true;
  }

  private boolean newlineInQuotes() {
    int length = lineEnds.length(pos);
    if (length == LineEnds.NEEDS_INPUT) {
      return needsInput();
    }
    if (length > 0 && strictCell) {
      return broken(new RowProblem.UnclosedQuote(cells.count + 1));
    }
    if (length > 0) {
      lineInsideRecord(pos, length);
    }
    newlines += lineEnds.newlines(pos, length);
    pos += Math.max(1, length);
    return true;
  }

  /// @param length of the line end at `at`, which doesn't end the record
  private void lineInsideRecord(int at, int length) {
    if (firstLineEnd < 0) {
      firstLineEnd = at + length - window.start;
      firstLineNewlines = newlines;
      firstLineQuoted = state == State.QUOTED ? cells.count + 1 : 0;
      newlinesAtFirstLineEnd = lineEnds.newlines(at, length);
    }
  }

  /// An escape makes the next character literal; a CRLF is one character here. As the last byte of
  /// the input it is itself text.
  private boolean escape(byte form) {
    int next = pos + 1;
    if (next == window.limit) {
      if (!window.ended) {
        return needsInput();
      }
      pos = next;
      return true;
    }
    byte c = window.bytes[next];
    if (c == '\n' || c == '\r') {
      int length = lineEnds.physicalLength(next);
      if (length == LineEnds.NEEDS_INPUT) {
        return needsInput();
      }
      int lineEnd = lineEnds.length(next);
      if (lineEnd > 0) {
        if (state == State.QUOTED && strictCell) {
          return broken(new RowProblem.UnclosedQuote(cells.count + 1));
        }
        RowProblem.Broken why = strictSince;
        if (why != null && window.offset(next) <= strictUntil) {
          return broken(why);
        }
        lastEscapedLineEnd = next - window.start;
        lineInsideRecord(next, lineEnd);
      }
      newlines++;
      pos = next + length;
    } else {
      // What lies outside ASCII can't mean anything else, and is still to be checked.
      pos = c < 0 ? next : next + 1;
    }
    cellForm = form;
    return true;
  }

  private boolean highByte() {
    int length = Utf8.sequenceLength(window.bytes, pos, window.limit);
    if (length == Utf8.INCOMPLETE && !window.ended) {
      return needsInput();
    }
    invalid |= length <= 0;
    pos += Math.max(1, length);
    return true;
  }

  private boolean brokenLine() {
    int length = toLineEnd(false);
    if (length == LineEnds.NEEDS_INPUT) {
      return needsInput();
    }
    return handOut(pos + length, newlines, length == 0 ? 0 : lineEnds.newlines(pos, length));
  }

  private boolean droppedLine() {
    int length = toLineEnd(skipRows > 0);
    if (length == LineEnds.NEEDS_INPUT) {
      line += newlines;
      newlines = 0;
      pass(pos);
      return needsInput();
    }
    line += newlines + (length == 0 ? 0 : lineEnds.newlines(pos, length));
    pass(pos + length);
    skipRows = Math.max(0, skipRows - 1);
    state = State.RECORD_START;
    return true;
  }

  /// Moves to the next line end, and returns its length: 0 at the end of the input.
  ///
  /// @param physical whether every line end counts, not only those that end a record
  private int toLineEnd(boolean physical) {
    byte[] bytes = window.bytes;
    while (pos < window.limit) {
      if (bytes[pos] == '\n' || bytes[pos] == '\r') {
        int length = physical ? lineEnds.physicalLength(pos) : lineEnds.length(pos);
        if (length != 0) {
          return length;
        }
        newlines += lineEnds.newlines(pos, 1);
      }
      pos++;
    }
    return window.ended ? 0 : LineEnds.NEEDS_INPUT;
  }

  /// Where to stop looking: at the last byte fed, or one byte past the record limit.
  private int stop() {
    return (int) Math.min(window.limit, (long) window.start + limits.recordBytes() + 1);
  }

  private boolean atStop() {
    if (pos - window.start > limits.recordBytes()) {
      return broken(
          state == State.QUOTED
              ? new RowProblem.UnclosedQuote(cells.count + 1)
              : new RowProblem.RecordTooLarge(limits.recordBytes()));
    }
    if (!window.ended) {
      return needsInput();
    }
    if (state == State.QUOTED) {
      return broken(new RowProblem.UnclosedQuote(cells.count + 1));
    }
    if (state == State.CELL_START) {
      cellTo = cellFrom;
    }
    return endRecord(0);
  }

  private boolean breaksLimit(int cellLength) {
    return cellLength > limits.cellBytes() || cells.count == limits.fields();
  }

  private RowProblem.Broken brokenLimit() {
    return cells.count == limits.fields()
        ? new RowProblem.TooManyFields(limits.fields())
        : new RowProblem.CellTooLarge(cells.count + 1, limits.cellBytes());
  }

  private boolean broken(RowProblem.Broken why) {
    fault = why;
    if (firstLineEnd < 0) {
      state = State.BROKEN_LINE;
      return true;
    }
    // The byte at `pos` was looked at, unless it was there that looking stopped.
    int seen = pos < stop() ? pos + 1 : pos;
    int lastQuote = window.lastIndexOf(dialect.quote(), window.start, seen);
    int lastCarrier = Math.max(lastQuote, window.start + lastEscapedLineEnd);
    strictUntil = Math.max(strictUntil, window.offset(lastCarrier));
    strictSince = why;
    resyncs++;
    if (firstLineQuoted > 0 && !isOfSize(why)) {
      // Wherever the look-ahead failed: what is wrong with this line is the quote left open on it.
      fault = new RowProblem.UnclosedQuote(firstLineQuoted);
    }
    bytesLookedAtAgain += pos - (window.start + firstLineEnd);
    return handOut(window.start + firstLineEnd, firstLineNewlines, newlinesAtFirstLineEnd);
  }

  private static boolean isOfSize(RowProblem.Broken fault) {
    return switch (fault) {
      case RowProblem.UnclosedQuote _, RowProblem.StrayQuote _, RowProblem.InvalidEncoding _ ->
          false;
      case RowProblem.RecordTooLarge _, RowProblem.CellTooLarge _, RowProblem.TooManyFields _ ->
          true;
    };
  }

  private boolean handOut(int end, int newlinesInside, int newlinesAtEnd) {
    record.bytes = window.bytes;
    record.start = window.start;
    record.end = end;
    record.fault = fault;
    record.line = line;
    record.endLine = line + newlinesInside;
    record.byteOffset = sourceOffset;
    record.byteLength = source.length(window.bytes, window.start, end) + droppedSource;
    sourceOffset += record.byteLength;
    line += newlinesInside + newlinesAtEnd;
    pos = end;
    state = State.RECORD_START;
    found = Found.RECORD;
    return false;
  }

  private boolean needsInput() {
    found = Found.NEEDS_INPUT;
    return false;
  }

  /// Everything before `to` is no record's.
  private void pass(int to) {
    sourceOffset += source.length(window.bytes, window.start, to);
    window.start = to;
    pos = to;
  }

  /// A line that is rejected anyway may be longer than all limits: its start, which will be shown,
  /// and its length are all that is kept.
  private void dropBrokenMiddle() {
    int from = window.start + limits.rawBytes() + 8;
    if (state == State.BROKEN_LINE && pos > from) {
      droppedSource += source.length(window.bytes, from, pos);
      pos -= window.cutOut(from, pos);
    }
  }
}
