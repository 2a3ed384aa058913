package dev.rowgate.records;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import org.jspecify.annotations.Nullable;

/// The last lines of what was fed, which the splitter gets only when more lines follow: at the end
/// of the input they are its footer, and left out (`skipFooter`).
///
/// Lines are counted and not records: whether a line is one of the last doesn't depend on a quote
/// far in front of it. Blank lines don't count, wherever they are. Together the lines held are no
/// longer than a record may be; of longer ones the first are passed on, and the end of the input is
/// a fault then.
final class HeldFooter {

  private final int lines;
  private final int limit;
  private final RecordSplitter splitter;

  /// What wasn't passed on; its position is behind what was searched for line ends.
  private final Window window;

  private final LineEnds lineEnds;

  /// Where the last lines start, by their number modulo the length.
  private final long[] starts;

  /// How many lines have begun, and how many of them were passed on; blank ones aren't counted.
  private long begun;

  private long passedOn;
  private boolean inLine;
  private long leftOut;
  private boolean isTooLong;

  HeldFooter(Dialect dialect, Limits limits, SourceBytes source, RecordSplitter splitter) {
    this.lines = dialect.skipFooter();
    this.limit = limits.recordBytes();
    this.splitter = splitter;
    this.window = new Window(source);
    this.lineEnds = new LineEnds(dialect.lineTerminator(), window);
    this.starts = new long[lines];
  }

  /// Takes the next bytes, and passes on what they push out.
  void feed(byte[] bytes, int offset, int length) {
    window.feed(bytes, offset, length);
    findLines();
    passOn();
  }

  /// The input has come to its end: what is held is the footer.
  void end() {
    window.ended = true;
    findLines();
    passOn();
    isTooLong = begun - passedOn < Math.min(lines, begun);
  }

  private void findLines() {
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

  /// Where the first line starts that isn't passed on.
  private int firstHeld() {
    return (int) (starts[(int) (passedOn % lines)] - window.offset(0));
  }

  /// Counts the lines held as read, without a look at what is in them; only at the end.
  void leaveOut() {
    if (held() == 0) {
      return;
    }
    leftOut += begun - passedOn;
    passedOn = begun;
    int from = window.start;
    splitter.skipFooter(window.bytes, from, window.limit, blankLines());
    window.start = window.limit;
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

  /// Why the footer can't be left out; null if it can. Only at the end.
  @Nullable InputProblem fault() {
    return isTooLong ? new InputProblem.FooterTooLong(lines, limit) : null;
  }

  /// Lines left out, blank ones not counted.
  long linesLeftOut() {
    return leftOut;
  }

  /// How many bytes are held, counted in UTF-8.
  int held() {
    return window.limit - window.start;
  }

  void trim() {
    window.shrink();
  }
}
