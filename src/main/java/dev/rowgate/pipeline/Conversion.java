package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.fast.FastPath;
import dev.rowgate.lines.Fault;
import dev.rowgate.lines.Positions;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.lines.SummaryJson;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.RecordTaker;
import dev.rowgate.rows.Binding;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.CrossRecordCheck;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.HeaderRows;
import dev.rowgate.rows.RejectsColumns;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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

  private enum Phase {
    /// Looking at the first bytes, before anything is taken for CSV.
    SNIFFING,
    AWAITING_HEADER,
    CONVERTING,
    ENDED
  }

  private final @Nullable Schema schema;
  private Dialect dialect;
  private final Options options;
  private final Limits limits;
  private final Intake intake;
  private RecordReader reader;
  private final ResultWriter writer;
  private final @Nullable RejectsWriter rejects;
  private final boolean writesRows;
  private final Tolerance tolerance;
  private final Tally tally;
  private final RowProblems problems;
  private final Suspicion suspicion = new Suspicion();
  private HeaderRows headerRows;
  private RejectsColumns rejectsColumns;
  private final Function<Columns, @Nullable CrossRecordCheck> watches;

  private Phase phase = Phase.SNIFFING;
  private @Nullable Step ending;
  private @Nullable Fault fault;
  private final List<InputProblem> warnings = new ArrayList<>();
  private @Nullable RecordCheck check;

  /// Of an input without a header: behind the columns of a rejects file.
  private int firstCell;

  private @Nullable RunKeys keys;

  /// Takes what needs no second look; null where each record does.
  private @Nullable RecordTaker plain;

  /// Handed out by the reader, and waiting for room.
  private @Nullable RawRecord pending;

  private boolean linesLost;

  /// The record that was read last can be neither taken nor rejected: the run ends before it.
  private boolean undecided;

  private long rowsValid;
  private long rowsWritten;
  private long rowsRejected;

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
      refuse(missing);
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
    this.watches = watches;
    this.schema = schema;
    this.dialect = dialect;
    this.options = options;
    this.limits = limits;
    this.reader = new RecordReader(dialect, limits);
    this.intake = new Intake(compression, limits, reader, room(), this::forgetRow);
    this.rejectsColumns = new RejectsColumns(dialect);
    this.headerRows = new HeaderRows(dialect, rejectsColumns);
    this.writer = writer;
    this.writesRows = writer.takesRows();
    this.rejects = writer.rejects();
    this.tolerance = new Tolerance(options);
    this.tally = new Tally(schema == null ? List.of() : schema.rules());
    this.problems = new RowProblems(limits.listedProblems(), tally);
  }

  /// Takes the next bytes of the input, all of them; only after [Step.NeedsInput].
  public void feed(byte[] bytes, int offset, int length) {
    intake.feed(bytes, offset, length);
    more();
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

  /// The input broke off: what stands behind the last line end is no record. Only after
  /// [Step.NeedsInput], or after [Step.NeedsRoom], where the record that needs it isn't one either.
  public void cut(InputProblem fault) {
    RawRecord waiting = pending;
    if (phase == Phase.CONVERTING && waiting != null) {
      undecided = true;
      stop(fault, waiting.line(), waiting.byteOffset());
    } else {
      breakOff(fault);
    }
  }

  /// Adds to the warnings of the summary; only before the end of the input is told.
  public void warn(List<InputProblem> more) {
    warnings.addAll(more);
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
      if (writer.ready() >= ResultWriter.FULL) {
        return new Step.HasOutput();
      }
      Step step =
          switch (phase) {
            case SNIFFING -> sniff();
            case AWAITING_HEADER -> awaitHeader();
            case CONVERTING -> convert();
            case ENDED -> ended();
          };
      if (step != null) {
        return step;
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
    return tally;
  }

  /// The counts so far.
  public Summary summary() {
    return new Summary(
        reader.recordsRead() - (undecided ? 1 : 0),
        rowsValid,
        rowsWritten,
        rowsRejected,
        reader.blankLines(),
        reader.resyncs(),
        undecided ? reader.record().byteOffset() : reader.byteOffset());
  }

  /// How it ended.
  Step ending() {
    if (ending == null) {
      throw new IllegalStateException("it hasn't ended");
    }
    return ending;
  }

  /// What is wrong with the record that was read last and rejected.
  RowProblem firstOfRecord() {
    return problems.listed().getFirst();
  }

  /// The line on which that record starts.
  long lineOfRecord() {
    return reader.record().line();
  }

  /// The inside of the `_summary`, for a door that answers with something else than the output;
  /// only after [Step.Stopped].
  public String summaryJson() {
    return SummaryJson.text(summary(), writesRows, tally, columns(), warnings, fault);
  }

  /// The inside of the `_summary` as the value of a header; only after [Step.Completed].
  public String summaryHeader() {
    return SummaryJson.header(summary(), writesRows, tally, columns(), warnings);
  }

  /// The encoding of the input, its byte order settled; once its first bytes are read.
  public Charset charset() {
    return reader.charset();
  }

  /// Takes more plain bytes from what was fed; the caller is asked only if there are none.
  private @Nullable Step more() {
    Step step = intake.more(writer.ready());
    InputProblem broken = intake.fault();
    if (broken != null) {
      breakOff(broken);
    }
    return step;
  }

  /// Gives back the memory that isn't needed until something is fed; only after [Step.NeedsInput],
  /// or at the end.
  public void trim() {
    intake.trim();
    writer.trim();
    if (plain != null) {
      plain.trim();
    }
  }

  private void forgetRow() {
    if (check != null) {
      check.row().forget();
    }
  }

  private void breakOff(InputProblem fault) {
    if (phase == Phase.CONVERTING) {
      stop(fault, reader.line(), reader.byteOffset());
    } else {
      refuse(List.of(fault));
    }
  }

  private @Nullable Step sniff() {
    InputProblem notCsv = intake.notCsv();
    if (notCsv != null) {
      return refuse(List.of(notCsv));
    }
    if (!intake.looksLikeCsv()) {
      return intake.isBeyondLimit() ? refuse(List.of(tooLarge())) : more();
    }
    HeadDialect head = HeadDialect.of(dialect, intake.head());
    if (head.problem() != null) {
      return refuse(List.of(head.problem()));
    }
    open(head);
    phase = dialect.header() ? Phase.AWAITING_HEADER : Phase.CONVERTING;
    return dialect.header() ? null : new Step.Ready();
  }

  /// Begins to read, in the dialect that the first bytes have settled.
  private void open(HeadDialect head) {
    warnings.addAll(head.warnings());
    if (!head.dialect().equals(dialect)) {
      dialect = head.dialect();
      reader = new RecordReader(dialect, limits);
      rejectsColumns = new RejectsColumns(dialect);
      headerRows = new HeaderRows(dialect, rejectsColumns);
    }
    reader.exemptIn(rejectsColumns.starts(), RejectsColumns.COUNT);
    if (rejects != null) {
      rejects.readFrom(reader, dialect);
    }
    intake.open(reader, room());
  }

  private MemoryEstimate room() {
    return new MemoryEstimate(
        limits, reader.bufferBytesPerByte(), schema != null && schema.hasJson());
  }

  private @Nullable Step awaitHeader() {
    if (pending != null) {
      return bind(pending);
    }
    return switch (reader.next()) {
      case NEEDS_INPUT -> needHeader();
      case END -> {
        InputProblem broken = reader.brokenHead();
        yield refuse(List.of(broken == null ? new InputProblem.EmptyInput() : broken));
      }
      case HEADER, RECORD -> bind(reader.record());
    };
  }

  private @Nullable Step needHeader() {
    InputProblem broken = reader.brokenHead();
    if (broken != null) {
      return refuse(List.of(broken));
    }
    return intake.isBeyondLimit() ? refuse(List.of(tooLarge())) : more();
  }

  private @Nullable Step bind(RawRecord header) {
    var fault = header.fault();
    if (fault != null) {
      return refuse(List.of(new InputProblem.BrokenHeader(header.line(), fault)));
    }
    long bytes = headerRows.bytesWith(header);
    if (bytes > Math.max(header.length(), limits.recordBytes())) {
      var tooLarge = new RowProblem.RecordTooLarge(limits.recordBytes());
      return refuse(List.of(new InputProblem.BrokenHeader(header.line(), tooLarge)));
    }
    int cells = headerRows.columnsWith(header);
    pending = header;
    Step.NeedsRoom needed = intake.toBind(bytes, cells);
    if (needed != null) {
      return needed;
    }
    pending = null;
    headerRows.add(header);
    if (rejects != null) {
      rejects.writeHeaderRow();
    }
    return headerRows.isComplete() ? bind(headerRows.labels()) : null;
  }

  private Step bind(List<String> labels) {
    return switch (HeaderBinding.bind(
        schema,
        labels,
        headerRows.firstCell(),
        dialect.delimiter(),
        dialect.caseSensitiveHeader())) {
      case Binding.Refused refused -> refuse(refused.problems());
      case Binding.Bound bound -> {
        List<InputProblem> lacking = lacking(open(bound.columns()));
        if (!lacking.isEmpty()) {
          yield refuse(lacking);
        }
        warnings.addAll(bound.warnings());
        reader.exempt(headerRows.firstCell());
        phase = Phase.CONVERTING;
        yield new Step.Ready();
      }
    };
  }

  private RecordCheck open(Columns columns) {
    RecordCheck opened = RecordCheck.of(schema, columns, watches.apply(columns));
    check = opened;
    writer.setColumns(columns.all());
    if (opened.judgesAlone()) {
      plain = FastPath.of(columns, dialect, options, limits, writer);
    }
    return opened;
  }

  /// Why the run can't begin with these columns; empty if it can.
  private List<InputProblem> lacking(RecordCheck check) {
    List<InputProblem> taken =
        options.positions() ? Positions.taken(check.columns().all()) : List.of();
    return taken.isEmpty() ? check.lacking() : taken;
  }

  private @Nullable Step convert() {
    if (pending != null) {
      return convert(pending);
    }
    if (plain != null && tolerance.allowsMany(reader.recordsRead())) {
      int taken = reader.offer(plain);
      rowsValid += taken;
      rowsWritten += writesRows ? taken : 0;
      if (writer.ready() >= ResultWriter.FULL) {
        return null;
      }
    }
    return switch (reader.next()) {
      case NEEDS_INPUT -> stopAtBrokenHead() ? null : needInput();
      case END -> stopAtBrokenHead() ? null : complete();
      case HEADER, RECORD -> convert(reader.record());
    };
  }

  /// Without a header, what stands before the first record is read once the run has begun.
  private boolean stopAtBrokenHead() {
    InputProblem broken = reader.brokenHead();
    if (broken != null) {
      stop(broken, reader.line(), reader.byteOffset());
    }
    return broken != null;
  }

  private @Nullable Step needInput() {
    if (intake.isBeyondLimit()) {
      stop(tooLarge(), reader.line(), reader.byteOffset());
      return null;
    }
    Step step = more();
    return step != null && writer.ready() > 0 ? new Step.HasOutput() : step;
  }

  private @Nullable Step convert(RawRecord record) {
    pending = record;
    Step.NeedsRoom needed = intake.toWrite(record.length());
    if (needed != null) {
      return needed;
    }
    pending = null;
    problems.clear();
    var fault = record.fault();
    RecordCheck open = check;
    if (open == null) {
      if (isHeaderOfRejects(record)) {
        return null;
      }
      open = fault == null || schema != null ? openUnlabelled(record.cellCount()) : null;
      if (open != null && !lacking(open).isEmpty()) {
        return refuse(lacking(open));
      }
    }
    if (fault != null || open == null) {
      RowProblem.Broken broken = Objects.requireNonNull(fault);
      problems.add(broken, columns());
      suspicion.seeBroken(record, broken, dialect);
    } else {
      InputProblem full = open.full();
      if (full != null) {
        undecided = true;
        stop(full, record.line(), record.byteOffset());
        return null;
      }
      int width = open.columns().cellCount();
      if (options.missingCells() == Options.MissingCells.NULL) {
        record.fill(width);
      }
      open.read(record, problems);
      if (problems.isEmpty()) {
        take(open.row());
      } else {
        suspicion.see(record, width);
      }
    }
    if (!problems.isEmpty()) {
      reject(record);
    }
    InputProblem passed = tolerance.judge(record.number(), rowsRejected, !problems.isEmpty());
    if (passed != null) {
      stop(passed, record.line(), record.byteOffset());
      return null;
    }
    return intake.askForLess(writer.ready());
  }

  /// A rejects file has a header even where the input that it comes from had none. It is dropped,
  /// and the columns go by position all the same.
  private boolean isHeaderOfRejects(RawRecord record) {
    int width = dialect.header() || record.number() > 1 ? 0 : rejectsColumns.width(record);
    if (record.fault() != null || firstCell > 0 || width == 0) {
      return false;
    }
    firstCell = width;
    reader.takeAsHeader();
    reader.exempt(width);
    if (rejects != null) {
      rejects.writeHeaderRow();
    }
    if (schema != null || record.cellCount() > width) {
      openUnlabelled(record.cellCount());
    }
    return true;
  }

  private RecordCheck openUnlabelled(int cells) {
    return open(HeaderBinding.unlabelled(schema, firstCell, cells - firstCell));
  }

  private void take(Row row) {
    rowsValid++;
    if (writesRows) {
      writer.writeRow(row);
      rowsWritten++;
    }
  }

  private void reject(RawRecord record) {
    rowsRejected++;
    if (rejects != null) {
      rejects.write(problems);
    }
    if (options.errors() != Options.Errors.SKIP) {
      writer.writeError(record, problems, reader.excerpt(limits.rawBytes()));
    }
  }

  private @Nullable Step complete() {
    if (check == null && schema != null) {
      openUnlabelled(0);
    }
    InputProblem passed = tolerance.judgeAtEnd(reader.recordsRead(), rowsRejected);
    if (passed != null) {
      stop(passed, reader.line(), reader.byteOffset());
      return null;
    }
    Summary summary = accountedFor();
    if (reader.byteOffset() != intake.bytesTaken()) {
      throw new IllegalStateException(
          "of " + intake.bytesTaken() + " bytes the fate of " + reader.byteOffset() + " is told");
    }
    warnings.addAll(suspicion.warnings(summary.recordsRead()));
    writer.writeSummary(summary, tally, columns(), warnings, null);
    end(new Step.Completed(summary));
    return null;
  }

  private void stop(InputProblem problem, long line, long byteOffset) {
    Summary summary = accountedFor();
    fault = new Fault(problem, line, byteOffset);
    warnings.addAll(suspicion.warnings(summary.recordsRead()));
    writer.writeSummary(summary, tally, columns(), warnings, fault);
    end(new Step.Stopped(summary, problem));
  }

  /// The promise, checked by the program itself: a record that is neither a row nor rejected is a
  /// defect, and no summary may say otherwise.
  private Summary accountedFor() {
    Summary summary = summary();
    boolean holds =
        summary.recordsRead() == summary.rowsValid() + summary.rowsRejected()
            && summary.rowsWritten() == (writesRows ? summary.rowsValid() : 0);
    if (!holds) {
      throw new IllegalStateException("records are not accounted for: " + summary);
    }
    return summary;
  }

  private List<Column> columns() {
    return check == null ? List.of() : check.columns().all();
  }

  private Step refuse(List<InputProblem> why) {
    Step refused = new Step.Refused(why);
    end(refused);
    return refused;
  }

  private void end(Step how) {
    phase = Phase.ENDED;
    ending = how;
    close();
  }

  private Step ended() {
    if (writer.ready() > 0) {
      return new Step.HasOutput();
    }
    if (ending == null) {
      throw new IllegalStateException("ended without an ending");
    }
    return ending;
  }

  private InputProblem tooLarge() {
    return new InputProblem.UploadTooLarge(limits.uploadBytes());
  }
}
