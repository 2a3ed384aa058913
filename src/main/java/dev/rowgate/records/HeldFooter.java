package dev.rowgate.records;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import org.jspecify.annotations.Nullable;

/// Buffer for the last lines that were fed, which the splitter gets only when more lines follow: at
/// the end of the input they are its footer, and skipped (`skipFooter`).
///
/// It counts lines, not records, so that a quote far before the end doesn't determine which lines
/// are the last ones. Blank lines don't count, wherever they are. The lines held, with the blank
/// ones among them, don't exceed the record limit together; beyond it the first ones are passed on,
/// and the end of the input is then a fault.
final class HeldFooter {

  private final int lines;
  private final int limit;
  private final RecordSplitter splitter;

  /// The bytes that weren't passed on; its position is the end of the part that was searched for
  /// line ends.
  private final Window window;

  private final LineEnds lineEnds;

  /// The offsets of the last lines, at their number modulo the length.
  private final long[] starts;

  /// Number of lines that have begun, without blank ones.
  private long begun;

  private long passedOn;
  private boolean atStart = true;
  private boolean inLine;
  private long leftOut;
  private int leftOutBytes;
  private boolean isTooLong;

  HeldFooter(Dialect dialect, Limits limits, SourceBytes source, RecordSplitter splitter) {
    this.lines = dialect.skipFooter();
    this.limit = limits.recordBytes();
    this.splitter = splitter;
    this.window = new Window(source);
    this.lineEnds = new LineEnds(dialect.lineTerminator(), window);
    this.starts = new long[lines];
  }

  /// Takes the next bytes, and passes on the lines that aren't among the last ones any more.
  void feed(byte[] bytes, int offset, int length) {
    window.feed(bytes, offset, length);
    findLines();
    passOn();
  }

  /// Marks the end of the input: the lines held are the footer.
  void end() {
    window.ended = true;
    findLines();
    passOn();
    isTooLong = begun - passedOn < Math.min(lines, begun);
  }

  /// Passes a byte order mark, so that a blank line after it is blank.
  ///
  /// @return false if more bytes are needed
  private boolean isPastMark() {
    if (atStart) {
      int mark = window.byteOrderMark();
      if (mark == Utf8.INCOMPLETE && !window.ended) {
        return false;
      }
      window.pos += Math.max(0, mark);
      atStart = false;
    }
    return true;
  }

  private void findLines() {
    if (!isPastMark()) {
      return;
    }
    while (window.pos < window.limit) {
      if (!inLine) {
        int blank = blankLength();
        if (blank == LineEnds.NEEDS_INPUT) {
          return;
        }
        if (blank > 0) {
          window.pos += blank;
          continue;
        }
        starts[(int) (begun++ % lines)] = window.offset(window.pos);
        inLine = true;
      }
      int length = lineEnds.moveToNext(false);
      if (length == LineEnds.NEEDS_INPUT) {
        return;
      }
      window.pos += length;
      inLine = false;
    }
  }

  private int blankLength() {
    return lineEnds.mayBeginWith(window.bytes[window.pos]) ? lineEnds.length(window.pos) : 0;
  }

  private void passOn() {
    passedOn = Math.max(passedOn, begun - lines);
    while (passedOn < begun && window.limit - firstHeld() > limit) {
      passedOn++;
    }
    int to = passedOn < begun ? firstHeld() : window.pos;
    splitter.feed(window.bytes, window.start, to - window.start);
    window.start = to;
  }

  /// Returns the start of the first line that wasn't passed on.
  private int firstHeld() {
    return (int) (starts[(int) (passedOn % lines)] - window.offset(0));
  }

  /// Counts the lines held as read, without parsing them; must be called only at the end.
  void leaveOut() {
    leftOut += begun - passedOn;
    passedOn = begun;
    int from = window.start;
    splitter.skipFooter(window.bytes, from, window.limit, blankLines());
    leftOutBytes = window.limit - from;
    window.start = window.limit;
  }

  /// The length of the lines left out, with blank ones, while they are still in memory: from
  /// [#leaveOut()] until [#trim()].
  int leftOutBytes() {
    return leftOutBytes;
  }

  /// Feeds the lines left out to another splitter.
  void feedLeftOutTo(RecordSplitter other) {
    other.feed(window.bytes, window.limit - leftOutBytes, leftOutBytes);
  }

  private int blankLines() {
    int blankLines = 0;
    window.pos = window.start;
    while (window.pos < window.limit) {
      int blank = blankLength();
      if (blank > 0) {
        blankLines++;
        window.pos += blank;
      } else {
        int length = lineEnds.moveToNext(false);
        window.pos += length;
      }
    }
    return blankLines;
  }

  /// Returns why the footer can't be skipped; null if it can. Must be called only at the end.
  @Nullable InputProblem fault() {
    return isTooLong ? new InputProblem.FooterTooLong(lines, limit) : null;
  }

  /// Returns the number of lines skipped, without blank ones.
  long linesLeftOut() {
    return leftOut;
  }

  /// Returns the number of bytes held, counted in UTF-8.
  int held() {
    return window.limit - window.start;
  }

  void trim() {
    leftOutBytes = 0;
    window.shrink();
  }
}
