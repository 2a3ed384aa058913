package dev.rowgate.lines;

import dev.rowgate.options.Options;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writer of the output of a conversion as newline-delimited JSON: rows, rejected records and the
/// summary. The only specification of the format, with an example, is `src/docs/wire-format.md`.
///
/// Not thread-safe.
public final class LineWriter implements ResultWriter {

  private final LineBuffer ready = new LineBuffer();
  private final Options options;

  /// Created on first use: it has buffers of 16 KB, and the fast path writes without it.
  private @Nullable JsonGenerator json;

  private RowWriter rows;

  public LineWriter(Options options) {
    this.options = options;
    this.rows = new RowWriter(options, List.of());
  }

  @Override
  public boolean takesRows() {
    return options.errors() != Options.Errors.ONLY;
  }

  @Override
  public void setColumns(List<Column> columns) {
    rows = new RowWriter(options, columns);
  }

  @Override
  public void writeRow(Row row) {
    JsonGenerator json = json();
    rows.write(row, json);
    endLine(json);
  }

  @Override
  public LineBuffer rowLines() {
    return ready;
  }

  @Override
  public RowLines rowLinesElsewhere() {
    var other = new LineWriter(options);
    other.rows = rows;
    return new RowLines(other, other.ready);
  }

  @Override
  public void append(LineBuffer lines) {
    if (ready.size() == 0) {
      ready.swap(lines);
    } else {
      lines.moveTo(ready);
    }
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    JsonGenerator json = json();
    json.writeStartObject();
    json.writeName("_error");
    ErrorJson.write(json, record, problems, raw);
    json.writeEndObject();
    endLine(json);
  }

  @Override
  public void writeSummary(RunEnd end) {
    if (end.fault() == null && !options.summary()) {
      return;
    }
    if (options.file() == null && takesRows() && SummaryJson.isPlain(end)) {
      byte[] line = SummaryJson.plainLine(end.summary());
      ready.write(line, 0, line.length);
      return;
    }
    JsonGenerator json = json();
    json.writeStartObject();
    json.writeObjectPropertyStart("_summary");
    SummaryJson.write(json, options.file(), end, takesRows());
    json.writeEndObject();
    json.writeEndObject();
    endLine(json);
  }

  private JsonGenerator json() {
    JsonGenerator known = json;
    if (known == null) {
      known = WireJson.onto(ready);
      json = known;
    }
    return known;
  }

  private static void endLine(JsonGenerator json) {
    json.writeRaw('\n');
    json.flush();
  }

  @Override
  public void trim() {
    ready.trim();
    if (json != null) {
      json.close();
      json = null;
    }
  }

  @Override
  public LineBuffer output() {
    return ready;
  }
}
