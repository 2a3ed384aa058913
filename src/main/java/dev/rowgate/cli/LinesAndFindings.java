package dev.rowgate.cli;

import dev.rowgate.lines.Fault;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.PlainRecords;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines for whoever takes the output, and beside them the findings for the person at the
/// terminal.
record LinesAndFindings(LineWriter lines, Findings findings) implements ResultWriter {

  @Override
  public boolean takesRows() {
    return lines.takesRows();
  }

  @Override
  public void setColumns(List<Column> columns) {
    lines.setColumns(columns);
  }

  @Override
  public void writeRow(Row row) {
    lines.writeRow(row);
  }

  @Override
  public @Nullable PlainRecords plainRecords(Columns columns, Dialect dialect, Limits limits) {
    return lines.plainRecords(columns, dialect, limits);
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    lines.writeError(record, problems, raw);
    findings.writeError(record, problems, raw);
  }

  @Override
  public void writeSummary(
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault) {
    lines.writeSummary(summary, tally, columns, warnings, fault);
    if (summary.rowsRejected() > 0 || !tally.warned().isEmpty()) {
      findings.writeSummary(summary, tally, columns, warnings, fault);
    }
  }

  @Override
  public int ready() {
    return lines.ready();
  }

  @Override
  public void drainTo(OutputStream out) throws IOException {
    lines.drainTo(out);
  }
}
