package dev.rowgate.lines;

import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
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
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

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
///   last). `fault` is `{code, message, line, byteOffset}` and comes with `complete: false`.
///
/// No column is called `_error` or `_summary`. Not thread-safe.
public final class LineWriter {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .rootValueSeparator((SerializableString) null)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          // Lower case, as jq writes it.
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private final LineBuffer ready = new LineBuffer();
  private final JsonGenerator json;
  private final Options options;
  private SerializedString[] names = {};
  private char[] digits = new char[64];
  private final RawJson raw = new RawJson();

  public LineWriter(Options options) {
    this.options = options;
    this.json =
        JSON.createGenerator(ObjectWriteContext.empty(), ready)
            .configure(StreamWriteFeature.FLUSH_PASSED_TO_STREAM, false);
  }

  /// Sets the keys of the rows to come.
  public void setColumns(List<Column> columns) {
    names =
        columns.stream().map(c -> new SerializedString(c.name())).toArray(SerializedString[]::new);
    for (SerializedString name : names) {
      // Encoded once, here and not in the first row.
      name.asQuotedUTF8();
    }
  }

  public void writeRow(Row row) {
    boolean omitsNulls = options.nulls() == Options.Nulls.OMIT;
    json.writeStartObject();
    for (int i = 0; i < names.length; i++) {
      switch (row.kind(i)) {
        case TEXT -> {
          json.writeName(names[i]);
          json.writeUTF8String(row.bytes(i), row.from(i), row.to(i) - row.from(i));
        }
        case NUMBER -> {
          json.writeName(names[i]);
          writeNumber(row.bytes(i), row.from(i), row.to(i));
        }
        case JSON -> {
          json.writeName(names[i]);
          json.writeRawValue(raw.of(row.bytes(i), row.from(i), row.to(i)));
        }
        case TRUE, FALSE -> {
          json.writeName(names[i]);
          json.writeBoolean(row.kind(i) == dev.rowgate.schema.Value.Kind.TRUE);
        }
        case NULL -> {
          if (!omitsNulls) {
            json.writeName(names[i]);
            json.writeNull();
          }
        }
      }
    }
    endLine();
  }

  private void writeNumber(byte[] ascii, int from, int to) {
    int length = to - from;
    if (digits.length < length) {
      digits = new char[length];
    }
    for (int i = 0; i < length; i++) {
      digits[i] = (char) ascii[from + i];
    }
    json.writeNumber(digits, 0, length);
  }

  /// Writes the line of a rejected record.
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    json.writeStartObject();
    json.writeObjectPropertyStart("_error");
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
    writePositive("more", problems.more());
    switch (raw) {
      case RawExcerpt.Text text -> json.writeStringProperty("raw", text.text());
      case RawExcerpt.Base64 bytes -> json.writeStringProperty("rawBase64", bytes.base64());
    }
    if (raw.cut()) {
      json.writeBooleanProperty("rawCut", true);
    }
    json.writeEndObject();
    endLine();
  }

  /// Writes the last line.
  ///
  /// @param fault why the run stopped, or null if it is complete
  public void writeSummary(
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault) {
    json.writeStartObject();
    json.writeObjectPropertyStart("_summary");
    SummaryJson.write(json, options, summary, tally, columns, warnings, fault);
    json.writeEndObject();
    endLine();
  }

  private void writePositive(String key, long value) {
    if (value > 0) {
      json.writeNumberProperty(key, value);
    }
  }

  private void endLine() {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /// How many bytes of whole lines wait to be drained.
  public int ready() {
    json.flush();
    return ready.size();
  }

  /// About how many bytes wait: the generator may hold some more.
  public int roughlyReady() {
    return ready.size();
  }

  /// Writes all lines that are ready.
  ///
  /// @throws IOException as `out` throws it
  public void drainTo(OutputStream out) throws IOException {
    json.flush();
    ready.drainTo(out);
  }
}
