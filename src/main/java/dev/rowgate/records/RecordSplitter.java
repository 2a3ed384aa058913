package dev.rowgate.records;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Splitter of an input into records, with the position of each. It can stop at any byte and
/// continue when more are fed. Its parts share one [Window]: [SkippedLines] skips lines that aren't
/// records, [CellScanner] finds a record's cells and its end, [LookAhead] limits the cost of a
/// fault.
final class RecordSplitter {

  private enum State {
    INPUT_START,
    RECORD_START,
    IN_RECORD,
    /// In the rest of the line of a malformed record.
    BROKEN_LINE,
    /// In a line or row that is skipped.
    SKIPPED_LINE,
    /// After a record, which is being returned.
    RECORD
  }

  /// Number of bytes of a malformed line that are kept beyond those that are shown: enough for one
  /// character.
  private static final int KEPT = 8;

  private final Dialect dialect;
  private final Limits limits;
  private final SourceBytes source;
  private final Window window;
  private final LineEnds lineEnds;
  private final LookAhead lookAhead;
  private final SkippedLines skipped;
  private final CellScanner scanner;
  private final RawRecord record = new RawRecord();
  private @Nullable SourceTap tap;

  /// Offset in the source of what follows the last record.
  private long recordEnd = -1;

  private State state = State.INPUT_START;

  // State of a malformed record: its fault, the number of physical lines that ended in it so far,
  // and the number of source bytes that were removed from its middle.
  private RowProblem.@Nullable Broken fault;
  private int newlines;
  private long droppedSource;

  private List<ByteSequence> exemptStarts = List.of();
  private int cellsOfExemptStart;

  RecordSplitter(Dialect dialect, Limits limits, SourceBytes source, Window window) {
    this.dialect = dialect;
    this.limits = limits;
    this.source = source;
    this.window = window;
    this.lineEnds = new LineEnds(dialect.lineTerminator(), window);
    this.lookAhead = new LookAhead(window, lineEnds, dialect.quote());
    this.skipped = new SkippedLines(dialect, limits, window, lineEnds);
    this.scanner = new CellScanner(dialect, limits, window, lineEnds, lookAhead, record.cells);
  }

  void setTap(SourceTap tap) {
    this.tap = tap;
    window.setTap(tap);
  }

  RawRecord record() {
    return record;
  }

  long blankLines() {
    return skipped.blankLines();
  }

  long resyncs() {
    return lookAhead.failures();
  }

  long bytesLookedAtAgain() {
    return lookAhead.bytesLookedAtAgain();
  }

  /// The fault of the line being read, whose end isn't found yet; null if there is none.
  RowProblem.@Nullable Broken faultSoFar() {
    return state == State.BROKEN_LINE ? fault : null;
  }

  /// Makes [#record()] what is kept of the malformed line being read.
  ///
  /// @return its length in bytes
  int showBrokenLine() {
    record.bytes = window.bytes;
    record.start = window.start;
    record.end = window.limit;
    return record.length();
  }

  /// Why the input after what was skipped so far can't be read; null if it can.
  InputProblem.@Nullable HeaderProblem headFault() {
    return skipped.headFault();
  }

  /// Declares the first cells of each record to be a rejects file's own columns, which no limit
  /// counts.
  void exempt(int cells) {
    scanner.exempt(cells);
  }

  /// As [#exempt], if the first record begins with one of these texts.
  void exemptIn(List<String> starts, int cells) {
    exemptStarts = new ArrayList<>(starts.size());
    for (String start : starts) {
      exemptStarts.add(new ByteSequence(start, window));
    }
    cellsOfExemptStart = cells;
  }

  /// Ends the limit on skipped lines: records precede further ones.
  void leaveHead() {
    skipped.leaveHead();
  }

  void feed(byte[] bytes, int offset, int length) {
    if (headFault() == null) {
      dropBrokenMiddle();
      window.feed(bytes, offset, length);
    }
  }

  /// Reads to the end of the next record, which [#record()] then returns.
  ///
  /// @return `RECORD`, `NEEDS_INPUT` or `END`
  Progress next() {
    dropRecord();
    Progress progress = Progress.CONTINUE;
    while (progress == Progress.CONTINUE) {
      if (headFault() != null) {
        return atEnd();
      }
      progress =
          switch (state) {
            case INPUT_START -> inputStart();
            case RECORD_START -> recordStart();
            case IN_RECORD -> inRecord();
            case BROKEN_LINE -> brokenLine();
            case SKIPPED_LINE -> skippedLine();
            case RECORD -> throw new IllegalStateException("the record is still held");
          };
    }
    return progress;
  }

  /// Starts at a record that isn't the first one of the input.
  ///
  /// @param byteOffset of that record in the source
  /// @param exempt as for [#exempt]
  /// @param line on which it starts
  void startAt(long byteOffset, long line, int exempt) {
    window.jump(byteOffset, line - window.line);
    skipped.startBehindHead();
    scanner.exempt(exempt);
    state = State.RECORD_START;
  }

  /// Whether the window is at the start of a record, or of blank lines and comments before one, and
  /// everything that follows depends only on the bytes from here on.
  boolean isAtCleanStart() {
    dropRecord();
    return state == State.RECORD_START
        && !skipped.dependsOnNumber()
        && !lookAhead.isStrictAt(window.pos);
  }

  /// Whether nothing was skipped since the last record.
  boolean isBehindRecord() {
    return window.sourceOffset == recordEnd;
  }

  /// Continues after records that were read elsewhere; must be called only at a clean start.
  void jump(long to, long lines, long blankLines) {
    window.jump(to, lines);
    skipped.addBlankLines(blankLines);
  }

  int exempt() {
    return scanner.exempt;
  }

  /// Offers the next records to `taker`, unless one is being read.
  ///
  /// @param most maximum number of bytes to offer
  /// @return the number of records taken
  int offer(RecordTaker taker, long record, long most) {
    dropRecord();
    if (state != State.RECORD_START || skipped.skipsNext() || lookAhead.isStrictAt(window.pos)) {
      return 0;
    }
    taker.startAt(record, window.line, window.sourceOffset);
    int to = (int) Math.min(window.limit, window.pos + most);
    int end = taker.take(window.bytes, window.pos, to);
    window.moveTo(end, taker.lines());
    window.dropPassed();
    recordEnd = taker.taken() > 0 ? window.sourceOffset : recordEnd;
    return taker.taken();
  }

  /// Skips lines after the last record.
  ///
  /// @param blankLines number of blank lines among them
  void skipFooter(byte[] bytes, int from, int to, int blankLines) {
    window.feed(bytes, from, to - from);
    if (tap != null) {
      tap.footer(window.bytes, window.pos, window.limit);
    }
    window.moveTo(window.limit, lineEnds.newlines(window.pos, window.limit - window.pos));
    window.dropPassed();
    skipped.addBlankLines(blankLines);
  }

  private void dropRecord() {
    if (state == State.RECORD) {
      window.dropPassed();
      state = State.RECORD_START;
    }
  }

  private Progress atEnd() {
    return window.ended ? Progress.END : Progress.NEEDS_INPUT;
  }

  private Progress goTo(State next) {
    state = next;
    return Progress.CONTINUE;
  }

  private Progress inputStart() {
    int mark = window.byteOrderMark();
    if (mark == Utf8.INCOMPLETE && !window.ended) {
      return Progress.NEEDS_INPUT;
    }
    window.skipTo(window.pos + Math.max(0, mark), 0);
    return goTo(State.RECORD_START);
  }

  private Progress recordStart() {
    if (window.isUsedUp()) {
      return atEnd();
    }
    return switch (skipped.next()) {
      case NEEDS_INPUT -> Progress.NEEDS_INPUT;
      case BLANK_LINE, TOO_MUCH -> Progress.CONTINUE;
      case SKIPPED -> goTo(State.SKIPPED_LINE);
      case RECORD -> rowStart();
    };
  }

  private Progress rowStart() {
    int exempt = exemptHere();
    if (exempt == ByteSequence.NEEDS_INPUT) {
      return Progress.NEEDS_INPUT;
    }
    if (skipped.leavesOutRow()) {
      return goTo(State.SKIPPED_LINE);
    }
    if (exempt > 0) {
      scanner.exempt(exempt);
    }
    exemptStarts = List.of();
    lookAhead.startRecord();
    scanner.start();
    record.resynced = lookAhead.isStrictAt(window.pos);
    record.tapped = 0;
    fault = null;
    droppedSource = 0;
    return goTo(State.IN_RECORD);
  }

  /// Returns the number of exempt cells of a first record that begins here;
  /// [ByteSequence#NEEDS_INPUT] if more bytes are needed.
  private int exemptHere() {
    for (ByteSequence start : exemptStarts) {
      int length = start.lengthAt(window.pos);
      if (length != 0) {
        return length < 0 ? ByteSequence.NEEDS_INPUT : cellsOfExemptStart;
      }
    }
    return 0;
  }

  private Progress skippedLine() {
    Progress progress = skipped.skip();
    return progress == Progress.CONTINUE && headFault() == null
        ? goTo(State.RECORD_START)
        : progress;
  }

  private Progress inRecord() {
    Progress progress = scanner.scan();
    return switch (progress) {
      case RECORD -> recordEnd();
      case BROKEN -> broken(scanner.fault());
      case NEEDS_INPUT, CONTINUE, END -> progress;
    };
  }

  private Progress recordEnd() {
    if (scanner.invalidCell() > 0) {
      fault =
          new RowProblem.InvalidEncoding(dialect.encoding().name(), scanner.invalidCell())
              .without(scanner.exempt);
    }
    record.contentEnd = window.pos;
    return lineEnd(scanner.lineEnd(), scanner.newlines());
  }

  private Progress broken(RowProblem.Broken why) {
    if (lookAhead.isPastFirstLine()) {
      fault = lookAhead.fail(why, window.pos, scanner.seen()).without(scanner.exempt);
      record.lineEnded = true;
      return handOut(
          lookAhead.firstLineEnd(), lookAhead.newlinesInside(), lookAhead.newlinesAtEnd());
    }
    fault = why.without(scanner.exempt);
    newlines = scanner.newlines();
    return goTo(State.BROKEN_LINE);
  }

  private Progress brokenLine() {
    int from = window.pos;
    int length = lineEnds.moveToNext(false);
    newlines += lineEnds.newlines(from, window.pos - from);
    return length == LineEnds.NEEDS_INPUT ? Progress.NEEDS_INPUT : lineEnd(length, newlines);
  }

  /// Ends the record at the line end at the window's position, of this length; 0 at the end of the
  /// input.
  private Progress lineEnd(int length, int newlinesInside) {
    record.lineEnded = length > 0;
    return handOut(window.pos + length, newlinesInside, lineEnds.newlines(window.pos, length));
  }

  private Progress handOut(int end, int newlinesInside, int newlinesAtEnd) {
    record.bytes = window.bytes;
    record.start = window.start;
    record.end = end;
    record.fault = fault;
    record.exempt = scanner.exempt;
    record.line = window.line;
    record.endLine = window.line + newlinesInside;
    record.byteOffset = window.sourceOffset;
    record.byteLength = window.moveTo(end, newlinesInside + newlinesAtEnd) + droppedSource;
    window.sourceOffset += droppedSource;
    recordEnd = window.sourceOffset;
    state = State.RECORD;
    return Progress.RECORD;
  }

  /// Drops the middle of a malformed line, which may exceed all limits: only its start, which will
  /// be shown, and its length are kept.
  private void dropBrokenMiddle() {
    int kept = window.start + limits.count(Limit.MAX_RAW_BYTES) + KEPT;
    if (state == State.BROKEN_LINE && window.pos > kept) {
      int from = source.wholeUnits(window.bytes, window.start, kept);
      droppedSource += source.length(window.bytes, from, window.pos);
      if (tap != null && fault != null) {
        tap.tooLong(window.line, fault, window.bytes, window.start + record.tapped, window.pos);
        record.tapped = from - window.start;
      }
      window.cutOut(from);
    }
  }
}
