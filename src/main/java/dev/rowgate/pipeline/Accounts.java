package dev.rowgate.pipeline;

import dev.rowgate.lines.Fault;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.RunEnd;
import dev.rowgate.lines.Summary;
import dev.rowgate.lines.SummaryJson;
import dev.rowgate.options.Part;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RecordReader;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The counts of a run, with the check that they account for every record and byte, and the summary
/// that is written at the end. Not thread-safe.
final class Accounts {

  private RecordReader reader;
  private final ResultWriter writer;
  private final Tally tally;
  private final boolean writesRows;

  private List<Column> columns = List.of();
  private final List<InputProblem> warnings = new ArrayList<>();
  private final MisreadDetector misreads = new MisreadDetector();
  private long rowsValid;
  private long rowsRejected;

  /// Whether the last record was neither taken nor rejected, because the run ends before it.
  private boolean undecided;

  private @Nullable Fault fault;

  /// The part of the input that the run converts; null for all of it.
  private @Nullable Part part;

  private Supplier<@Nullable InputProblem> checkOfPart = () -> null;

  /// The counts of the reader at the start of that part.
  private Summary before = Summary.NOTHING;

  Accounts(RecordReader reader, ResultWriter writer, Tally tally) {
    this.reader = reader;
    this.writer = writer;
    this.tally = tally;
    this.writesRows = writer.takesRows();
  }

  void setColumns(List<Column> known) {
    columns = known;
  }

  /// The columns of the output; empty if they aren't known yet.
  List<Column> columns() {
    return columns;
  }

  /// Replaces the reader by one from which nothing was read yet.
  void setReader(RecordReader reader) {
    this.reader = reader;
  }

  /// Adds to the warnings of the summary.
  void addWarnings(List<InputProblem> more) {
    warnings.addAll(more);
  }

  /// Warns of an input that is UTF-8 and read in another encoding, unless its mark says so already.
  void addMisnamed(boolean isOfSchema) {
    if (warnings.stream().noneMatch(InputProblem.OtherMark.class::isInstance)) {
      warnings.add(
          new InputProblem.MisnamedEncoding(reader.original().charset().name(), isOfSchema));
    }
  }

  List<InputProblem> warnings() {
    return List.copyOf(warnings);
  }

  /// What rejected records together suggest about the input; its warnings are added at the end.
  MisreadDetector misreads() {
    return misreads;
  }

  Tally tally() {
    return tally;
  }

  boolean writesRows() {
    return writesRows;
  }

  void addValid(long rows) {
    rowsValid += rows;
  }

  void addRejected() {
    rowsRejected++;
  }

  long rowsRejected() {
    return rowsRejected;
  }

  /// Excludes the last record from the counts: the run ends before it.
  void leaveOutLast() {
    undecided = true;
  }

  /// Restricts the counts to a part of the input.
  ///
  /// @param check as for [Conversion#convertPart]
  void setPart(Part its, Supplier<@Nullable InputProblem> check) {
    part = its;
    checkOfPart = check;
  }

  /// Counts from here, where the part starts.
  void startPart() {
    before = ofReader();
  }

  /// Why what was read to its end isn't the part that was to be converted; null if it is, or if all
  /// of the input was.
  @Nullable InputProblem faultOfPart() {
    return part != null && reader.byteOffset() != part.to()
        ? new InputProblem.PartMisfit(part.to())
        : checkOfPart.get();
  }

  /// The counts so far.
  Summary summary() {
    Summary all = ofReader();
    return new Summary(
        all.recordsRead() - before.recordsRead(),
        rowsValid,
        writesRows ? rowsValid : 0,
        rowsRejected,
        all.blankLines() - before.blankLines(),
        all.footerLines(),
        all.resyncs() - before.resyncs(),
        all.bytesRead() - before.bytesRead());
  }

  private Summary ofReader() {
    return new Summary(
        reader.recordsRead() - (undecided ? 1 : 0),
        0,
        0,
        0,
        reader.blankLines(),
        reader.footerLines(),
        reader.resyncs(),
        undecided ? reader.record().byteOffset() : reader.byteOffset());
  }

  /// Ends a run whose input, or part of it, was read to its end.
  ///
  /// @param bytesTaken number of bytes of the input
  Step.Completed complete(long bytesTaken) {
    long end = part == null ? bytesTaken : part.to();
    if (reader.byteOffset() != end) {
      throw new IllegalStateException(
          end + " bytes were read and " + reader.byteOffset() + " are accounted for");
    }
    return new Step.Completed(close(null));
  }

  /// Ends a run because of a fault at this position.
  Step.Stopped stop(InputProblem problem, long line, long byteOffset) {
    return new Step.Stopped(close(new Fault(problem, line, byteOffset)), problem);
  }

  private Summary close(@Nullable Fault why) {
    fault = why;
    Summary summary = summary();
    // A record that is neither a row nor rejected is a defect: then no summary is written.
    if (summary.recordsRead() != summary.rowsValid() + summary.rowsRejected()) {
      throw new IllegalStateException("records are not accounted for: " + summary);
    }
    warnings.addAll(misreads.warnings(summary.recordsRead()));
    writer.writeSummary(runEnd(summary));
    return summary;
  }

  /// The content of the `_summary` of a run that has ended.
  String json() {
    return SummaryJson.text(runEnd(summary()), writesRows);
  }

  /// The content of the `_summary` of a complete run, as the value of a header.
  String header() {
    return SummaryJson.header(runEnd(summary()), writesRows);
  }

  private RunEnd runEnd(Summary summary) {
    return new RunEnd(summary, tally, columns, warnings, fault, part);
  }
}
