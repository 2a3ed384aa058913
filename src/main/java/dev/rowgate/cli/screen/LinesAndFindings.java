package dev.rowgate.cli.screen;

import dev.rowgate.lines.ForwardingWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.RunEnd;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.RowProblems;

/// Result writer that writes the output and collects findings for the terminal.
public record LinesAndFindings(ResultWriter results, ErrorTable findings)
    implements ForwardingWriter {

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    results.writeError(record, problems, raw);
    findings.writeError(record, problems, raw);
  }

  @Override
  public void writeSummary(RunEnd end) {
    results.writeSummary(end);
    if (end.summary().rowsRejected() > 0 || !end.tally().warned().isEmpty()) {
      findings.writeSummary(end);
    }
  }
}
