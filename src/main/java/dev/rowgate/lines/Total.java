package dev.rowgate.lines;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The total over several inputs. `src/docs/wire-format.md` specifies its JSON.
public final class Total {

  /// First key of the line.
  static final String KEY = "_total";

  /// An input that wasn't converted completely.
  ///
  /// @param exitCode the exit code of a run with this file as its only input
  public record Failed(String file, int exitCode) {}

  /// What the inputs become.
  private sealed interface Product {

    /// @param sums of the summaries in the outputs
    /// @param withRows whether rows are written; otherwise valid records are counted
    record Rows(Summary sums, boolean withRows) implements Product {}

    record Descriptor() implements Product {}
  }

  private final int files;

  /// Number of the inputs that were converted completely and whose results are written.
  private final int filesWhole;

  private final Product product;
  private final List<Failed> failed;

  private Total(int files, int filesWhole, Product product, List<Failed> failed) {
    this.files = files;
    this.filesWhole = filesWhole;
    this.product = product;
    this.failed = List.copyOf(failed);
  }

  /// Creates a total over inputs whose results are written unless they failed.
  ///
  /// @param sums of the summaries in the outputs
  /// @param withRows whether rows are written; otherwise valid records are counted
  public Total(int files, Summary sums, boolean withRows, List<Failed> failed) {
    this(files, files - failed.size(), new Product.Rows(sums, withRows), failed);
  }

  /// Creates a total over inputs whose common result isn't written.
  public static Total unwritten(int files, boolean withRows, List<Failed> failed) {
    return new Total(files, 0, new Product.Rows(Summary.NOTHING, withRows), failed);
  }

  /// Creates the total of an inference from several inputs.
  ///
  /// @param isWritten whether the descriptor, which is their common result, is written
  public static Total ofInference(int files, boolean isWritten, List<Failed> failed) {
    return new Total(files, isWritten ? files : 0, new Product.Descriptor(), failed);
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
      if (product instanceof Product.Rows(Summary sums, boolean withRows)) {
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
    return switch (product) {
      case Product.Descriptor() ->
          (files - failed.size())
              + " of "
              + files
              + " files inferred from"
              + (isComplete() ? "" : ", and no schema is written");
      case Product.Rows(Summary sums, boolean withRows) ->
          filesWhole
              + " of "
              + files
              + " files whole: "
              + sums.recordsRead()
              + " records read, "
              + (withRows ? sums.rowsWritten() + " rows written, " : sums.rowsValid() + " valid, ")
              + sums.rowsRejected()
              + " rejected";
    };
  }
}
