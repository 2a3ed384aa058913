package dev.rowgate.records;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.RowProblem;

/// Scanner that finds the cells of a record and its end, byte by byte, and looks at most one record
/// limit ahead. It can stop at any byte and continue when more are fed.
///
/// To add a dialect option:
///
/// - A byte with a meaning inside a cell gets a kind in [ByteKinds], and a case in [#inUnquoted],
///   [#inQuoted] or [#afterQuote].
/// - What makes a cell's content differ from the bytes between two delimiters gets a form in
///   [Cells], and is decoded by [InPlaceReader].
/// - What lets a record continue past a line end must be reported to [LookAhead], and be impossible
///   where [LookAhead#isStrictAt] holds. Otherwise a lost quote may cost more than its line.
/// - [dev.rowgate.fast.CellFinder] must refuse the dialect, or support it too.
///
/// Every method that returns [Progress] `NEEDS_INPUT` leaves the state unchanged, so that the same
/// step can be repeated.
final class CellScanner extends OpenRecord {

  private enum State {
    CELL_START,
    UNQUOTED,
    QUOTED,
    AFTER_QUOTE
  }

  private final Dialect dialect;
  private final LineEnds lineEnds;
  private final LookAhead lookAhead;
  private final byte[] unquotedKinds;
  private final byte[] quotedKinds;
  private final boolean doubledQuotes;
  private final boolean skipsInitialSpace;

  private State state = State.CELL_START;

  /// Whether the quoted cell must close on its own line.
  private boolean strictCell;

  CellScanner(
      Dialect dialect,
      Limits limits,
      Window window,
      LineEnds lineEnds,
      LookAhead lookAhead,
      Cells cells) {
    super(dialect, limits, window, cells);
    this.dialect = dialect;
    this.lineEnds = lineEnds;
    this.lookAhead = lookAhead;
    this.unquotedKinds = ByteKinds.inPlainCells(dialect);
    this.quotedKinds = ByteKinds.inQuotedCells(dialect);
    this.doubledQuotes = dialect.doubleQuote();
    this.skipsInitialSpace = dialect.skipInitialSpace();
  }

  @Override
  void start() {
    super.start();
    state = State.CELL_START;
  }

  /// Scans to the end of the record or to its first fault, where the window's position then is.
  Progress scan() {
    Progress progress = Progress.CONTINUE;
    while (progress == Progress.CONTINUE) {
      progress =
          switch (state) {
            case CELL_START -> cellStart();
            case UNQUOTED -> unquotedCells();
            case QUOTED -> quotedCell();
            case AFTER_QUOTE -> afterQuote();
          };
    }
    return progress;
  }

  private Progress goTo(State next) {
    state = next;
    return Progress.CONTINUE;
  }

  private Progress cellStart() {
    if (skipsInitialSpace && skipInitialSpace() == Progress.NEEDS_INPUT) {
      return Progress.NEEDS_INPUT;
    }
    boolean quoted = window.pos < stop() && (window.bytes[window.pos] & 0xFF) == dialect.quote();
    if (quoted) {
      strictCell = lookAhead.isStrictAt(window.pos);
      window.pos++;
    }
    cellFrom = window.pos - window.start;
    cellForm = quoted ? Cells.QUOTED : Cells.PLAIN;
    if (window.pos >= stop() && !quoted) {
      cellTo = cellFrom;
      return atStop(false);
    }
    return goTo(quoted ? State.QUOTED : State.UNQUOTED);
  }

  /// Skips blanks before a cell. A tab or a longer delimiter that begins with blanks still
  /// delimits; if the delimiter itself is a space, repeated ones are skipped, as in columns that
  /// are padded with them.
  private Progress skipInitialSpace() {
    int stop = stop();
    while (window.pos < stop) {
      byte b = window.bytes[window.pos];
      if (b != ' ' && b != '\t') {
        return Progress.CONTINUE;
      }
      int length = dialect.delimiter().equals(" ") ? 0 : delimiter.lengthAt(window.pos);
      if (length != 0) {
        return length > 0 ? Progress.CONTINUE : Progress.NEEDS_INPUT;
      }
      window.pos++;
    }
    return Progress.CONTINUE;
  }

  /// Scans unquoted cells: the loop that processes most input.
  private Progress unquotedCells() {
    byte[] bytes = window.bytes;
    byte[] kinds = unquotedKinds;
    int quote = dialect.quote();
    int start = window.start;
    int stop = stop();
    int from = start + cellFrom;
    int p = window.pos;
    while (true) {
      while (p < stop && kinds[bytes[p] & 0xFF] == ByteKinds.TEXT) {
        p++;
      }
      boolean unquotedCellFollows =
          p + 1 < stop
              && kinds[bytes[p] & 0xFF] == ByteKinds.DELIMITER
              && (bytes[p + 1] & 0xFF) != quote;
      if (!unquotedCellFollows || breaksLimit(p - from)) {
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
    window.pos = p;
    return p >= stop ? atStop(false) : inUnquoted(kinds[bytes[p] & 0xFF]);
  }

  private Progress inUnquoted(byte kind) {
    return switch (kind) {
      case ByteKinds.DELIMITER -> delimiter(1);
      case ByteKinds.LINE_END -> lineEndOutsideQuotes();
      case ByteKinds.QUOTE -> quoteInUnquoted();
      case ByteKinds.ESCAPE -> escape(Cells.PLAIN_ESCAPED);
      case ByteKinds.SEQUENCE -> sequence();
      default -> character();
    };
  }

  private Progress quotedCell() {
    byte[] bytes = window.bytes;
    byte[] kinds = quotedKinds;
    int stop = stop();
    int p = window.pos;
    while (p < stop && kinds[bytes[p] & 0xFF] == ByteKinds.TEXT) {
      p++;
    }
    window.pos = p;
    return p >= stop ? atStop(true) : inQuoted(kinds[bytes[p] & 0xFF]);
  }

  private Progress inQuoted(byte kind) {
    return switch (kind) {
      case ByteKinds.LINE_END -> lineEndInQuotes();
      case ByteKinds.QUOTE -> quoteInQuotes();
      case ByteKinds.ESCAPE -> escape(Cells.QUOTED_ESCAPED);
      case ByteKinds.SEQUENCE -> lineEnds.length(window.pos) == 0 ? character() : lineEndInQuotes();
      default -> character();
    };
  }

  private Progress afterQuote() {
    if (window.pos >= stop()) {
      return atStop(false);
    }
    return switch (unquotedKinds[window.bytes[window.pos] & 0xFF]) {
      case ByteKinds.DELIMITER -> delimiter(1);
      case ByteKinds.LINE_END -> lineEndOutsideQuotes();
      case ByteKinds.SEQUENCE -> sequence();
      default -> blankAfterQuote();
    };
  }

  private Progress blankAfterQuote() {
    byte b = window.bytes[window.pos];
    if (b != ' ' && b != '\t') {
      return broken(new RowProblem.StrayQuote(cellNumber()));
    }
    window.pos++;
    return Progress.CONTINUE;
  }

  private Progress delimiter(int length) {
    state = State.CELL_START;
    return endCell(length);
  }

  /// Handles a byte that may begin a line terminator or a delimiter, checked in this order.
  private Progress sequence() {
    int end = lineEnds.mayBeginWith(window.bytes[window.pos]) ? lineEnds.length(window.pos) : 0;
    int length = end == 0 ? delimiter.lengthAt(window.pos) : end;
    if (length == ByteSequence.NEEDS_INPUT) {
      return Progress.NEEDS_INPUT;
    }
    if (length > 0) {
      return end > 0 ? endRecord(end) : delimiter(length);
    }
    return state == State.AFTER_QUOTE ? blankAfterQuote() : character();
  }

  private Progress lineEndOutsideQuotes() {
    int length = lineEnds.length(window.pos);
    if (length == LineEnds.NEEDS_INPUT) {
      return Progress.NEEDS_INPUT;
    }
    if (length > 0) {
      return endRecord(length);
    }
    if (state == State.AFTER_QUOTE) {
      return broken(new RowProblem.StrayQuote(cellNumber()));
    }
    newlines += lineEnds.newlines(window.pos, 1);
    window.pos++;
    return Progress.CONTINUE;
  }

  private Progress quoteInUnquoted() {
    if (lookAhead.isStrictAt(window.pos)) {
      return broken(new RowProblem.StrayQuote(cellNumber()));
    }
    window.pos++;
    return Progress.CONTINUE;
  }

  private Progress quoteInQuotes() {
    int next = window.pos + 1;
    if (doubledQuotes && next == window.limit && !window.ended) {
      return Progress.NEEDS_INPUT;
    }
    if (doubledQuotes && next < window.limit && (window.bytes[next] & 0xFF) == dialect.quote()) {
      cellForm = Cells.QUOTED_ESCAPED;
      window.pos += 2;
      return Progress.CONTINUE;
    }
    cellTo = window.pos - window.start;
    window.pos = next;
    return goTo(State.AFTER_QUOTE);
  }

  private Progress lineEndInQuotes() {
    int at = window.pos;
    int length = lineEnds.length(at);
    if (length == LineEnds.NEEDS_INPUT) {
      return Progress.NEEDS_INPUT;
    }
    if (length > 0 && strictCell) {
      return broken(new RowProblem.UnclosedQuote(cellNumber(), 0));
    }
    if (length > 0) {
      lookAhead.lineEndInside(at, length, newlines, cellNumber());
    }
    int passed = Math.max(1, length);
    newlines += lineEnds.newlines(at, passed);
    window.pos += passed;
    return Progress.CONTINUE;
  }

  /// Handles an escape, which makes the next character literal; a line terminator of several bytes
  /// counts as one. As the last byte of the input, the escape is itself text.
  private Progress escape(byte form) {
    int next = window.pos + 1;
    if (next == window.limit) {
      if (!window.ended) {
        return Progress.NEEDS_INPUT;
      }
      window.pos = next;
      return Progress.CONTINUE;
    }
    Progress progress =
        lineEnds.mayBeginWith(window.bytes[next]) ? escapedLineEnd(next) : character(next);
    if (progress == Progress.CONTINUE) {
      cellForm = form;
    }
    return progress;
  }

  private Progress escapedLineEnd(int at) {
    int physicalLength = lineEnds.physicalLength(at);
    int length = lineEnds.length(at);
    if (physicalLength == LineEnds.NEEDS_INPUT || length == LineEnds.NEEDS_INPUT) {
      return Progress.NEEDS_INPUT;
    }
    int passed = length > 0 ? length : Math.min(physicalLength, 1);
    if (passed == 0) {
      return character(at);
    }
    if (length > 0) {
      boolean quoted = state == State.QUOTED;
      RowProblem.Broken why =
          quoted && strictCell
              ? new RowProblem.UnclosedQuote(cellNumber(), 0)
              : lookAhead.forbids(at);
      if (why != null) {
        return broken(why);
      }
      lookAhead.escapedLineEndInside(at, length, newlines, quoted ? cellNumber() : 0);
    }
    newlines += lineEnds.newlines(at, passed);
    window.pos = at + passed;
    return Progress.CONTINUE;
  }
}
