package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.NativeMemory;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
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
/// Not thread-safe; at most one thread at a time, not always the same.
///
/// A compressed input takes memory outside the heap. It is free again when the run has ended; a run
/// that is given up before, because nobody takes its output, must be closed.
public final class Conversion implements AutoCloseable {

  private final @Nullable Schema schema;
  private final Dialect dialect;
  private final Options options;
  private final Limits limits;
  private final Function<Columns, @Nullable CrossRecordCheck> watches;
  private final Intake intake;
  private final ResultWriter writer;
  private final Accounts accounts;
  private final SniffPhase sniffing;

  /// Another one if the first bytes change the dialect.
  private RecordReader reader;

  /// Null until records are read.
  private @Nullable RecordLoop records;

  /// Null if no other thread takes part.
  private @Nullable RowBlocks blocks;

  private Phase phase;
  private Step.@Nullable Ending ending;
  private @Nullable RunKeys keys;
  private boolean linesLost;

  /// A run on an input that may be compressed or not: its first bytes tell.
  ///
  /// @param schema what a row must be, or null for all text
  public Conversion(@Nullable Schema schema, Dialect dialect, Options options, Limits limits) {
    this(schema, dialect, options, limits, Compression.DETECT, ResultWriter.of(options, dialect));
  }

  /// @param schema what a row must be, or null for all text
  /// @param compression of the input
  /// @param writer what the output is made by
  public Conversion(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      Compression compression,
      ResultWriter writer) {
    this(schema, dialect, options, limits, compression, RunKeys.inMemory(schema, limits), writer);
  }

  /// @param schema what a row must be, or null for all text
  /// @param compression of the input
  /// @param keys of the same schema, with all that foreign ones lead to looked up; freed when the
  ///   run ends
  /// @param writer what the output is made by
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

  /// @param watches what looks at the records, once the columns are known; null for nobody
  Conversion(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      Compression compression,
      Function<Columns, @Nullable CrossRecordCheck> watches,
      ResultWriter writer) {
    this.schema = schema;
    this.dialect = dialect;
    this.options = options;
    this.limits = limits;
    this.watches = watches;
    this.writer = writer;
    this.reader = new RecordReader(dialect, limits);
    var tally = new Tally(schema == null ? List.of() : schema.rules());
    this.accounts = new Accounts(reader, writer, tally);
    accounts.addWarnings(schema == null ? List.of() : schema.warnings());
    this.intake = new Intake(compression, limits, reader, writer, room(), this::forgetRow);
    this.sniffing = new SniffPhase(intake, dialect);
    this.phase = sniffing;
  }

  private MemoryEstimate room() {
    return new MemoryEstimate(
        limits, reader.bufferBytesPerByte(), schema != null && schema.hasJson());
  }

  /// Begins to read records, in the dialect that the first bytes have settled.
  private void open(HeadDialect head) {
    Dialect settled = head.dialect();
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
    var loop = new RecordLoop(run, watches, blocks);
    records = loop;
    phase = new HeaderPhase(run, loop);
  }

  /// Counts the windows of a zstd input. Only before the first [#step()].
  ///
  /// @param memory if it has no room for a window, the run ends with the fault `too-busy`
  public void countWindows(NativeMemory memory) {
    intake.countWindows(memory);
  }

  /// Takes row blocks that other threads make of the same input. The conversion waits for them. It
  /// has to be fed by position then: after [Step.NeedsInput], with the bytes at [#next()]. Only
  /// before the first [#step()].
  public void takeBlocks(RowBlocks source) {
    blocks = source;
  }

  /// The offset in the input of the bytes to be fed next.
  public long next() {
    return intake.next();
  }

  /// How many bytes before [#next()] other threads were fed instead.
  public long bytesAhead() {
    return intake.bytesAhead();
  }

  /// Takes the next bytes of the input, all of them; only after [Step.NeedsInput].
  public void feed(byte[] bytes, int offset, int length) {
    intake.feed(bytes, offset, length);
    if (phase.more() instanceof Step.Ending broken) {
      end(broken);
    }
    intake.keepPiece();
  }

  /// Says that there is memory for that much; only after [Step.NeedsRoom].
  public void grant(long bytes) {
    intake.grant(bytes);
  }

  /// The input has come to its end; only after [Step.NeedsInput].
  public void end() {
    intake.end();
  }

  /// The input broke off: what follows the last line end is no record. Only after
  /// [Step.NeedsInput], or after [Step.NeedsRoom], where the record that needs it isn't one either.
  public void cut(InputProblem fault) {
    end(phase.breakOff(fault));
  }

  /// @param explanation returns the fault to report where the input can't be decompressed: the
  ///   damage, or its cause
  public void explainDamage(UnaryOperator<InputProblem> explanation) {
    intake.explainDamage(explanation);
  }

  /// Adds to the warnings of the summary; only before the end of the input is reported.
  public void warn(List<InputProblem> more) {
    accounts.addWarnings(more);
  }

  /// Goes on until something is needed of the caller.
  ///
  /// @throws IllegalStateException after a failed [#drain(OutputStream)]: with lines lost on the
  ///   way, no summary may say that the run is complete
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
        case null -> {
          HeadDialect head = sniffing.head();
          if (phase == sniffing && head != null) {
            open(head);
          }
        }
        case Step.Ready ready -> {
          phase = Objects.requireNonNull(records);
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

  /// Writes the lines that are ready; only after [Step.HasOutput].
  ///
  /// @throws IOException as `out` throws it; the run can't go on then
  public void drain(OutputStream out) throws IOException {
    linesLost = true;
    writer.drainTo(out);
    linesLost = false;
  }

  /// Frees what the run holds outside the heap; it can't go on then.
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

  /// How it ended.
  Step.Ending ending() {
    if (ending == null) {
      throw new IllegalStateException("it hasn't ended");
    }
    return ending;
  }

  /// What is wrong with the record that was read last and rejected.
  RowProblem firstOfRecord() {
    return Objects.requireNonNull(records).firstProblem();
  }

  /// The line on which that record starts.
  long lineOfRecord() {
    return reader.record().line();
  }

  /// The inside of the `_summary`, for a front end that answers with something else than the
  /// output; only after [Step.Completed] or [Step.Stopped].
  public String summaryJson() {
    return accounts.json();
  }

  /// The inside of the `_summary` as the value of a header; only after [Step.Completed].
  public String summaryHeader() {
    return accounts.header();
  }

  /// The encoding of the input, its byte order settled; once its first bytes are read.
  public Charset charset() {
    return reader.charset();
  }

  /// Gives back the memory that isn't needed until something is fed; only after [Step.NeedsInput],
  /// or at the end.
  public void trim() {
    intake.trim();
    writer.trim();
    if (records != null) {
      records.trim();
    }
  }

  /// How many bytes stay allocated after [#trim()] for what was fed and isn't a complete record.
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
