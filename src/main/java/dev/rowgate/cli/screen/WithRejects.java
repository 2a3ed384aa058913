package dev.rowgate.cli.screen;

import dev.rowgate.cli.files.Outputs;
import dev.rowgate.lines.ForwardingWriter;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.RunEnd;
import dev.rowgate.rows.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Result writer that adds a rejects file to another writer's results.
///
/// @param results the other writer
/// @param rejects writes rejected records as CSV
/// @param file the rejects file
public record WithRejects(ResultWriter results, RejectsWriter rejects, OutputStream file)
    implements ForwardingWriter {

  @Override
  public void setColumns(List<Column> columns) {
    results.setColumns(columns);
    rejects.setColumns(columns);
  }

  @Override
  public void writeSummary(RunEnd end) {
    results.writeSummary(end);
    rejects.end();
  }

  @Override
  public int ready() {
    return results.ready() + rejects.output().size();
  }

  @Override
  public void drainTo(OutputStream out) throws IOException {
    results.drainTo(out);
    try {
      rejects.output().drainTo(file);
    } catch (IOException e) {
      throw new Outputs.Unwritable(e);
    }
  }
}
