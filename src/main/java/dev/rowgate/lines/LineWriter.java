package dev.rowgate.lines;

import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the answer: newline-delimited JSON in UTF-8, one RFC 8259 object a line, each line ended
/// by LF, no blank line, no byte order mark. This comment is the wire specification; `?` marks a
/// key that is left out when empty, false or zero.
///
/// - A **row**: its columns in their order. Text is a JSON string in which only `"`, `\` and
///   U+0000–001F are escaped; a number has the digits it came with; an array or an object has no
///   white space; a missing value is `null`, or its key is left out with `nulls=omit`.
/// - A **rejected record**, in its place: `{"_error":{record, line, endLine?, byteOffset,
///   byteLength, resynced?, problems, more?, raw | rawBase64, rawCut?}}`. Each of `problems`:
///   `{code, constraint?, column?, columnNumber?, value?, valueCut?, expected?, message}`.
/// - The **summary**, always last; without it the answer is cut off: `{"_summary":{complete,
///   recordsRead, rowsWritten, rowsValid?, rowsRejected, blankLines?, resyncs?, bytesRead,
///   problems, warnings?, fault?}}`. `problems` counts by code, then by column (`""` for none,
///   last). `warnings` are problems of the header, then rules that reject nothing, with `count`,
///   `firstRecord` and `firstLine`. `fault` is `{code, message, line, byteOffset}` and comes with
///   `complete: false`.
///
/// No column is called `_error` or `_summary`. Not thread-safe.
public final class LineWriter implements ResultWriter {

  private final LineBuffer ready = new LineBuffer();
  private final Options options;

  /// Made when it is needed: it has 16 KB inside, and the fast path writes without it.
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
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    JsonGenerator json = json();
    json.writeStartObject();
    json.writeName("_error");
    ErrorJson.write(json, record, problems, raw);
    json.writeEndObject();
    endLine(json);
  }

  @Override
  public void writeSummary(
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault) {
    if (fault == null && !options.summary()) {
      return;
    }
    JsonGenerator json = json();
    json.writeStartObject();
    json.writeObjectPropertyStart("_summary");
    SummaryJson.write(json, summary, takesRows(), tally, columns, warnings, fault);
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
  public int ready() {
    return ready.size();
  }

  @Override
  public void rest() {
    ready.rest();
    if (json != null) {
      json.close();
      json = null;
    }
  }

  @Override
  public void drainTo(OutputStream out) throws IOException {
    ready.drainTo(out);
  }
}
