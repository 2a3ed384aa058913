package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Code;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Tally;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// JSON members of a `_summary`. `src/docs/wire-format.md` specifies the keys.
public final class SummaryJson {

  /// Maximum length of a header's value in characters: proxies limit the headers of a response,
  /// many to 8 KiB.
  static final int MAX_HEADER = 4 << 10;

  private SummaryJson() {}

  /// Returns the value of the `_summary` of a run.
  public static String text(RunEnd end, boolean withRows) {
    var text = new ByteArrayOutputStream();
    try (JsonGenerator json = WireJson.onto(text)) {
      json.writeStartObject();
      write(json, null, end, withRows);
      json.writeEndObject();
    }
    return text.toString(UTF_8);
  }

  /// Returns the value of the `_summary` of a complete run for a header: in ASCII, and without
  /// columns and warnings if it would exceed [#MAX_HEADER] with them.
  public static String header(RunEnd end, boolean withRows) {
    String whole = ascii(text(end, withRows));
    if (whole.length() <= MAX_HEADER) {
      return whole;
    }
    var text = new ByteArrayOutputStream();
    try (JsonGenerator json = WireJson.onto(text)) {
      json.writeStartObject();
      json.writeBooleanProperty("complete", true);
      writeCounts(json, end.summary(), withRows);
      json.writeObjectPropertyStart("problems");
      for (Code code : end.tally().codes()) {
        json.writeNumberProperty(code.id(), end.tally().total(code));
      }
      json.writeEndObject();
      json.writeBooleanProperty("shortened", true);
      json.writeEndObject();
    }
    return text.toString(UTF_8);
  }

  /// Returns the same JSON with an escape for each character that a header can't contain.
  private static String ascii(String json) {
    var ascii = new StringBuilder(json.length());
    json.chars()
        .forEach(c -> {
          if (c < 0x7F) {
            ascii.append((char) c);
          } else {
            ascii.append("\\u").append(HexFormat.of().toHexDigits((char) c));
          }
        });
    return ascii.toString();
  }

  /// Whether a run has nothing to report but four counts.
  static boolean isPlain(RunEnd end) {
    Summary summary = end.summary();
    return end.fault() == null
        && end.part() == null
        && end.warnings().isEmpty()
        && end.tally().isEmpty()
        && summary.blankLines() + summary.footerLines() + summary.resyncs() == 0;
  }

  /// Returns the line of such a run, as [#write] would write it. A generator takes longer for it
  /// than the rows of a short input.
  static byte[] plainLine(Summary summary) {
    return ("{\"_summary\":{\"complete\":true,\"recordsRead\":"
            + summary.recordsRead()
            + ",\"rowsWritten\":"
            + summary.rowsWritten()
            + ",\"rowsRejected\":"
            + summary.rowsRejected()
            + ",\"bytesRead\":"
            + summary.bytesRead()
            + ",\"problems\":{}}}\n")
        .getBytes(US_ASCII);
  }

  /// @param file name of the input, if there are several
  /// @param withRows whether the run wrote its rows; otherwise valid records are counted
  static void write(JsonGenerator json, @Nullable String file, RunEnd end, boolean withRows) {
    Fault fault = end.fault();
    if (file != null) {
      json.writeStringProperty("file", file);
    }
    json.writeBooleanProperty("complete", fault == null);
    writeCounts(json, end.summary(), withRows);
    if (end.part() != null) {
      json.writeObjectPropertyStart("part");
      json.writeNumberProperty("from", end.part().from());
      json.writeNumberProperty("to", end.part().to());
      json.writeEndObject();
    }
    writeTally(json, end.tally(), end.columns());
    writeWarnings(json, end.warnings(), end.tally().warned());
    if (fault != null) {
      json.writeObjectPropertyStart("fault");
      json.writeStringProperty("code", fault.problem().code().id());
      json.writeStringProperty("message", fault.problem().message());
      json.writeNumberProperty("line", fault.line());
      json.writeNumberProperty("byteOffset", fault.byteOffset());
      json.writeEndObject();
    }
  }

  static void writeCounts(JsonGenerator json, Summary summary, boolean withRows) {
    json.writeNumberProperty("recordsRead", summary.recordsRead());
    json.writeNumberProperty("rowsWritten", summary.rowsWritten());
    if (!withRows) {
      json.writeNumberProperty("rowsValid", summary.rowsValid());
    }
    json.writeNumberProperty("rowsRejected", summary.rowsRejected());
    if (summary.blankLines() > 0) {
      json.writeNumberProperty("blankLines", summary.blankLines());
    }
    if (summary.footerLines() > 0) {
      json.writeNumberProperty("footerLines", summary.footerLines());
    }
    if (summary.resyncs() > 0) {
      json.writeNumberProperty("resyncs", summary.resyncs());
    }
    json.writeNumberProperty("bytesRead", summary.bytesRead());
  }

  private static void writeTally(JsonGenerator json, Tally tally, List<Column> columns) {
    json.writeObjectPropertyStart("problems");
    String open = "";
    for (Tally.Counted counted : tally.counted(columns)) {
      if (!counted.code().equals(open)) {
        if (!open.isEmpty()) {
          json.writeEndObject();
        }
        open = counted.code();
        json.writeObjectPropertyStart(open);
      }
      json.writeNumberProperty(counted.column(), counted.count());
    }
    if (!open.isEmpty()) {
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeWarnings(
      JsonGenerator json, List<InputProblem> ofHeader, List<Tally.Warned> ofRules) {
    if (ofHeader.isEmpty() && ofRules.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("warnings");
    ofHeader.forEach(warning -> ProblemJson.write(json, warning));
    for (Tally.Warned warned : ofRules) {
      json.writeStartObject();
      json.writeStringProperty("code", warned.rule().code());
      if (!warned.rule().column().isEmpty()) {
        json.writeStringProperty("column", warned.rule().column());
      }
      json.writeStringProperty("expected", warned.rule().expected());
      json.writeStringProperty("message", warned.rule().message());
      json.writeNumberProperty("count", warned.count());
      json.writeNumberProperty("firstRecord", warned.record());
      json.writeNumberProperty("firstLine", warned.line());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
