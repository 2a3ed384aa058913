package dev.rowgate.cli.screen;

import dev.rowgate.lines.Fault;
import dev.rowgate.lines.ForwardingWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Result writer that writes the output and collects findings for the terminal.
public record LinesAndFindings(ResultWriter results, Findings findings)
    implements ForwardingWriter {

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    results.writeError(record, problems, raw);
    findings.writeError(record, problems, raw);
  }

  @Override
  public void writeSummary(
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault) {
    results.writeSummary(summary, tally, columns, warnings, fault);
    if (summary.rowsRejected() > 0 || !tally.warned().isEmpty()) {
      findings.writeSummary(summary, tally, columns, warnings, fault);
    }
  }
}
