package dev.rowgate.pipeline;

import dev.rowgate.fast.FastPath;
import dev.rowgate.fast.RecordStarts;
import dev.rowgate.lines.Positions;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Options;
import dev.rowgate.options.Part;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.RecordTaker;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.CrossRecordCheck;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Main phase of a run: each record becomes a row or is rejected, until the input ends or a fault
/// ends the run. The fast path is offered the next records first; the records that it leaves are
/// read one by one. Not thread-safe.
final class RecordLoop implements Phase {

  private final Run run;
  private final Intake intake;
  private final RecordReader reader;
  private final ResultWriter writer;
  private final Accounts accounts;
  private final Function<Columns, @Nullable CrossRecordCheck> watches;
  private final Tolerance tolerance;
  private final RowProblems problems;

  /// The checks of records; null until the columns are known.
  private @Nullable RecordCheck check;

  /// Null if each record needs the slow path.
  private @Nullable RecordTaker fastPath;

  /// Null if no other thread converts records of this run.
  private final @Nullable BlockTaker blocks;

  /// Whether records are only found, and not converted.
  private final boolean findsStarts;

  /// Offset in the input after the last record to convert.
  private final long end;

  /// Whether the run ends there, even if the input has more records.
  private final boolean endsInside;

  /// Whether the fast path ends before records that it could take.
  private final boolean fastPathIsBounded;

  private final UnlabelledColumns unlabelled;

  /// A record that waits for memory.
  private @Nullable RawRecord pending;

  /// @param watches creates the check across records once the columns are known
  /// @param blocks converted by other threads; null for none
  /// @param part of the input to convert, from where the first step is made; null for all of it
  RecordLoop(
      Run run,
      Function<Columns, @Nullable CrossRecordCheck> watches,
      @Nullable RowBlocks blocks,
      @Nullable Part part) {
    this.run = run;
    this.blocks = blocks == null ? null : new BlockTaker(blocks, run);
    this.findsStarts = blocks != null && blocks.takesStartsOnly();
    this.end = part == null ? Long.MAX_VALUE : part.to();
    this.endsInside = part != null && !part.isLast();
    this.fastPathIsBounded = blocks != null || part != null;
    this.unlabelled = new UnlabelledColumns(run);
    this.intake = run.intake();
    this.reader = run.reader();
    this.writer = run.writer();
    this.accounts = run.accounts();
    this.watches = watches;
    this.tolerance = new Tolerance(run.options());
    this.problems =
        new RowProblems(run.limits().count(Limit.MAX_LISTED_PROBLEMS), accounts.tally());
  }

  /// Sets the columns, from the header or, without one, from the first record.
  ///
  /// @return why the run can't start with them; empty if it can
  List<InputProblem> open(Columns columns) {
    RecordCheck opened = RecordCheck.of(run.schema(), columns, watches.apply(columns));
    check = opened;
    accounts.setColumns(columns.all());
    writer.setColumns(columns.all());
    if (findsStarts) {
      fastPath = RecordStarts.of(run.dialect(), run.limits());
    } else if (opened.judgesAlone()) {
      fastPath = FastPath.of(columns, run.dialect(), run.options(), run.limits(), writer);
    }
    List<InputProblem> taken = Positions.taken(columns.all(), run.options());
    return taken.isEmpty() ? opened.lacking() : taken;
  }

  boolean hasColumns() {
    return check != null;
  }

  /// Reads a record for the columns only, without converting it.
  @Nullable Step findColumns() {
    if (pending == null) {
      switch (reader.next()) {
        case NEEDS_INPUT -> {
          return needInput();
        }
        case END -> {
          return complete();
        }
        case HEADER, RECORD -> {}
      }
    }
    RawRecord record = reader.record();
    Step needed = roomFor(record);
    return needed == null ? openUnlabelled(record) : needed;
  }

  /// Sets the columns of an input without a header, if the record determines them.
  ///
  /// @return the refusal of the run; null if it can go on
  private @Nullable Step openUnlabelled(RawRecord record) {
    boolean isDropped = unlabelled.dropHeaderOfRejects(record);
    List<InputProblem> lacking =
        unlabelled.areKnownBy(record) ? open(unlabelled.of(record.cellCount())) : List.of();
    return isDropped || lacking.isEmpty() ? null : new Step.Refused(lacking);
  }

  /// Requests memory to write the record's line; until it is granted, the record is pending.
  private Step.@Nullable NeedsRoom roomFor(RawRecord record) {
    pending = record;
    Step.NeedsRoom needed = intake.toWrite(record.length());
    if (needed == null) {
      pending = null;
    }
    return needed;
  }

  /// Begins with a record that was read already.
  void begin(RawRecord first) {
    pending = first;
  }

  /// The first problem of the record that was read last and rejected.
  RowProblem firstProblem() {
    return problems.listed().getFirst();
  }

  void trim() {
    if (fastPath != null) {
      fastPath.trim();
    }
  }

  void forgetRow() {
    if (check != null) {
      check.forget();
    }
  }

  @Override
  public @Nullable Step step() {
    if (pending != null) {
      return convert(pending);
    }
    if (endsInside && reader.byteOffset() >= end) {
      return complete();
    }
    if (check != null && tolerance.allowsMany(reader.recordsRead())) {
      if (blocks != null && blocks.take(check)) {
        return blocks.isWaiting() ? new Step.HasOutput() : null;
      }
      int taken = fastPath == null ? 0 : takeMany(fastPath);
      if (writer.ready() >= ResultWriter.FULL || (taken > 0 && fastPathIsBounded)) {
        return null;
      }
    }
    return switch (reader.next()) {
      case NEEDS_INPUT -> needInput();
      case END -> complete();
      case HEADER, RECORD -> convert(reader.record());
    };
  }

  private int takeMany(RecordTaker taker) {
    int taken = reader.offer(taker, most());
    accounts.addValid(taken);
    return taken;
  }

  /// The number of bytes that the fast path may read.
  private int most() {
    int toBlock = blocks == null ? Integer.MAX_VALUE : blocks.most();
    return (int) Math.min(toBlock, end - reader.byteOffset());
  }

  @Override
  public Intake intake() {
    return intake;
  }

  @Override
  public Step.Stopped breakOff(InputProblem fault) {
    RawRecord waiting = pending;
    return waiting == null ? stop(fault) : stopBefore(waiting, fault);
  }

  private @Nullable Step needInput() {
    // Without a header, the lines before the first record are read after the run has started.
    InputProblem fault = reader.brokenHead();
    if (fault == null) {
      fault = intake.tooLarge();
    }
    if (fault != null) {
      return stop(fault);
    }
    Step step = more();
    boolean waits = step != null && !(step instanceof Step.Ending);
    return waits && writer.ready() > 0 ? new Step.HasOutput() : step;
  }

  private @Nullable Step convert(RawRecord record) {
    Step needed = roomFor(record);
    if (needed != null) {
      return needed;
    }
    problems.clear();
    if (check == null) {
      Step refused = openUnlabelled(record);
      if (refused != null || record.number() == 0) {
        return refused;
      }
    }
    Step undecided = rowOrProblems(record);
    if (undecided != null) {
      return undecided;
    }
    if (!problems.isEmpty()) {
      reject(record);
    }
    InputProblem passed =
        tolerance.judge(record.number(), accounts.rowsRejected(), !problems.isEmpty());
    return passed == null
        ? intake.askForLess()
        : accounts.stop(passed, record.line(), record.byteOffset());
  }

  /// Writes the record's row, or finds its problems.
  ///
  /// @return how the run ended if the record can't be checked, or what it needs; otherwise null
  private @Nullable Step rowOrProblems(RawRecord record) {
    RecordCheck open = check;
    if (record.fault() != null || open == null) {
      RowProblem.Broken fault = Objects.requireNonNull(record.fault());
      problems.add(fault, accounts.columns());
      accounts.misreads().seeBroken(record, fault, run);
      return null;
    }
    InputProblem full = open.full();
    if (full != null) {
      return stopBefore(record, full);
    }
    if (run.options().missingCells() == Options.MissingCells.NULL) {
      record.fill(open.columns().cellCount());
    }
    if (!open.read(record, problems)) {
      // The run is to end, and this record is neither a row nor rejected.
      pending = record;
      return new Step.NeedsRoom(record.length(), record.length());
    }
    if (!problems.isEmpty()) {
      accounts.misreads().see(record, open.columns().cellCount());
      return null;
    }
    accounts.addValid(1);
    if (accounts.writesRows()) {
      writer.writeRow(open.row());
    }
    return null;
  }

  private void reject(RawRecord record) {
    accounts.addRejected();
    RejectsWriter rejects = writer.rejects();
    if (rejects != null) {
      rejects.write(problems);
    }
    if (run.options().errors() != Options.Errors.SKIP) {
      writer.writeError(
          record, problems, reader.original().excerpt(run.limits().count(Limit.MAX_RAW_BYTES)));
    }
  }

  private Step complete() {
    InputProblem broken = reader.brokenHead();
    if (broken == null) {
      broken = reader.brokenFooter();
    }
    if (broken != null) {
      return stop(broken);
    }
    if (check == null && run.schema() != null) {
      open(unlabelled.of(0));
    }
    RecordCheck open = check;
    Schema schema = run.schema();
    // Without a schema, each line with enough cells would be a record.
    if (open != null && schema != null && reader.footerBytes() > 0) {
      Step.NeedsRoom needed = intake.toWrite(reader.footerBytes());
      if (needed != null) {
        return needed;
      }
      accounts.misreads().seeFooter(FooterCheck.warning(run, schema, open.columns()));
    }
    InputProblem fault = accounts.faultOfPart();
    if (fault != null) {
      return stop(fault);
    }
    InputProblem passed = tolerance.judgeAtEnd(reader.recordsRead(), accounts.rowsRejected());
    if (passed != null) {
      return stop(passed);
    }
    if (reader.original().isMisnamed()) {
      accounts.addMisnamed(run.isEncodingOfSchema());
    }
    return accounts.complete(intake.bytesTaken());
  }

  /// Ends the run after the last record.
  private Step.Stopped stop(InputProblem fault) {
    return accounts.stop(fault, reader.line(), reader.byteOffset());
  }

  /// Ends the run before the record that was read last: it is neither a row nor rejected.
  private Step.Stopped stopBefore(RawRecord record, InputProblem fault) {
    accounts.leaveOutLast();
    return accounts.stop(fault, record.line(), record.byteOffset());
  }
}
