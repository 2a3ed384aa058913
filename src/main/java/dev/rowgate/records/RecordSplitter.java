package dev.rowgate.records;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes an input apart into records and the lines that are none, and says where each record
/// stands. It can stop at any byte and go on when more are fed. Where a record's cells are and
/// where it ends is found by the [CellScanner]; what a fault costs is the [LookAhead]'s.
final class RecordSplitter {

  enum Found {
    NEEDS_INPUT,
    RECORD,
    END
  }

  private enum State {
    INPUT_START,
    RECORD_START,
    IN_RECORD,
    /// In the rest of the line of a record whose fault is known.
    BROKEN_LINE,
    /// In a comment, or in a line or row that is left out.
    DROPPED_LINE
  }

  /// Comments, blank lines and rows left out before the header have room for so many records of the
  /// longest kind. Real files have comments of some megabytes there.
  private static final int HEAD_RECORDS = 64;

  private final Dialect dialect;
  private final Limits limits;
  private final SourceBytes source;
  private final Window window = new Window();
  private final LineEnds lineEnds;
  private final LookAhead lookAhead;
  private final CellScanner scanner;
  private final RawRecord record = new RawRecord();
  private final ByteSequence comment;
  private final SkippedRows leftOutRows;
  private @Nullable SourceTap tap;

  private State state = State.INPUT_START;
  private Found found = Found.NEEDS_INPUT;
  private int skipRows;
  private long line = 1;
  private long sourceOffset;
  private long blankLines;

  /// The index in the window of the next byte to look at, but within a record.
  private int pos;

  // Of the line or record being read
  private int newlines;
  private long droppedSource;
  private RowProblem.@Nullable Broken fault;

  // Of the head: what stands before the records and the last row of the header
  private boolean inHead = true;
  private List<ByteSequence> exemptStarts = List.of();
  private int cellsOfExemptStart;
  private long headBytes;
  private long lineBytes;
  private long lineStart;
  private long lineOffset;
  private InputProblem.@Nullable HeaderProblem headFault;

  RecordSplitter(Dialect dialect, Limits limits, SourceBytes source) {
    this.dialect = dialect;
    this.limits = limits;
    this.source = source;
    this.skipRows = dialect.skipRows();
    this.lineEnds = new LineEnds(dialect.lineTerminator(), window);
    this.comment = new ByteSequence(dialect.comment(), window);
    this.leftOutRows = new SkippedRows(dialect);
    this.lookAhead = new LookAhead(window, lineEnds, dialect.quote());
    this.scanner = new CellScanner(dialect, limits, window, lineEnds, lookAhead, record.cells);
  }

  void setTap(SourceTap tap) {
    this.tap = tap;
  }

  RawRecord record() {
    return record;
  }

  long blankLines() {
    return blankLines;
  }

  long resyncs() {
    return lookAhead.failures();
  }

  long bytesLookedAtAgain() {
    return lookAhead.bytesLookedAtAgain();
  }

  /// What is wrong with the line that is being read, whose end isn't found yet; null if nothing is.
  RowProblem.@Nullable Broken faultSoFar() {
    return state == State.BROKEN_LINE ? fault : null;
  }

  /// Why nothing behind what was left out so far is read; null if it can be.
  InputProblem.@Nullable HeaderProblem headFault() {
    return headFault;
  }

  void exempt(int cells) {
    scanner.exempt(cells);
  }

  void exemptIn(List<String> starts, int cells) {
    exemptStarts = starts.stream().map(start -> new ByteSequence(start, window)).toList();
    cellsOfExemptStart = cells;
  }

  /// What is left out from here on has no limit: records stand before it.
  void leaveHead() {
    inHead = false;
  }

  int unread() {
    return window.limit - window.start;
  }

  void trim() {
    moved(window.shrink());
    record.forget();
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
    if (headFault != null) {
      return;
    }
    dropBrokenMiddle();
    moved(window.feed(bytes, offset, length));
  }

  private void moved(int by) {
    pos -= by;
    scanner.windowMoved(by);
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
      if (headFault != null) {
        found = window.ended ? Found.END : Found.NEEDS_INPUT;
        return found;
      }
      goesOn =
          switch (state) {
            case INPUT_START -> inputStart();
            case RECORD_START -> recordStart();
            case IN_RECORD -> inRecord();
            case BROKEN_LINE -> brokenLine();
            case DROPPED_LINE -> droppedLine();
          };
    }
    return found;
  }

  /// Lets `taker` have the next records, if none is being read.
  ///
  /// @return how many it took
  int offer(RecordTaker taker, long record) {
    if (found == Found.RECORD) {
      window.start = pos;
    }
    if (state != State.RECORD_START || skipRows > 0 || lookAhead.isStrictAt(pos)) {
      return 0;
    }
    taker.startAt(record, line, sourceOffset);
    int end = taker.take(window.bytes, pos, window.limit);
    sourceOffset += source.length(window.bytes, pos, end);
    line += taker.lines();
    window.start = end;
    pos = end;
    return taker.taken();
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
    lineBytes = 0;
    lineStart = line;
    lineOffset = sourceOffset;
    if (skipRows > 0) {
      state = State.DROPPED_LINE;
      return true;
    }
    if (inHead && headBytes > (long) HEAD_RECORDS * limits.recordBytes()) {
      headFault = new InputProblem.HeadTooLong((long) HEAD_RECORDS * limits.recordBytes());
      return true;
    }
    byte first = window.bytes[pos];
    int commentLength = (first & 0xFF) == comment.first() ? comment.lengthAt(pos) : 0;
    int length =
        commentLength == 0 && lineEnds.mayBeginWith(first) ? lineEnds.length(pos) : commentLength;
    if (length == ByteSequence.NEEDS_INPUT) {
      return needsInput();
    }
    if (length > 0 && commentLength == 0) {
      blankLines++;
      headBytes += length;
      line += lineEnds.newlines(pos, length);
      pass(pos + length);
      return true;
    }
    int exempt = length > 0 ? 0 : exemptAt(pos);
    if (exempt == ByteSequence.NEEDS_INPUT) {
      return needsInput();
    }
    if (length > 0 || leftOutRows.passNext()) {
      state = State.DROPPED_LINE;
      return true;
    }
    if (exempt > 0) {
      scanner.exempt(exempt);
    }
    exemptStarts = List.of();
    lookAhead.startRecord();
    scanner.startRecord(pos);
    record.resynced = lookAhead.isStrictAt(pos);
    fault = null;
    droppedSource = 0;
    record.tapped = 0;
    state = State.IN_RECORD;
    return true;
  }

  /// How many cells of a first record that begins at `at` are none of its own;
  /// [ByteSequence#NEEDS_INPUT] if too little of it is there.
  private int exemptAt(int at) {
    for (ByteSequence start : exemptStarts) {
      int length = start.lengthAt(at);
      if (length != 0) {
        return length < 0 ? ByteSequence.NEEDS_INPUT : cellsOfExemptStart;
      }
    }
    return 0;
  }

  private boolean inRecord() {
    return switch (scanner.scan()) {
      case NEEDS_INPUT -> needsInput();
      case ENDED -> recordEnd();
      case BROKEN -> broken(scanner.fault());
    };
  }

  private boolean recordEnd() {
    pos = scanner.pos();
    int lineEnd = scanner.lineEnd();
    if (scanner.invalidCell() > 0) {
      fault = new RowProblem.InvalidEncoding(dialect.encoding().name(), scanner.invalidCell());
    }
    record.contentEnd = pos;
    record.lineEnded = lineEnd > 0;
    return handOut(
        pos + lineEnd, scanner.newlines(), lineEnd == 0 ? 0 : lineEnds.newlines(pos, lineEnd));
  }

  private boolean broken(RowProblem.Broken why) {
    if (lookAhead.isPastFirstLine()) {
      fault = lookAhead.fail(why, scanner.pos(), scanner.seen());
      record.lineEnded = true;
      return handOut(
          lookAhead.firstLineEnd(), lookAhead.newlinesInside(), lookAhead.newlinesAtEnd());
    }
    fault = why;
    pos = scanner.pos();
    newlines = scanner.newlines();
    state = State.BROKEN_LINE;
    return true;
  }

  private boolean brokenLine() {
    int length = toLineEnd(false);
    if (length == LineEnds.NEEDS_INPUT) {
      return needsInput();
    }
    record.lineEnded = length > 0;
    return handOut(pos + length, newlines, length == 0 ? 0 : lineEnds.newlines(pos, length));
  }

  private boolean droppedLine() {
    int length = toLineEnd(skipRows > 0);
    lineBytes += pos - window.start;
    if (inHead && lineBytes > limits.recordBytes()) {
      line = lineStart;
      sourceOffset = lineOffset;
      headFault = new InputProblem.LeftOutLineTooLong(line, limits.recordBytes());
      return true;
    }
    if (length == LineEnds.NEEDS_INPUT) {
      line += newlines;
      newlines = 0;
      pass(pos);
      return needsInput();
    }
    line += newlines + (length == 0 ? 0 : lineEnds.newlines(pos, length));
    pass(pos + length);
    headBytes += skipRows > 0 ? 0 : lineBytes + length;
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
      if (lineEnds.mayBeginWith(bytes[pos])) {
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
    if (tap != null) {
      tap.between(window.bytes, window.start, to);
    }
    sourceOffset += source.length(window.bytes, window.start, to);
    window.start = to;
    pos = to;
  }

  /// A line that is rejected anyway may be longer than all limits: its start, which will be shown,
  /// and its length are all that is kept.
  private void dropBrokenMiddle() {
    int kept = window.start + limits.rawBytes() + 8;
    if (state == State.BROKEN_LINE && pos > kept) {
      int from = source.wholeUnits(window.bytes, window.start, kept);
      droppedSource += source.length(window.bytes, from, pos);
      if (tap != null && fault != null) {
        tap.tooLong(line, fault, window.bytes, window.start + record.tapped, pos);
        record.tapped = from - window.start;
      }
      pos -= window.cutOut(from, pos);
    }
  }
}
