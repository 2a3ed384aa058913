package dev.rowgate.lines;

import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.RowProblems;
import tools.jackson.core.JsonGenerator;

/// JSON object for a rejected record, the value of `_error`. `src/docs/wire-format.md` specifies
/// its keys.
final class ErrorJson {

  private ErrorJson() {}

  static void write(JsonGenerator json, RawRecord record, RowProblems problems, RawExcerpt raw) {
    json.writeStartObject();
    json.writeNumberProperty("record", record.number());
    json.writeNumberProperty("line", record.line());
    if (record.endLine() != record.line()) {
      json.writeNumberProperty("endLine", record.endLine());
    }
    json.writeNumberProperty("byteOffset", record.byteOffset());
    json.writeNumberProperty("byteLength", record.byteLength());
    if (record.resynced()) {
      json.writeBooleanProperty("resynced", true);
    }
    json.writeArrayPropertyStart("problems");
    for (RowProblem problem : problems.listed()) {
      ProblemJson.write(json, problem);
    }
    json.writeEndArray();
    if (problems.more() > 0) {
      json.writeNumberProperty("more", problems.more());
    }
    switch (raw) {
      case RawExcerpt.Text text -> json.writeStringProperty("raw", text.text());
      case RawExcerpt.Base64 bytes -> json.writeStringProperty("rawBase64", bytes.base64());
    }
    if (raw.cut()) {
      json.writeBooleanProperty("rawCut", true);
    }
    json.writeEndObject();
  }
}
