package dev.rowgate.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Inferred descriptor with comments for the person who will edit it. JSON has no comments; the
/// standard's `description` properties, which schema readers ignore, are used instead.
public final class CommentedDescriptor {

  private static final String DESCRIPTION = "description";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CommentedDescriptor() {}

  /// @param explained a descriptor with evidence, as written with [InferOptions#explain]
  /// @param input the name of the CSV
  /// @param output the name of the file for the result
  public static String of(String explained, String input, String output) {
    var descriptor = (ObjectNode) JSON.readTree(explained);
    JsonNode inferred = descriptor.remove("rowgate:inferred");
    var commented = JSON.createObjectNode();
    commented.put(DESCRIPTION, head(inferred, input, output));
    commented.setAll(descriptor);
    JsonNode fields = descriptor.at("/schema/fields");
    for (int i = 0; i < fields.size(); i++) {
      var field = (ObjectNode) fields.get(i);
      field.put(DESCRIPTION, comment(field, inferred.at("/columns/" + i)));
    }
    commented.set("rowgate:inferred", basis(inferred));
    return JSON.writeValueAsString(commented) + "\n";
  }

  private static String head(JsonNode inferred, String input, String output) {
    boolean whole = inferred.path("whole").asBoolean();
    return "A schema for %s, made by rowgate init from %s. It is yours to edit: what may be in a"
            .formatted(input, whole ? "all of it" : "its first " + records(inferred))
        + " field stands in its description, which can be removed. To check the result: rowgate"
        + " schema check %s. To use it: rowgate transform --schema %s %s"
            .formatted(output, output, input);
  }

  private static String records(JsonNode inferred) {
    return inferred.path("records").asLong() + " records";
  }

  /// Returns a description of the column's content, and the properties that a field of its type can
  /// have.
  private static String comment(JsonNode field, JsonNode column) {
    var parts = new ArrayList<String>();
    long cells = column.path("of").asLong();
    long missing = column.path("missing").asLong();
    long misfits = cells - missing - column.path("fits").asLong();
    if (!column.isMissingNode()) {
      parts.add(
          missing <= 0
              ? "No value is missing: \"required\": true would reject no record that was read"
              : missing
                  + " of "
                  + cells
                  + " values are missing: \"required\": true would reject them");
    }
    if (misfits > 0) {
      parts.add(misfits + " of " + cells + " values aren't of this type");
    }
    if (column.has("runnerUp")) {
      parts.add("The type could also be " + column.path("runnerUp").asString());
    }
    String type = field.path("type").asString();
    parts.add("Possible: \"constraints\": {" + String.join(", ", constraints(type)) + "}");
    return String.join(". ", parts);
  }

  private static List<String> constraints(String type) {
    var all = new ArrayList<>(List.of("\"required\": true", "\"unique\": true"));
    switch (type) {
      case "string" ->
          all.addAll(
              List.of(
                  "\"minLength\": 1",
                  "\"maxLength\": 100",
                  "\"pattern\": \"[A-Z]+\"",
                  "\"enum\": [\"a\", \"b\"]"));
      case "integer", "number" -> all.addAll(List.of("\"minimum\": 0", "\"maximum\": 1000"));
      case "date" ->
          all.addAll(List.of("\"minimum\": \"2000-01-01\"", "\"maximum\": \"2099-12-31\""));
      default -> {}
    }
    return all;
  }

  /// Returns how much of the input was read, and the warnings, without the evidence for each
  /// decision.
  private static ObjectNode basis(JsonNode inferred) {
    Map<String, JsonNode> kept = new LinkedHashMap<>();
    for (String name : List.of("whole", "records", "bytes", "warnings")) {
      kept.put(name, inferred.path(name));
    }
    return JSON.createObjectNode().setAll(kept);
  }
}
