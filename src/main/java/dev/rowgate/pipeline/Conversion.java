package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Decompressor;
import dev.rowgate.lines.Fault;
import dev.rowgate.lines.LineWriter;
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
import dev.rowgate.rows.Binding;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.HeaderRows;
import dev.rowgate.rows.RecordWatch;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.RowReader;
import dev.rowgate.rows.RuleCheck;
import dev.rowgate.rows.Tally;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One run from CSV bytes to JSON lines. It does no I/O of its own and never waits:
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

  /// Lines that are ready go out from here on, so that memory stays small whatever a row expands
  /// to.
  private static final int FULL = 64 << 10;

  private enum Phase {
    /// Looking at the first bytes, before anything is taken for CSV.
    SNIFFING,
    AWAITING_HEADER,
    CONVERTING,
    ENDED
  }

  private final @Nullable Schema schema;
  private final Dialect dialect;
  private final Options options;
  private final Limits limits;
  private final Decompressor decompressor;
  private final RecordReader reader;
  private final ResultWriter writer;
  private final @Nullable RejectsWriter rejects;
  private final boolean writesRows;
  private final Tolerance tolerance;
  private final Tally tally;
  private final RowProblems problems;
  private final HeaderRows headerRows;
  private final Sniffer sniffer = new Sniffer();
  private final Room room;
  private final Function<Columns, @Nullable RecordWatch> watches;

  private Phase phase = Phase.SNIFFING;
  private @Nullable Step ending;
  private @Nullable Fault fault;
  private List<InputProblem> warnings = List.of();
  private @Nullable Body body;
  private @Nullable RunKeys keys;

  /// Taken from the decompressor, and waiting for room.
  private @Nullable ByteBuffer piece;

  /// Handed out by the reader, and waiting for room.
  private @Nullable RawRecord pending;

  private long granted;

  /// Plain bytes: those of a compressed input once they are inflated.
  private long bytesFed;

  private boolean fedBeyondLimit;
  private boolean linesLost;

  /// The record that was read last can be neither taken nor rejected: the run ends before it.
  private boolean undecided;

  private long rowsValid;
  private long rowsWritten;
  private long rowsRejected;

  /// What is known once the columns are: at the header, or at the first record where there is none.
  ///
  /// @param rules null where the schema has none
  /// @param watch looks at each record beside the others; null where a schema says nothing of that
  private record Body(
      Columns columns,
      RowReader rows,
      Row row,
      @Nullable RuleCheck rules,
      @Nullable RecordWatch watch) {

    List<InputProblem> lacking() {
      return watch == null ? List.of() : watch.lacking();
    }
  }

  /// A run on an input that may be compressed or not: its first bytes tell.
  ///
  /// @param schema what a row must be, or null for all text
  public Conversion(@Nullable Schema schema, Dialect dialect, Options options, Limits limits) {
    this(schema, dialect, options, limits, Compression.DETECT);
  }

  /// @param schema what a row must be, or null for all text
  /// @param compression of the input
  public Conversion(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      Compression compression) {
    this(schema, dialect, options, limits, compression, new LineWriter(options));
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
      Function<Columns, @Nullable RecordWatch> watches,
      ResultWriter writer) {
    this.watches = watches;
    this.schema = schema;
    this.dialect = dialect;
    this.options = options;
    this.limits = limits;
    this.decompressor = new Decompressor(compression, limits);
    this.reader = new RecordReader(dialect, limits, options.reading());
    this.headerRows = new HeaderRows(dialect.headerRows().size(), dialect.headerJoin());
    this.room = new Room(limits);
    this.writer = writer;
    this.writesRows = writer.takesRows();
    this.rejects = writer.rejects();
    if (rejects != null) {
      rejects.readFrom(reader);
    }
    this.tolerance = new Tolerance(options);
    this.tally = new Tally(schema == null ? List.of() : schema.rules());
    this.problems = new RowProblems(limits.listedProblems(), tally);
  }

  /// Takes the next bytes of the input, all of them; only after [Step.NeedsInput].
  public void feed(byte[] bytes, int offset, int length) {
    decompressor.feed(bytes, offset, length);
    // What is plain is still in the caller's array, which is the caller's own again from here on.
    more();
    if (piece != null) {
      piece = ByteBuffer.allocate(piece.remaining()).put(piece).flip();
    }
  }

  /// Says that there is memory for that much; only after [Step.NeedsRoom].
  public void grant(long bytes) {
    granted = bytes;
  }

  /// The input has come to its end; only after [Step.NeedsInput].
  public void end() {
    decompressor.end();
  }

  /// The input broke off: what stands behind the last line end is no record. Only after
  /// [Step.NeedsInput].
  public void cut(InputProblem fault) {
    breakOff(fault);
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
      if (writer.ready() >= FULL) {
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
    decompressor.close();
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
    return SummaryJson.text(
        summary(), writesRows, tally, columns(), warnings, Objects.requireNonNull(fault));
  }

  /// Takes more plain bytes from what was fed; the caller is asked only if there are none.
  private @Nullable Step more() {
    if (piece != null) {
      return take(piece);
    }
    return switch (decompressor.next()) {
      case Decompressor.Next.NeedsInput _ -> new Step.NeedsInput();
      case Decompressor.Next.Piece next -> take(next.bytes());
      case Decompressor.Next.End _ -> {
        sniffer.end();
        reader.end();
        yield null;
      }
      case Decompressor.Next.Fault fault -> {
        breakOff(fault.problem());
        yield null;
      }
    };
  }

  private @Nullable Step take(ByteBuffer next) {
    long needed = room.toRead((long) reader.unread() + next.remaining(), writer.ready());
    if (needed != granted) {
      if (needed < granted) {
        shrink();
      }
      piece = next;
      return ask(needed);
    }
    piece = null;
    accept(next);
    return null;
  }

  private Step ask(long bytes) {
    return new Step.NeedsRoom(bytes, room.most());
  }

  /// Gives back the memory that isn't needed until something is fed; only after [Step.NeedsInput],
  /// or at the end.
  public void rest() {
    if (reader.unread() < FULL) {
      shrink();
    }
    decompressor.rest();
    writer.rest();
  }

  private void shrink() {
    reader.shrink();
    if (body != null) {
      body.row.forget();
    }
  }

  private void accept(ByteBuffer piece) {
    int taken = (int) Math.min(piece.remaining(), limits.uploadBytes() - bytesFed);
    fedBeyondLimit |= taken < piece.remaining();
    bytesFed += taken;
    int from = piece.arrayOffset() + piece.position();
    sniffer.feed(piece.array(), from, taken);
    reader.feed(piece.array(), from, taken);
  }

  private void breakOff(InputProblem fault) {
    if (phase == Phase.CONVERTING) {
      stop(fault, reader.line(), reader.byteOffset());
    } else {
      refuse(List.of(fault));
    }
  }

  private @Nullable Step sniff() {
    InputProblem notCsv = sniffer.found();
    if (notCsv != null) {
      return refuse(List.of(notCsv));
    }
    if (!sniffer.isDecided()) {
      return fedBeyondLimit ? refuse(List.of(tooLarge())) : more();
    }
    phase = dialect.header() ? Phase.AWAITING_HEADER : Phase.CONVERTING;
    if (dialect.header()) {
      return null;
    }
    if (schema != null) {
      open(HeaderBinding.unlabelled(schema, 0));
    }
    return new Step.Ready();
  }

  private @Nullable Step awaitHeader() {
    if (pending != null) {
      return bind(pending);
    }
    return switch (reader.next()) {
      case NEEDS_INPUT -> fedBeyondLimit ? refuse(List.of(tooLarge())) : more();
      case END -> refuse(List.of(new InputProblem.EmptyInput()));
      case HEADER, RECORD -> bind(reader.record());
    };
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
    long needed = room.toBind(reader.unread(), Room.weight(bytes, cells));
    if (needed > granted) {
      pending = header;
      return ask(needed);
    }
    pending = null;
    room.setLabels(bytes, cells);
    headerRows.add(header);
    if (rejects != null) {
      rejects.writeHeaderRow();
    }
    return headerRows.isComplete() ? bind(headerRows.labels()) : null;
  }

  private Step bind(List<String> labels) {
    return switch (HeaderBinding.bind(schema, labels)) {
      case Binding.Refused refused -> refuse(refused.problems());
      case Binding.Bound bound -> {
        List<InputProblem> lacking = open(bound.columns()).lacking();
        if (!lacking.isEmpty()) {
          yield refuse(lacking);
        }
        warnings = bound.warnings();
        phase = Phase.CONVERTING;
        yield new Step.Ready();
      }
    };
  }

  private Body open(Columns columns) {
    Body opened =
        new Body(
            columns,
            new RowReader(columns),
            new Row(columns.all().size()),
            RuleCheck.of(schema, columns),
            watches.apply(columns));
    body = opened;
    writer.setColumns(columns.all());
    return opened;
  }

  private @Nullable Step convert() {
    if (pending != null) {
      return convert(pending);
    }
    return switch (reader.next()) {
      case NEEDS_INPUT -> needInput();
      case END -> complete();
      case HEADER, RECORD -> convert(reader.record());
    };
  }

  private @Nullable Step needInput() {
    if (fedBeyondLimit) {
      stop(tooLarge(), reader.line(), reader.byteOffset());
      return null;
    }
    Step step = more();
    return step != null && writer.ready() > 0 ? new Step.HasOutput() : step;
  }

  private @Nullable Step convert(RawRecord record) {
    long needed = room.toWrite(reader.unread(), record.length());
    if (needed > granted) {
      pending = record;
      return ask(needed);
    }
    pending = null;
    problems.clear();
    var fault = record.fault();
    if (fault != null) {
      problems.add(fault);
    } else {
      Body open = body;
      if (open == null) {
        open = open(HeaderBinding.unlabelled(schema, record.cellCount()));
        if (!open.lacking().isEmpty()) {
          return refuse(open.lacking());
        }
      }
      RecordWatch watch = open.watch;
      if (watch != null) {
        if (!watch.hasRoom()) {
          undecided = true;
          stop(new InputProblem.UniquenessBudget(watch.keys()), record.line(), record.byteOffset());
          return null;
        }
      }
      open.rows.read(record, open.row, problems);
      if (watch != null) {
        watch.see(record, problems);
      }
      if (open.rules != null) {
        open.rules.check(record, problems);
      }
      if (problems.isEmpty()) {
        rowsValid++;
        if (writesRows) {
          writer.writeRow(open.row);
          rowsWritten++;
        }
      }
    }
    if (!problems.isEmpty()) {
      rowsRejected++;
      if (rejects != null) {
        rejects.write(problems);
      }
      if (options.errors() != Options.Errors.SKIP) {
        writer.writeError(record, problems, reader.excerpt(limits.rawBytes()));
      }
    }
    InputProblem passed = tolerance.judge(record.number(), rowsRejected, !problems.isEmpty());
    if (passed != null) {
      stop(passed, record.line(), record.byteOffset());
      return null;
    }
    return granted == 0 ? null : askForLess();
  }

  /// A client may be slow to take a long line: what it took to make it is free before.
  private @Nullable Step askForLess() {
    long needed = room.toRead(reader.unread(), writer.ready());
    return needed < granted ? ask(needed) : null;
  }

  private @Nullable Step complete() {
    InputProblem passed = tolerance.judgeAtEnd(reader.recordsRead(), rowsRejected);
    if (passed != null) {
      stop(passed, reader.line(), reader.byteOffset());
      return null;
    }
    Summary summary = accountedFor();
    if (reader.byteOffset() != bytesFed) {
      throw new IllegalStateException(
          "of " + bytesFed + " bytes the fate of " + reader.byteOffset() + " is told");
    }
    writer.writeSummary(summary, tally, columns(), warnings, null);
    end(new Step.Completed(summary));
    return null;
  }

  private void stop(InputProblem problem, long line, long byteOffset) {
    Summary summary = accountedFor();
    fault = new Fault(problem, line, byteOffset);
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

  private List<dev.rowgate.rows.Column> columns() {
    return body == null ? List.of() : body.columns.all();
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
