package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.Part;
import dev.rowgate.pipeline.head.HeadDialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RecordReader;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.CrossRecordCheck;
import dev.rowgate.rows.RejectsColumns;
import dev.rowgate.rows.Tally;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One run from CSV bytes to JSON lines, or to another [format][Options.Format]. It does no I/O of
/// its own and never waits:
///
/// ```java
/// while (true) {
///   switch (conversion.step()) {
///     case Step.NeedsInput _ -> {
///       int n = in.read(buffer);
///       if (n < 0) conversion.end(); else conversion.feed(buffer, 0, n);
///     }
///     case Step.NeedsRoom room -> conversion.grant(room.bytes());
///     case Step.HasOutput _ -> conversion.drain(out);
///     ...
/// ```
///
/// Not thread-safe, but different threads may use it one after the other.
///
/// A compressed input uses memory outside the heap, which is freed when the run ends. A run that is
/// abandoned earlier, for example because its client is gone, must be closed.
public final class Conversion implements AutoCloseable {

  private final @Nullable Schema schema;
  private final boolean hasJson;
  private final Dialect dialect;
  private final Options options;
  private final Limits limits;
  private final Function<Columns, @Nullable CrossRecordCheck> watches;
  private final Intake intake;
  private final ResultWriter writer;
  private final Accounts accounts;

  /// Replaced if the first bytes change the dialect.
  private RecordReader reader;

  private Dialect settled;

  /// Null until records are read.
  private @Nullable RecordLoop records;

  /// The phase after the header; null until that is known.
  private @Nullable Phase afterHeader;

  /// Null if no other threads take part.
  private @Nullable RowBlocks blocks;

  /// Null to convert the whole input.
  private @Nullable Part part;

  private Phase phase;
  private Step.@Nullable Ending ending;
  private @Nullable RunKeys keys;
  private boolean linesLost;

  /// Creates a run on an input whose compression is detected from its first bytes.
  ///
  /// @param schema of the rows; null if all columns are text
  public Conversion(@Nullable Schema schema, Dialect dialect, Options options, Limits limits) {
    this(schema, dialect, options, limits, Compression.DETECT, ResultWriter.of(options, dialect));
  }

  /// @param schema of the rows; null if all columns are text
  /// @param compression of the input
  /// @param writer writes the output
  public Conversion(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      Compression compression,
      ResultWriter writer) {
    this(schema, dialect, options, limits, compression, RunKeys.inMemory(schema, limits), writer);
  }

  /// @param schema of the rows; null if all columns are text
  /// @param compression of the input
  /// @param keys of the same schema, after all [Lookup]s; closed when the run ends
  /// @param writer writes the output
  public Conversion(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      Compression compression,
      RunKeys keys,
      ResultWriter writer) {
    this(schema, dialect, options, limits, compression, keys::watch, writer);
    this.keys = keys;
    List<InputProblem> missing = keys.missing();
    if (!missing.isEmpty()) {
      end(new Step.Refused(missing));
    }
  }

  /// @param watches creates the check across records once the columns are known; returns null for
  ///   none
  Conversion(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      Compression compression,
      Function<Columns, @Nullable CrossRecordCheck> watches,
      ResultWriter writer) {
    this.schema = schema;
    this.hasJson = schema != null && schema.hasJson();
    this.dialect = dialect;
    this.settled = dialect;
    this.options = options;
    this.limits = limits;
    this.watches = watches;
    this.writer = writer;
    this.reader = new RecordReader(dialect, limits);
    var tally = new Tally(schema == null ? List.of() : schema.rules());
    this.accounts = new Accounts(reader, writer, tally);
    accounts.addWarnings(schema == null ? List.of() : schema.warnings());
    this.intake = new Intake(compression, limits, reader, writer, room(), this::forgetRow);
    this.phase = new SniffPhase(intake, dialect);
  }

  private MemoryEstimate room() {
    return new MemoryEstimate(limits, reader.bufferBytesPerByte(), hasJson);
  }

  /// Starts reading records, in the dialect that the first bytes have completed.
  private void open(HeadDialect head) {
    settled = head.dialect();
    accounts.addWarnings(head.warnings());
    if (!settled.equals(dialect)) {
      reader = new RecordReader(settled, limits);
      accounts.setReader(reader);
    }
    var rejectsColumns = new RejectsColumns(settled);
    reader.exemptIn(rejectsColumns.starts(), RejectsColumns.COUNT);
    RejectsWriter rejects = writer.rejects();
    if (rejects != null) {
      rejects.readFrom(reader, settled);
    }
    intake.open(reader, room());
    var run =
        new Run(schema, settled, options, limits, intake, reader, rejectsColumns, writer, accounts);
    records = new RecordLoop(run, watches, blocks, part);
    afterHeader = part == null || part.from() == 0 ? records : new PartStart(part, run, records);
    phase = new HeaderPhase(run, records);
    if (part != null && !part.isMadeWith(settled, limits)) {
      var given = Excerpt.of(part.toString());
      var other = new InputProblem.BadOption("part", given, Part.EXPECTED, null);
      end(new Step.Refused(List.of(other)));
    }
  }

  /// Counts the windows of a zstd input. Must be called before the first [#step()].
  ///
  /// @param memory if it has no room for a window, the run ends with the fault `too-busy`
  public void countWindows(ByteLimit memory) {
    intake.countWindows(memory);
  }

  /// Takes row blocks that other threads produce from the same input; the conversion waits for
  /// them. It must then be fed by position: after [Step.NeedsInput], with the bytes at [#next()].
  /// Must be called before the first [#step()].
  public void takeBlocks(RowBlocks source) {
    blocks = source;
  }

  /// Converts a part of the input only, and reads its header first. The conversion must be fed by
  /// position, as with [#takeBlocks], and have no keys and no limit on errors. Must be called
  /// before the first [#step()].
  ///
  /// @param check is called before the run is reported as complete; returns why it isn't, or null
  public void convertPart(Part its, Supplier<@Nullable InputProblem> check) {
    part = its;
    accounts.setPart(its, check);
  }

  /// The place between two records where the run is, if the input can be cut there; otherwise null.
  public @Nullable Cut cut() {
    return reader.isAtCut()
        ? new Cut(reader.byteOffset(), reader.recordsRead() + 1, reader.line())
        : null;
  }

  /// Whether the input is known to be compressed.
  public boolean isCompressed() {
    return intake.isCompressed();
  }

  /// The dialect of the records, as the first bytes have completed it; available once they were
  /// read.
  public Dialect dialect() {
    return settled;
  }

  /// Whether the check of one record may take seconds: the schema has fields of JSON.
  public boolean mayCheckLong() {
    return hasJson;
  }

  /// The offset in the input of the next bytes to feed.
  public long next() {
    return intake.next();
  }

  /// The number of bytes before [#next()] that other threads read instead.
  public long bytesAhead() {
    return intake.bytesAhead();
  }

  /// Feeds the next bytes of the input, which are all consumed; must be called only after
  /// [Step.NeedsInput].
  public void feed(byte[] bytes, int offset, int length) {
    intake.feed(bytes, offset, length);
    if (phase.more() instanceof Step.Ending broken) {
      end(broken);
    }
    intake.keepPiece();
  }

  /// Grants memory; must be called only after [Step.NeedsRoom].
  public void grant(long bytes) {
    intake.grant(bytes);
  }

  /// Marks the end of the input; must be called only after [Step.NeedsInput].
  public void end() {
    intake.end();
  }

  /// Ends the run because the input is truncated: what follows the last line end is no record. Must
  /// be called only after [Step.NeedsInput], or after [Step.NeedsRoom]; then the record that needs
  /// the memory isn't one either.
  public void cut(InputProblem fault) {
    end(phase.breakOff(fault));
  }

  /// @param explanation returns the fault to report if the input can't be decompressed: its
  ///   argument, or the cause of that
  public void explainDamage(UnaryOperator<InputProblem> explanation) {
    intake.explainDamage(explanation);
  }

  /// Adds warnings to the summary; must be called before the end of the input is reported.
  public void warn(List<InputProblem> more) {
    accounts.addWarnings(more);
  }

  /// Runs until the caller must do something.
  ///
  /// @throws IllegalStateException after a failed [#drain(OutputStream)]: since lines were lost, no
  ///   summary may report a complete run
  public Step step() {
    if (linesLost) {
      throw new IllegalStateException("lines were lost when they were drained");
    }
    while (true) {
      if (writer.ready() >= ResultWriter.FULL || (ending != null && writer.ready() > 0)) {
        return new Step.HasOutput();
      }
      if (ending != null) {
        return ending;
      }
      Step step = phase.step();
      switch (step) {
        case null -> goOn();
        case Step.Ready ready -> {
          phase = Objects.requireNonNull(afterHeader);
          return ready;
        }
        case Step.Refused refused -> {
          // Returned at once: what the writer already holds of the header must not be drained.
          end(refused);
          return refused;
        }
        case Step.Completed over -> end(over);
        case Step.Stopped over -> end(over);
        case Step.NeedsInput _, Step.NeedsRoom _, Step.HasOutput _ -> {
          return step;
        }
      }
    }
  }

  /// Begins the next phase if one has ended without a result.
  private void goOn() {
    HeadDialect head = phase instanceof SniffPhase sniffing ? sniffing.head() : null;
    if (head != null) {
      open(head);
    } else if (phase instanceof PartStart start && start.isReached()) {
      phase = Objects.requireNonNull(records);
    }
  }

  /// Writes the output; must be called only after [Step.HasOutput].
  ///
  /// @throws IOException as `out` throws it; the run can't continue then
  public void drain(OutputStream out) throws IOException {
    linesLost = true;
    writer.drainTo(out);
    linesLost = false;
  }

  /// Releases memory outside the heap; the run can't continue afterwards.
  @Override
  public void close() {
    intake.close();
    if (keys != null) {
      keys.close();
    }
  }

  /// The problems of records so far.
  public Tally tally() {
    return accounts.tally();
  }

  /// The warnings of the summary.
  public List<InputProblem> warnings() {
    return accounts.warnings();
  }

  /// The counts so far.
  public Summary summary() {
    return accounts.summary();
  }

  /// How the run ended; must have ended.
  Step.Ending ending() {
    if (ending == null) {
      throw new IllegalStateException("it hasn't ended");
    }
    return ending;
  }

  /// The first problem of the record that was read last and rejected.
  RowProblem firstOfRecord() {
    return Objects.requireNonNull(records).firstProblem();
  }

  /// The line on which that record starts.
  long lineOfRecord() {
    return reader.record().line();
  }

  /// The content of the `_summary`, for a front end that responds with something other than the
  /// output; available only after [Step.Completed] or [Step.Stopped].
  public String summaryJson() {
    return accounts.json();
  }

  /// The content of the `_summary` as the value of a header; available only after [Step.Completed].
  public String summaryHeader() {
    return accounts.header();
  }

  /// The encoding of the input, with its actual byte order; available once its first bytes were
  /// read.
  public Charset charset() {
    return reader.original().charset();
  }

  /// Releases memory that isn't needed until more is fed; must be called only after
  /// [Step.NeedsInput], or at the end.
  public void trim() {
    intake.trim();
    writer.trim();
    if (records != null) {
      records.trim();
    }
  }

  /// The number of bytes that stay allocated after [#trim()] for input that isn't a complete
  /// record.
  public long memoryKept() {
    return intake.memoryKept();
  }

  private void forgetRow() {
    if (records != null) {
      records.forgetRow();
    }
  }

  private void end(Step.Ending how) {
    ending = how;
    close();
  }
}
