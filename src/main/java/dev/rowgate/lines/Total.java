package dev.rowgate.lines;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The total over several inputs. `src/docs/wire-format.md` specifies its JSON.
///
/// @param files number of inputs
/// @param sums of the summaries in the outputs
/// @param withRows whether rows are written; otherwise valid records are counted
/// @param failed the inputs that weren't converted completely
public record Total(int files, Summary sums, boolean withRows, List<Failed> failed) {

  /// First key of the line.
  static final String KEY = "_total";

  /// @param exitCode the exit code of a run with this file as its only input
  public record Failed(String file, int exitCode) {}

  public Total {
    failed = List.copyOf(failed);
  }

  public boolean isComplete() {
    return failed.isEmpty();
  }

  /// Number of inputs that were converted completely.
  public int filesWhole() {
    return files - failed.size();
  }

  /// The `_total` line, including its line end.
  public byte[] line() {
    var line = new ByteArrayOutputStream();
    try (JsonGenerator json = WireJson.onto(line)) {
      json.writeStartObject();
      json.writeObjectPropertyStart(KEY);
      json.writeBooleanProperty("complete", isComplete());
      json.writeNumberProperty("files", files);
      json.writeNumberProperty("filesWhole", filesWhole());
      SummaryJson.writeCounts(json, sums, withRows);
      if (!failed.isEmpty()) {
        writeFailed(json);
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return line.toByteArray();
  }

  private void writeFailed(JsonGenerator json) {
    json.writeArrayPropertyStart("failed");
    for (Failed each : failed) {
      json.writeStartObject();
      json.writeStringProperty("file", each.file());
      json.writeNumberProperty("exitCode", each.exitCode());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// The total in a short sentence, for stderr.
  public String text() {
    return filesWhole()
        + " of "
        + files
        + " files whole: "
        + sums.recordsRead()
        + " records read, "
        + (withRows ? sums.rowsWritten() + " rows written, " : sums.rowsValid() + " valid, ")
        + sums.rowsRejected()
        + " rejected";
  }
}
