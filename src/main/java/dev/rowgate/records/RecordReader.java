package dev.rowgate.records;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.bytes.Transcoder;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reader that splits bytes into records. It is fed, does no I/O and never waits. The bytes are in
/// the source's encoding, and all positions refer to the source. Not thread-safe.
public final class RecordReader {

  /// The result of [#next()].
  public enum Next {
    /// All input is consumed: feed more, or end the input.
    NEEDS_INPUT,
    /// [#record()] is the header, or the next of several header rows.
    HEADER,
    /// [#record()] is the next data record.
    RECORD,
    /// There are no more records.
    END
  }

  /// The window grows by doubling.
  private static final int WINDOW_BYTES_PER_BYTE = 2;

  private final Window window;
  private final RecordSplitter splitter;
  private final CellReader cellReader;
  private final @Nullable Transcoder transcoder;
  private final OriginalBytes original;

  /// Null if no lines are skipped at the end.
  private final @Nullable HeldFooter footer;

  /// The line on which the footer begins, and its offset in the source; known at the end.
  private long footerLine;

  private long footerOffset;

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

  /// For tests that compare the two readers of cells.
  RecordReader(Dialect dialect, Limits limits, CellReader cellReader) {
    var source = new SourceBytes(dialect.encoding());
    this.window = new Window(source);
    this.splitter = new RecordSplitter(dialect, limits, source, window);
    this.cellReader = cellReader;
    Encoding.Unit unit = dialect.encoding().unit();
    this.transcoder =
        unit == Encoding.Unit.UTF_8 ? null : new Transcoder(dialect.encoding().charset());
    this.original =
        new OriginalBytes(source, transcoder, unit == Encoding.Unit.UTF_16, splitter.record());
    this.footer =
        dialect.skipFooter() == 0 ? null : new HeldFooter(dialect, limits, source, splitter);
    this.headerRowsAwaited = dialect.header() ? dialect.headerRows().size() : 0;
  }

  /// Maximum bytes of buffers that finding and reading a record uses per byte of the record.
  public int bufferBytesPerByte() {
    return WINDOW_BYTES_PER_BYTE + cellReader.bufferBytesPerByte();
  }

  /// Sets a tap for input that isn't part of a returned record.
  public void setTap(SourceTap tap) {
    splitter.setTap(tap);
  }

  /// Feeds the next bytes of the input, which are all consumed; must be called only after
  /// [Next#NEEDS_INPUT].
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

  /// Marks the end of the input.
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
    if (footer != null && splitter.headFault() == null && footer.held() > 0) {
      footerLine = window.line;
      footerOffset = window.sourceOffset;
      footer.leaveOut();
    }
    return Next.END;
  }

  /// Offers the next records to a taker, which takes as many as it can; must be called only after
  /// the header.
  ///
  /// @return the number of records taken
  public int offer(RecordTaker taker) {
    return offer(taker, Integer.MAX_VALUE);
  }

  /// As [#offer(RecordTaker)], but only the next `most` bytes.
  public int offer(RecordTaker taker, int most) {
    int taken = splitter.offer(taker, recordsRead + 1, most);
    recordsRead += taken;
    return taken;
  }

  /// Creates a reader that starts at a later record of the same input, after its header. It counts
  /// records and lines from there.
  ///
  /// @param dialect of this reader
  /// @param byteOffset of that record in the source
  public RecordReader startingAt(long byteOffset, Dialect dialect, Limits limits) {
    var reader = new RecordReader(dialect, limits);
    reader.headerRowsAwaited = 0;
    reader.splitter.startAt(byteOffset, 1, splitter.exempt());
    return reader;
  }

  /// Number of bytes of the lines skipped at the end, counted in UTF-8; must be called only after
  /// [Next#END], as [#footer].
  public int footerBytes() {
    return footer == null ? 0 : footer.leftOutBytes();
  }

  /// Creates a reader of the lines skipped at the end, as if they were records.
  ///
  /// @param dialect of this reader
  public RecordReader footer(Dialect dialect, Limits limits) {
    Dialect whole = dialect.said().with(DialectProperty.SKIP_FOOTER, 0).complete();
    RecordReader reader = startingAt(footerOffset, whole, limits);
    reader.window.line = footerLine;
    if (footer != null) {
      footer.feedLeftOutTo(reader.splitter);
    }
    reader.window.ended = true;
    return reader;
  }

  /// Continues at a later record, after the header. Fed bytes are dropped: the next ones must be
  /// those at `byteOffset`.
  ///
  /// @param byteOffset of that record in the source
  /// @param record its number
  /// @param line on which it starts
  public void continueAt(long byteOffset, long record, long line) {
    splitter.startAt(byteOffset, line, splitter.exempt());
    recordsRead = record - 1;
  }

  /// Whether a reader that [starts][#startingAt] at [#byteOffset()] would find the same records as
  /// this one. That holds between two records, except where a failed look-ahead has seen quotes.
  public boolean isAtCleanStart() {
    return headerRowsAwaited == 0 && !window.ended && splitter.isAtCleanStart();
  }

  /// Whether the input can be cut here: at a [clean start][#isAtCleanStart()] that directly follows
  /// a record. A reader of the part before it stops exactly here, after that record.
  public boolean isAtCut() {
    return isAtCleanStart() && splitter.isBehindRecord();
  }

  /// Continues after records that another reader has found; must be called only at a [clean
  /// start][#isAtCleanStart()]. Fed bytes are dropped: the next ones must be those at `to`.
  ///
  /// @param to start of the next record, in bytes of the source
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

  /// Returns why the input before the first record can't be read any further; null if it can. This
  /// is known before the end of the line is found, so that a line without end isn't read for ever.
  public InputProblem.@Nullable HeaderProblem brokenHead() {
    RowProblem.Broken broken = headerRowsAwaited > 0 ? splitter.faultSoFar() : null;
    return broken == null
        ? splitter.headFault()
        : new InputProblem.BrokenHeader(window.line, broken);
  }

  /// Whether the start of the malformed header row being read is complete, so that
  /// [OriginalBytes#isNoUtf16] answers the same however the input is cut into pieces.
  ///
  /// @param most number of bytes that it examines
  public boolean hasBrokenStart(int most) {
    return !original.isUtf16() || splitter.faultSoFar() == null || splitter.showBrokenLine() > most;
  }

  /// Returns why the lines at the end can't be skipped, which is known at the end; null if they
  /// can.
  public @Nullable InputProblem brokenFooter() {
    return footer == null ? null : footer.fault();
  }

  /// Declares the first record to be no data: it is the header of a rejects file, which there is
  /// even if the original input had none.
  public void takeAsHeader() {
    recordsRead--;
    splitter.record().number = 0;
  }

  /// Declares the first cells of each further record to be a rejects file's own columns. They have
  /// 16 KiB beyond the record limit, and no other limit counts them.
  public void exempt(int cells) {
    splitter.exempt(cells);
  }

  /// If the first record begins with one of these texts, exempts its first `cells` cells, and those
  /// of all later records, as a rejects file's own columns. This is a guess until [#exempt]
  /// corrects it.
  ///
  /// @param starts texts, including delimiters
  /// @param cells number of cells in each text
  public void exemptIn(List<String> starts, int cells) {
    splitter.exemptIn(starts, cells);
  }

  /// The record that [#next()] found; always the same object, filled anew.
  public RawRecord record() {
    return splitter.record();
  }

  /// The source's bytes of the record that [#next()] found.
  public OriginalBytes original() {
    return original;
  }

  /// Number of data records so far.
  public long recordsRead() {
    return recordsRead;
  }

  /// Number of blank lines so far.
  public long blankLines() {
    return splitter.blankLines();
  }

  /// Number of lines skipped at the end, without blank ones.
  public long footerLines() {
    return footer == null ? 0 : footer.linesLeftOut();
  }

  /// Number of look-aheads that failed past the first line, after which reading resynchronised.
  public long resyncs() {
    return splitter.resyncs();
  }

  /// Total number of bytes that failed look-aheads examined beyond the lines that they cost. A test
  /// checks by it that time is linear.
  long bytesLookedAtAgain() {
    return splitter.bytesLookedAtAgain();
  }

  /// Number of bytes held, counted in UTF-8: from the start of the record that was returned last or
  /// is being read, and of lines that may be the footer.
  public int unread() {
    return window.limit - window.start + (footer == null ? 0 : footer.held());
  }

  /// Releases buffers that long records have enlarged; must be called only after
  /// [Next#NEEDS_INPUT].
  public void trim() {
    window.shrink();
    if (footer != null) {
      footer.trim();
    }
    splitter.record().forget();
    cellReader.trim();
  }

  /// The number of bytes allocated for the record being read: for its content, and for the
  /// positions of its cells.
  public long memory() {
    return (long) window.bytes.length + splitter.record().cells.memory();
  }

  /// Number of bytes allocated for the record being read.
  int bufferSize() {
    return window.bytes.length;
  }

  /// The physical line on which the next record starts, from 1.
  public long line() {
    return window.line;
  }

  /// Number of source bytes before the next record.
  public long byteOffset() {
    return window.sourceOffset;
  }
}
