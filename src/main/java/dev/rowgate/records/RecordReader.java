package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.bytes.Transcoder;
import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes records of bytes. It is fed, does no I/O and never waits; the bytes come in the source's
/// encoding, and all positions are the source's. Not thread-safe.
public final class RecordReader {

  /// The result of [#next()].
  public enum Next {
    /// All that was fed is used up: feed more, or end the input.
    NEEDS_INPUT,
    /// [#record()] is the header, or the next row of one that has several.
    HEADER,
    /// [#record()] is the next data record.
    RECORD,
    /// There is no other.
    END
  }

  /// The window grows by doubling.
  private static final int WINDOW_BYTES_PER_BYTE = 2;

  private final SourceBytes source;
  private final Window window;
  private final RecordSplitter splitter;
  private final CellReader cellReader;
  private final @Nullable Transcoder transcoder;

  /// Null if no line is left out at the end.
  private final @Nullable HeldFooter footer;

  private int headerRowsAwaited;
  private long recordsRead;

  public RecordReader(Dialect dialect, Limits limits) {
    this(
        dialect,
        limits,
        CommonsCsvReader.canRead(dialect)
            ? new CommonsCsvReader(dialect)
            : new InPlaceReader(dialect));
  }

  /// With a reader of cells of the caller's choice, for tests that compare the two.
  RecordReader(Dialect dialect, Limits limits, CellReader cellReader) {
    this.source = new SourceBytes(dialect.encoding());
    this.window = new Window(source);
    this.splitter = new RecordSplitter(dialect, limits, source, window);
    this.cellReader = cellReader;
    this.transcoder =
        dialect.encoding().unit() == Encoding.Unit.UTF_8
            ? null
            : new Transcoder(dialect.encoding().charset());
    this.footer =
        dialect.skipFooter() == 0 ? null : new HeldFooter(dialect, limits, source, splitter);
    this.headerRowsAwaited = dialect.header() ? dialect.headerRows().size() : 0;
  }

  /// How many bytes of buffers it may take to find and read a record, for each byte of it.
  public int bufferBytesPerByte() {
    return WINDOW_BYTES_PER_BYTE + cellReader.bufferBytesPerByte();
  }

  /// Lets `tap` take what is in no record that is handed out.
  public void setTap(SourceTap tap) {
    splitter.setTap(tap);
  }

  /// Takes the next bytes of the input, all of them; only after [Next#NEEDS_INPUT].
  public void feed(byte[] bytes, int offset, int length) {
    if (transcoder == null) {
      pass(bytes, offset, length);
    } else {
      byte[] utf8 = transcoder.decode(bytes, offset, length);
      pass(utf8, 0, utf8.length);
    }
  }

  private void pass(byte[] utf8, int offset, int length) {
    if (footer == null) {
      splitter.feed(utf8, offset, length);
    } else {
      footer.feed(utf8, offset, length);
    }
  }

  /// The input has come to its end.
  public void end() {
    if (transcoder != null) {
      byte[] utf8 = transcoder.end();
      pass(utf8, 0, utf8.length);
    }
    if (footer != null) {
      footer.end();
    }
    window.ended = true;
  }

  public Next next() {
    Progress progress = splitter.next();
    if (progress == Progress.RECORD) {
      return found(splitter.record());
    }
    if (progress != Progress.END) {
      return Next.NEEDS_INPUT;
    }
    if (footer != null && splitter.headFault() == null) {
      footer.leaveOut();
    }
    return Next.END;
  }

  /// Lets `taker` have the next records, as many as it takes; only behind the header.
  ///
  /// @return how many it took
  public int offer(RecordTaker taker) {
    return offer(taker, Integer.MAX_VALUE);
  }

  /// As [#offer(RecordTaker)], with the next `most` bytes only.
  public int offer(RecordTaker taker, int most) {
    int taken = splitter.offer(taker, recordsRead + 1, most);
    recordsRead += taken;
    return taken;
  }

  /// A reader of the records behind this one's header, which begins at some record of the same
  /// input. It counts records and lines from there.
  ///
  /// @param dialect of this reader
  /// @param byteOffset of that record in the source
  public RecordReader startingAt(long byteOffset, Dialect dialect, Limits limits) {
    var reader = new RecordReader(dialect, limits);
    reader.headerRowsAwaited = 0;
    reader.splitter.startAt(byteOffset, splitter.exempt());
    return reader;
  }

  /// Whether a reader that [starts][#startingAt] at [#byteOffset()] would find the same as this
  /// one. It is so between two records, except where a failed look-ahead has seen quotes.
  public boolean isAtCleanStart() {
    return headerRowsAwaited == 0 && !window.ended && splitter.isAtCleanStart();
  }

  /// Goes on behind records that another reader has found; only at a [clean
  /// start][#isAtCleanStart()]. What was fed is dropped: the next bytes to be fed are those at
  /// `to`.
  ///
  /// @param to where the next record starts, in bytes of the source
  public void jump(long to, long records, long lines, long blankLines) {
    splitter.jump(to, lines, blankLines);
    recordsRead += records;
  }

  private Next found(RawRecord record) {
    boolean header = headerRowsAwaited > 0;
    if (header) {
      headerRowsAwaited--;
    }
    record.number = header ? 0 : ++recordsRead;
    if (headerRowsAwaited == 0) {
      splitter.leaveHead();
    }
    if (record.fault == null) {
      cellReader.read(record);
    }
    return header ? Next.HEADER : Next.RECORD;
  }

  /// Why what stands before the first record can't be read on, known before its end is found: a
  /// line that never ends would be read for ever. Null if nothing speaks against it.
  public InputProblem.@Nullable HeaderProblem brokenHead() {
    RowProblem.Broken broken = headerRowsAwaited > 0 ? splitter.faultSoFar() : null;
    return broken == null
        ? splitter.headFault()
        : new InputProblem.BrokenHeader(window.line, broken);
  }

  /// Why the lines at the end can't be left out, known at the end; null if they can.
  public @Nullable InputProblem brokenFooter() {
    return footer == null ? null : footer.fault();
  }

  /// Says that the first record is no data: it is the header of a rejects file, which an input
  /// without a header has too.
  public void takeAsHeader() {
    recordsRead--;
    splitter.record().number = 0;
  }

  /// Declares the first cells of each record from here on a rejects file's own columns. They get 16
  /// KiB beyond the record limit, and count for no other limit.
  public void exempt(int cells) {
    splitter.exempt(cells);
  }

  /// If the first record begins with one of these texts, its first `cells` cells, and those of all
  /// later records, are a rejects file's own columns. A guess, until [#exempt] corrects it.
  ///
  /// @param starts texts, delimiters included
  /// @param cells how many cells each of them is
  public void exemptIn(List<String> starts, int cells) {
    splitter.exemptIn(starts, cells);
  }

  /// The record that [#next()] found; the same object each time, filled anew.
  public RawRecord record() {
    return splitter.record();
  }

  /// The start of the record as it stands in the source, line end included.
  ///
  /// @param most how many bytes to show, counted in UTF-8
  public RawExcerpt excerpt(int most) {
    RawRecord record = splitter.record();
    int to = Math.min(record.end, record.start + most);
    if (to < record.end) {
      to = source.wholeUnits(record.bytes, record.start, to);
    }
    boolean cut = to < record.end;
    if (Utf8.isValid(record.bytes, record.start, to)) {
      return new RawExcerpt.Text(
          new String(record.bytes, record.start, to - record.start, UTF_8), cut);
    }
    byte[] original = original(record.bytes, record.start, to);
    return new RawExcerpt.Base64(Base64.getEncoder().encodeToString(original), cut);
  }

  /// The bytes of the source that became `bytes[from, to)`.
  public byte[] original(byte[] bytes, int from, int to) {
    return transcoder == null
        ? Arrays.copyOfRange(bytes, from, to)
        : source.restore(bytes, from, to, transcoder.charset());
  }

  /// The encoding of the source, its byte order settled.
  public Charset charset() {
    return transcoder == null ? UTF_8 : transcoder.charset();
  }

  /// Data records handed out so far.
  public long recordsRead() {
    return recordsRead;
  }

  /// Lines with nothing between their line ends.
  public long blankLines() {
    return splitter.blankLines();
  }

  /// Lines left out at the end, blank ones not counted.
  public long footerLines() {
    return footer == null ? 0 : footer.linesLeftOut();
  }

  /// How often a look-ahead failed past its first line, and reading resumed at the next one.
  public long resyncs() {
    return splitter.resyncs();
  }

  /// How many bytes failed look-aheads went over beyond the line that they cost: what shows that
  /// time stays linear.
  long bytesLookedAtAgain() {
    return splitter.bytesLookedAtAgain();
  }

  /// How many bytes are held, counted in UTF-8: from the start of the record that was handed out
  /// last, or that is being read; and what may be lines to leave out at the end.
  public int unread() {
    return window.limit - window.start + (footer == null ? 0 : footer.held());
  }

  /// Lets go of what long records have made the buffers grow to; only after [Next#NEEDS_INPUT].
  public void trim() {
    window.shrink();
    if (footer != null) {
      footer.trim();
    }
    splitter.record().forget();
    cellReader.trim();
  }

  /// How many bytes are allocated for the record being read: its bytes, and where its cells are.
  public long memory() {
    return (long) window.bytes.length + splitter.record().cells.memory();
  }

  /// How many bytes are held for the record being read.
  int bufferSize() {
    return window.bytes.length;
  }

  /// The physical line on which the next record starts, from 1.
  public long line() {
    return window.line;
  }

  /// How many bytes of the source stand before the next record.
  public long byteOffset() {
    return window.sourceOffset;
  }
}
