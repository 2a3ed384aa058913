package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.SchemaProblem;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Problems of a schema as JSON: `{"valid", "problems": [{code, constraint?, column?, value?,
/// valueCut?, expected?, pointer, message, instead}], "warnings": [{code, pointer, message}]}`,
/// ended by LF.
public final class SchemaReport {

  private SchemaReport() {}

  /// @param problems empty for a valid schema
  /// @param warnings of a valid or an invalid schema
  public static String text(List<SchemaProblem> problems, List<InputProblem> warnings) {
    var text = new ByteArrayOutputStream();
    try (JsonGenerator json = WireJson.onto(text)) {
      json.writeStartObject();
      json.writeBooleanProperty("valid", problems.isEmpty());
      json.writeArrayPropertyStart("problems");
      for (SchemaProblem problem : problems) {
        json.writeStartObject();
        ProblemJson.writeInside(json, problem);
        json.writeStringProperty("instead", problem.instead());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("warnings");
      warnings.forEach(warning -> ProblemJson.write(json, warning));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return text.toString(UTF_8);
  }
}
