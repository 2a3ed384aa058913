package dev.rowgate.lines;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The total over several inputs. `src/docs/wire-format.md` specifies its JSON.
///
/// @param files number of inputs
/// @param filesWhole number of those that were converted completely and whose results are written
/// @param sums of the summaries in the outputs; null for an inference, which has none
/// @param withRows whether rows are written; otherwise valid records are counted
/// @param failed the inputs that weren't converted completely
public record Total(
    int files, int filesWhole, @Nullable Summary sums, boolean withRows, List<Failed> failed) {

  /// First key of the line.
  static final String KEY = "_total";

  /// @param exitCode the exit code of a run with this file as its only input
  public record Failed(String file, int exitCode) {}

  public Total {
    failed = List.copyOf(failed);
  }

  /// Creates a total over inputs whose results are written unless they failed.
  public Total(int files, Summary sums, boolean withRows, List<Failed> failed) {
    this(files, files - failed.size(), sums, withRows, failed);
  }

  /// Creates the total of an inference from several inputs.
  ///
  /// @param isWritten whether the descriptor, which is their common result, is written
  public static Total ofInference(int files, boolean isWritten, List<Failed> failed) {
    return new Total(files, isWritten ? files : 0, null, false, failed);
  }

  /// Whether all inputs were converted completely and their results are written.
  public boolean isComplete() {
    return failed.isEmpty() && filesWhole == files;
  }

  /// The `_total` line, including its line end.
  public byte[] line() {
    var line = new ByteArrayOutputStream();
    try (JsonGenerator json = WireJson.onto(line)) {
      json.writeStartObject();
      json.writeObjectPropertyStart(KEY);
      json.writeBooleanProperty("complete", isComplete());
      json.writeNumberProperty("files", files);
      json.writeNumberProperty("filesWhole", filesWhole);
      if (sums != null) {
        SummaryJson.writeCounts(json, sums, withRows);
      }
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
    if (sums == null) {
      String written = isComplete() ? "" : ", and no schema is written";
      return (files - failed.size()) + " of " + files + " files inferred from" + written;
    }
    return filesWhole
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
