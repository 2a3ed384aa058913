package dev.rowgate.lines;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.Problem;
import tools.jackson.core.JsonGenerator;

/// JSON object for any problem: `code`, then, as far as the problem has them, `constraint`,
/// `column`, `columnNumber`, `value`, `valueCut`, `expected` and (for a schema's) `pointer`, then
/// `message`.
public final class ProblemJson {

  private ProblemJson() {}

  public static void write(JsonGenerator json, Problem problem) {
    json.writeStartObject();
    writeInside(json, problem);
    json.writeEndObject();
  }

  /// Writes the members without the object, so that others can follow.
  static void writeInside(JsonGenerator json, Problem problem) {
    json.writeStringProperty("code", problem.codeText());
    String constraint = problem.constraint();
    if (constraint != null) {
      json.writeStringProperty("constraint", constraint);
    }
    String column = problem.column();
    if (column != null) {
      json.writeStringProperty("column", column);
    }
    if (problem.columnNumber() > 0) {
      json.writeNumberProperty("columnNumber", problem.columnNumber());
    }
    Excerpt value = problem.value();
    if (value != null && !value.text().isEmpty()) {
      json.writeStringProperty("value", value.text());
      if (value.cut()) {
        json.writeBooleanProperty("valueCut", true);
      }
    }
    String expected = problem.expected();
    if (expected != null) {
      json.writeStringProperty("expected", expected);
    }
    String pointer = problem.pointer();
    if (pointer != null) {
      json.writeStringProperty("pointer", pointer);
    }
    json.writeStringProperty("message", problem.message());
  }
}
