package dev.rowgate.schema.constraint;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import dev.rowgate.schema.value.JsonBuffer;
import dev.rowgate.schema.value.Value;

/// Constraint that an array or object conforms to a JSON Schema. `format` and the `content…`
/// keywords are annotations only and never fail.
final class JsonSchema implements Constraint {

  private final String expected;
  private final JsonSchemaLibrary.Check check;

  JsonSchema(Json.Obj root, JsonSchemaLibrary.Check check) {
    var text = new JsonBuffer().add(root);
    Excerpt excerpt = Excerpt.of(text.bytes(), 0, text.length());
    this.expected = excerpt.cut() ? excerpt.text() + "…" : excerpt.text();
    this.check = check;
  }

  @Override
  public String name() {
    return "jsonSchema";
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public boolean holds(Value value) {
    Json json = JsonReader.cell(value.bytes(), value.from(), value.to());
    return json != null && check.holds(JacksonNodes.of(json), value.to() - value.from());
  }
}
