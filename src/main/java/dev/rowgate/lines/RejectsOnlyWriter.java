package dev.rowgate.lines;

import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.RowProblems;
import java.util.List;

/// Writer of the rejects file of a run and nothing else. It releases the header only with the first
/// rejected record or at the end, so that a run that is refused has no output; but if what precedes
/// the header exceeds [#FULL], that is released rather than kept in memory. Not thread-safe.
public final class RejectsOnlyWriter implements RowlessWriter {

  private final RejectsWriter rejects;
  private boolean begun;

  /// @param rejects writes the file
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
  public void writeSummary(RunEnd end) {
    rejects.end();
    begun = true;
  }

  /// A record that exceeds the limit arrives in pieces, before [#writeError] is called for it.
  @Override
  public int ready() {
    int size = output().size();
    return begun || size >= FULL ? size : 0;
  }

  @Override
  public LineBuffer output() {
    return rejects.output();
  }
}
