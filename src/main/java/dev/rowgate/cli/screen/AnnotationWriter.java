package dev.rowgate.cli.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.lines.Fault;
import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.RowlessWriter;
import dev.rowgate.lines.RunEnd;
import dev.rowgate.lines.Summary;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import java.nio.charset.Charset;

/// Result writer for GitHub Actions: writes an [annotation][Annotations] for each problem of the
/// first rejected records, and one with the total.
public final class AnnotationWriter implements RowlessWriter {

  private final String file;
  private final Charset encoding;
  private final LineBuffer ready = new LineBuffer();
  private int listed;

  /// @param file as the user named it; empty for stdin
  /// @param encoding of the input
  public AnnotationWriter(String file, Charset encoding) {
    this.file = file;
    this.encoding = encoding;
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    if (listed++ >= ReportWriter.MAX_ERRORS) {
      return;
    }
    for (RowProblem problem : problems.listed()) {
      Snippet snippet = Snippet.of(record, problem, raw, encoding);
      int column = snippet.isPlaced() ? snippet.from() + 1 : 0;
      String name = problem.column();
      write(
          "error",
          snippet.lineNumber(),
          column,
          problem.codeText() + (name == null ? "" : " in " + name),
          problem.message());
    }
  }

  @Override
  public void writeSummary(RunEnd end) {
    end.warnings()
        .forEach(warning -> write("warning", 1, 0, warning.code().id(), warning.message()));
    for (Tally.Warned warned : end.tally().warned()) {
      String title = warned.rule().code() + ", " + warned.count() + " records";
      write("warning", warned.line(), 0, title, warned.rule().message());
    }
    Summary counts = end.summary();
    if (counts.rowsRejected() > 0) {
      String rejected = counts.rowsRejected() + " of " + counts.recordsRead() + " records rejected";
      write("error", 0, 0, "rowgate", rejected);
    }
    Fault fault = end.fault();
    if (fault != null) {
      write("error", fault.line(), 0, fault.problem().code().id(), fault.problem().message());
    }
  }

  private void write(String level, long line, int column, String title, String message) {
    byte[] bytes = Annotations.of(level, file, line, column, title, message).getBytes(UTF_8);
    ready.write(bytes, 0, bytes.length);
  }

  @Override
  public LineBuffer output() {
    return ready;
  }
}
