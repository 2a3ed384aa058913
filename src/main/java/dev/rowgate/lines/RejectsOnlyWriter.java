package dev.rowgate.lines;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the rejects file of a run and nothing else. Its header is held back until the first
/// rejected record or the end, so that nothing is written of a run that is refused, unless what
/// precedes the header exceeds [#FULL]: that isn't kept in memory. Not thread-safe.
public final class RejectsOnlyWriter implements RowlessWriter {

  private final RejectsWriter rejects;
  private boolean begun;

  /// @param rejects makes the file
  public RejectsOnlyWriter(RejectsWriter rejects) {
    this.rejects = rejects;
  }

  @Override
  public RejectsWriter rejects() {
    return rejects;
  }

  @Override
  public void setColumns(List<Column> columns) {
    rejects.setColumns(columns);
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    begun = true;
  }

  @Override
  public void writeSummary(
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault) {
    rejects.end();
    begun = true;
  }

  /// A record that is too long comes in pieces, before it is known to be rejected.
  @Override
  public int ready() {
    int size = rejects.ready();
    return begun || size >= FULL ? size : 0;
  }

  @Override
  public void drainTo(OutputStream out) throws IOException {
    rejects.drainTo(out);
  }
}
