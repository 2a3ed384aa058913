package dev.rowgate.records;

import static java.util.Objects.requireNonNull;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// Finds the cells of a record and its end, byte by byte, and never looks further than one record
/// limit ahead. It can stop at any byte and go on when more are fed.
final class CellScanner {

  enum Outcome {
    NEEDS_INPUT,
    ENDED,
    BROKEN
  }

  private enum State {
    CELL_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  /// `_errors` holds up to about 2,000 characters, each of which may be escaped.
  private static final int ROOM_FOR_EXEMPT = 16 << 10;

  private final Dialect dialect;
  private final Limits limits;
  private final Window window;
  private final LineEnds lineEnds;
  private final LookAhead lookAhead;
  private final byte[] plainKinds;
  private final byte[] quotedKinds;
  private final Cells cells;
  private final ByteSequence delimiter;
  private final boolean doubledQuotes;
  private final boolean skipsInitialSpace;

  /// The cells in front of a record of a rejects file, which count for no limit.
  private int exempt;

  private State state = State.CELL_START;
  private Outcome outcome = Outcome.NEEDS_INPUT;

  // Of the record being read. `pos` is the index in the window of the next byte to look at; all
  // other positions count from the record's start, so that they hold when the window moves.
  private int pos;
  private int cellFrom;
  private int cellTo;
  private byte cellForm;
  private boolean strictCell;

  /// The number of the first cell with bytes that are no characters; 0 if there is none.
  private int invalidCell;

  private int newlines;
  private int lineEnd;
  private RowProblem.@Nullable Broken fault;

  CellScanner(
      Dialect dialect,
      Limits limits,
      Window window,
      LineEnds lineEnds,
      LookAhead lookAhead,
      Cells cells) {
    this.dialect = dialect;
    this.limits = limits;
    this.window = window;
    this.lineEnds = lineEnds;
    this.lookAhead = lookAhead;
    this.plainKinds = ByteKinds.inPlainCells(dialect);
    this.quotedKinds = ByteKinds.inQuotedCells(dialect);
    this.cells = cells;
    this.delimiter = new ByteSequence(dialect.delimiter(), window);
    this.doubledQuotes = dialect.doubleQuote();
    this.skipsInitialSpace = dialect.skipInitialSpace();
  }

  int exempt() {
    return exempt;
  }

  void exempt(int cellsInFront) {
    exempt = cellsInFront;
  }

  void startRecord(int at) {
    cells.clear();
    pos = at;
    newlines = 0;
    invalidCell = 0;
    fault = null;
    state = State.CELL_START;
  }

  void windowMoved(int by) {
    pos -= by;
  }

  /// Goes on to the end of the record, which [#pos()] then is, or to its first fault.
  Outcome scan() {
    boolean goesOn = true;
    while (goesOn) {
      goesOn =
          switch (state) {
            case CELL_START -> cellStart();
            case PLAIN -> plainCells();
            case QUOTED -> quotedCell();
            case AFTER_QUOTE -> afterQuote();
          };
    }
    return outcome;
  }

  int pos() {
    return pos;
  }

  /// Behind the last byte that was looked at: the one at `pos` was, unless looking stopped there.
  int seen() {
    return pos < stop() ? pos + 1 : pos;
  }

  /// The length of the line end at `pos`; 0 at the end of the input.
  int lineEnd() {
    return lineEnd;
  }

  /// How many physical lines end before `pos`.
  int newlines() {
    return newlines;
  }

  /// The number of the first cell with bytes that are no characters; 0 if there is none.
  int invalidCell() {
    return invalidCell;
  }

  /// What is wrong with a broken record.
  RowProblem.Broken fault() {
    return requireNonNull(fault);
  }

  private boolean cellStart() {
    if (skipsInitialSpace && !skipInitialSpace()) {
      return needsInput();
    }
    boolean quoted = pos < stop() && (window.bytes[pos] & 0xFF) == dialect.quote();
    if (quoted) {
      strictCell = lookAhead.isStrictAt(pos);
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

  /// A tab or a longer delimiter that begins with blanks still delimits; blanks that are delimiters
  /// each are skipped, as in columns that are filled up with them.
  ///
  /// @return whether it is known where the cell starts
  private boolean skipInitialSpace() {
    int stop = stop();
    while (pos < stop) {
      byte b = window.bytes[pos];
      if (b != ' ' && b != '\t') {
        return true;
      }
      int length = dialect.delimiter().equals(" ") ? 0 : delimiter.lengthAt(pos);
      if (length != 0) {
        return length > 0;
      }
      pos++;
    }
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
      if (cells.count == exempt) {
        stop = stop();
      }
    }
    cellFrom = from - start;
    cellTo = p - start;
    pos = p;
    return p >= stop ? atStop() : inPlain(kinds[bytes[p] & 0xFF]);
  }

  private boolean inPlain(byte kind) {
    return switch (kind) {
      case ByteKinds.DELIMITER -> delimiter(1);
      case ByteKinds.LINE_END -> recordEnd();
      case ByteKinds.QUOTE -> quoteInPlain();
      case ByteKinds.ESCAPE -> escape(Cells.PLAIN_ESCAPED);
      case ByteKinds.SEQUENCE -> sequence();
      default -> character();
    };
  }

  /// At a byte that may begin a line terminator or a delimiter, looked for in that order.
  private boolean sequence() {
    int end = lineEnds.mayBeginWith(window.bytes[pos]) ? lineEnds.length(pos) : 0;
    int length = end == 0 ? delimiter.lengthAt(pos) : end;
    if (length == ByteSequence.NEEDS_INPUT) {
      return needsInput();
    }
    if (length > 0) {
      return end > 0 ? endRecord(end) : delimiter(length);
    }
    return state == State.AFTER_QUOTE ? blankBehindQuote() : character();
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
      case ByteKinds.SEQUENCE -> sequenceInQuotes();
      default -> character();
    };
  }

  private boolean afterQuote() {
    if (pos >= stop()) {
      return atStop();
    }
    return switch (plainKinds[window.bytes[pos] & 0xFF]) {
      case ByteKinds.DELIMITER -> delimiter(1);
      case ByteKinds.LINE_END -> recordEnd();
      case ByteKinds.SEQUENCE -> sequence();
      default -> blankBehindQuote();
    };
  }

  private boolean blankBehindQuote() {
    byte b = window.bytes[pos];
    if (b != ' ' && b != '\t') {
      return broken(new RowProblem.StrayQuote(cells.count + 1));
    }
    pos++;
    return true;
  }

  private boolean delimiter(int length) {
    if (breaksLimit(cellTo - cellFrom)) {
      return broken(brokenLimit());
    }
    cells.add(cellFrom, cellTo, cellForm);
    pos += length;
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

  /// @param length of the line end at `pos`, 0 at the end of the input
  private boolean endRecord(int length) {
    if (breaksLimit(cellTo - cellFrom)) {
      return broken(brokenLimit());
    }
    cells.add(cellFrom, cellTo, cellForm);
    lineEnd = length;
    outcome = Outcome.ENDED;
    return false;
  }

  private boolean quoteInPlain() {
    if (lookAhead.isStrictAt(pos)) {
      return broken(new RowProblem.StrayQuote(cells.count + 1));
    }
    pos++;
    return true;
  }

  private boolean sequenceInQuotes() {
    int length = lineEnds.length(pos);
    if (length == LineEnds.NEEDS_INPUT) {
      return needsInput();
    }
    return length > 0 ? newlineInQuotes() : character();
  }

  private boolean quoteInQuotes() {
    if (doubledQuotes && pos + 1 == window.limit && !window.ended) {
      return needsInput();
    }
    if (doubledQuotes
        && pos + 1 < window.limit
        && (window.bytes[pos + 1] & 0xFF) == dialect.quote()) {
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
      return broken(new RowProblem.UnclosedQuote(cells.count + 1, 0));
    }
    if (length > 0) {
      lookAhead.lineEndInside(pos, length, newlines, cells.count + 1);
    }
    int passed = Math.max(1, length);
    newlines += lineEnds.newlines(pos, passed);
    pos += passed;
    return true;
  }

  /// An escape makes the next character literal; a line end of several is one character here. As
  /// the last byte of the input it is itself text.
  private boolean escape(byte form) {
    int next = pos + 1;
    if (next == window.limit) {
      if (!window.ended) {
        return needsInput();
      }
      pos = next;
      return true;
    }
    if (lineEnds.mayBeginWith(window.bytes[next])) {
      return escapedLineEnd(next, form);
    }
    return escapedCharacter(next, form);
  }

  private boolean escapedCharacter(int at, byte form) {
    int length = Utf8.sequenceLength(window.bytes, at, window.limit);
    if (length == Utf8.INCOMPLETE && !window.ended) {
      return needsInput();
    }
    noteValidity(length);
    pos = at + Math.max(1, length);
    cellForm = form;
    return true;
  }

  private boolean escapedLineEnd(int at, byte form) {
    int physicalLength = lineEnds.physicalLength(at);
    int length = lineEnds.length(at);
    if (physicalLength == LineEnds.NEEDS_INPUT || length == LineEnds.NEEDS_INPUT) {
      return needsInput();
    }
    int passed = Math.max(physicalLength, length);
    if (passed == 0) {
      return escapedCharacter(at, form);
    }
    if (length > 0) {
      boolean quoted = state == State.QUOTED;
      RowProblem.Broken why =
          quoted && strictCell
              ? new RowProblem.UnclosedQuote(cells.count + 1, 0)
              : lookAhead.forbids(at);
      if (why != null) {
        return broken(why);
      }
      lookAhead.escapedLineEndInside(at, length, newlines, quoted ? cells.count + 1 : 0);
    }
    newlines += lineEnds.newlines(at, passed);
    pos = at + passed;
    cellForm = form;
    return true;
  }

  /// Passes one character that means nothing here.
  private boolean character() {
    int length = Utf8.sequenceLength(window.bytes, pos, window.limit);
    if (length == Utf8.INCOMPLETE && !window.ended) {
      return needsInput();
    }
    noteValidity(length);
    pos += Math.max(1, length);
    return true;
  }

  /// @param length of the character that was looked at, as [Utf8#sequenceLength] has it
  private void noteValidity(int length) {
    if (length <= 0 && invalidCell == 0) {
      invalidCell = cells.count + 1;
    }
  }

  /// Where to stop looking: at the last byte fed, or one byte past the record limit.
  private int stop() {
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

  private boolean atStop() {
    if (pos - window.start > recordLimit()) {
      return broken(
          state == State.QUOTED
              ? new RowProblem.UnclosedQuote(cells.count + 1, limits.recordBytes())
              : new RowProblem.RecordTooLarge(limits.recordBytes()));
    }
    if (!window.ended) {
      return needsInput();
    }
    if (state == State.QUOTED) {
      return broken(new RowProblem.UnclosedQuote(cells.count + 1, 0));
    }
    if (state == State.CELL_START) {
      cellTo = cellFrom;
    }
    return endRecord(0);
  }

  private boolean breaksLimit(int cellLength) {
    return (cellLength > limits.cellBytes() && cells.count >= exempt)
        || cells.count == limits.fields() + exempt;
  }

  private RowProblem.Broken brokenLimit() {
    return cells.count == limits.fields() + exempt
        ? new RowProblem.TooManyFields(limits.fields())
        : new RowProblem.CellTooLarge(cells.count + 1, limits.cellBytes());
  }

  private boolean broken(RowProblem.Broken why) {
    fault = why;
    outcome = Outcome.BROKEN;
    return false;
  }

  private boolean needsInput() {
    outcome = Outcome.NEEDS_INPUT;
    return false;
  }
}
