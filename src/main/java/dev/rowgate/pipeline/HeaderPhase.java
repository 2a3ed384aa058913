package dev.rowgate.pipeline;

import dev.rowgate.lines.Positions;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.rows.Binding;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.HeaderRows;
import dev.rowgate.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Second phase of a run: reads the header, if there is one, and binds it to the schema. Any
/// problem here refuses the run, since nothing was written yet. Ends with [Step.Ready]. Not
/// thread-safe.
final class HeaderPhase implements Phase {

  private final Run run;
  private final Intake intake;
  private final RecordReader reader;
  private final RecordLoop records;
  private final HeaderRows rows;

  /// Number of bytes of a malformed row that are kept.
  private final int shownBytes;

  /// A header row that waits for memory.
  private @Nullable RawRecord pending;

  /// @param records the next phase, which gets the columns
  HeaderPhase(Run run, RecordLoop records) {
    this.run = run;
    this.intake = run.intake();
    this.reader = run.reader();
    this.records = records;
    this.rows = new HeaderRows(run.dialect(), run.rejectsColumns());
    this.shownBytes = run.limits().count(Limit.MAX_RAW_BYTES);
  }

  @Override
  public @Nullable Step step() {
    if (!run.dialect().header()) {
      return withoutHeader();
    }
    if (pending != null) {
      return take(pending);
    }
    return switch (reader.next()) {
      case NEEDS_INPUT -> needInput();
      case END -> {
        InputProblem broken = reader.brokenHead();
        yield refuse(broken == null ? new InputProblem.EmptyInput() : broken);
      }
      case HEADER, RECORD -> take(reader.record());
    };
  }

  /// Without a header, the columns are the schema's, or have made-up names that can't conflict.
  private @Nullable Step withoutHeader() {
    Schema schema = run.schema();
    if (schema != null && Positions.mayBeTaken(run.options())) {
      List<Column> columns = HeaderBinding.unlabelled(schema, 0, 0).all();
      List<InputProblem> taken = Positions.taken(columns, run.options());
      if (!taken.isEmpty()) {
        return new Step.Refused(taken);
      }
    }
    return reader.original().isUtf16() ? firstOfUtf16() : new Step.Ready();
  }

  /// Reads the first record, which shows whether it is UTF-16.
  private @Nullable Step firstOfUtf16() {
    return switch (reader.next()) {
      case NEEDS_INPUT -> reader.brokenHead() == null ? moreWithinLimit() : new Step.Ready();
      case END -> new Step.Ready();
      case HEADER, RECORD -> {
        records.begin(reader.record());
        yield isNoUtf16() ? refuse(misnamed()) : new Step.Ready();
      }
    };
  }

  @Override
  public Intake intake() {
    return intake;
  }

  @Override
  public Step.Refused breakOff(InputProblem fault) {
    return refuse(fault);
  }

  private @Nullable Step needInput() {
    InputProblem broken = reader.brokenHead();
    if (broken == null || !reader.hasBrokenStart(shownBytes)) {
      return moreWithinLimit();
    }
    boolean isRow = broken instanceof InputProblem.BrokenHeader;
    return refuse(isRow && isNoUtf16() ? misnamed() : broken);
  }

  private @Nullable Step take(RawRecord row) {
    if (isNoUtf16()) {
      return refuse(misnamed());
    }
    RowProblem.Broken fault = row.fault();
    if (fault != null) {
      var broken = new InputProblem.BrokenHeader(row.line(), fault);
      return fault instanceof RowProblem.InvalidEncoding && reader.original().isRecordMisnamed()
          ? new Step.Refused(List.of(broken, misnamed()))
          : refuse(broken);
    }
    int limit = run.limits().recordBytes();
    long bytes = rows.bytesWith(row);
    if (bytes > Math.max(row.length(), limit)) {
      var tooLarge = new RowProblem.RecordTooLarge(limit);
      return refuse(new InputProblem.BrokenHeader(row.line(), tooLarge));
    }
    pending = row;
    Step.NeedsRoom needed = intake.toBind(bytes, rows.columnsWith(row));
    if (needed != null) {
      return needed;
    }
    pending = null;
    rows.add(row);
    run.keepHeaderRow();
    return rows.isComplete() ? bind(rows.labels()) : null;
  }

  private Step bind(List<String> labels) {
    Dialect dialect = run.dialect();
    return switch (HeaderBinding.bind(
        run.schema(),
        labels,
        rows.firstCell(),
        dialect.delimiter(),
        dialect.caseSensitiveHeader())) {
      case Binding.Refused refused -> new Step.Refused(refused.problems());
      case Binding.Bound bound -> {
        run.accounts().addWarnings(bound.warnings());
        List<InputProblem> lacking = records.open(bound.columns());
        if (!lacking.isEmpty()) {
          yield new Step.Refused(lacking);
        }
        reader.exempt(rows.firstCell());
        yield new Step.Ready();
      }
    };
  }

  private boolean isNoUtf16() {
    return reader.original().isNoUtf16(shownBytes);
  }

  private InputProblem misnamed() {
    return new InputProblem.MisnamedEncoding(
        reader.original().charset().name(), run.isEncodingOfSchema());
  }

  private static Step.Refused refuse(InputProblem why) {
    return new Step.Refused(List.of(why));
  }
}
