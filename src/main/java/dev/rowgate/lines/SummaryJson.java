package dev.rowgate.lines;

import dev.rowgate.options.Options;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The inside of a `_summary`; the keys are specified at [LineWriter].
final class SummaryJson {

  private SummaryJson() {}

  static void write(
      JsonGenerator json,
      Options options,
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault) {
    json.writeBooleanProperty("complete", fault == null);
    json.writeNumberProperty("recordsRead", summary.recordsRead());
    json.writeNumberProperty("rowsWritten", summary.rowsWritten());
    if (options.errors() == Options.Errors.ONLY) {
      json.writeNumberProperty("rowsValid", summary.rowsValid());
    }
    json.writeNumberProperty("rowsRejected", summary.rowsRejected());
    if (summary.blankLines() > 0) {
      json.writeNumberProperty("blankLines", summary.blankLines());
    }
    if (summary.resyncs() > 0) {
      json.writeNumberProperty("resyncs", summary.resyncs());
    }
    json.writeNumberProperty("bytesRead", summary.bytesRead());
    writeTally(json, tally, columns);
    if (!warnings.isEmpty()) {
      json.writeArrayPropertyStart("warnings");
      warnings.forEach(warning -> ProblemJson.write(json, warning));
      json.writeEndArray();
    }
    if (fault != null) {
      json.writeObjectPropertyStart("fault");
      json.writeStringProperty("code", fault.problem().code().id());
      json.writeStringProperty("message", fault.problem().message());
      json.writeNumberProperty("line", fault.line());
      json.writeNumberProperty("byteOffset", fault.byteOffset());
      json.writeEndObject();
    }
  }

  private static void writeTally(JsonGenerator json, Tally tally, List<Column> columns) {
    json.writeObjectPropertyStart("problems");
    for (Code code : Code.values()) {
      if (tally.has(code)) {
        json.writeObjectPropertyStart(code.id());
        for (int i = 0; i < columns.size(); i++) {
          writeCount(json, columns.get(i).name(), tally.count(code, i));
        }
        writeCount(json, "", tally.count(code, Tally.NO_COLUMN));
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static void writeCount(JsonGenerator json, String column, long count) {
    if (count > 0) {
      json.writeNumberProperty(column, count);
    }
  }
}
