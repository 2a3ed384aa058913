package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Limits;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.constraint.Constraint;
import java.util.List;

/// Reads schemas for tests, written with `'` for `"`.
public final class Schemas {

  private Schemas() {}

  static SchemaResult read(String json) {
    return SchemaReader.read(
        json.replace('\'', '"').getBytes(UTF_8), Limits.STANDARD.schemaBytes());
  }

  static Schema parsed(String json) {
    return switch (read(json)) {
      case SchemaResult.Parsed(Schema schema) -> schema;
      case SchemaResult.Invalid(List<SchemaProblem> problems, _) ->
          throw new AssertionError("refused: " + problems);
    };
  }

  /// The only field of a schema.
  public static Field field(String json) {
    return parsed("{'fields': [" + json + "]}").fields().getFirst();
  }

  /// The constraint of a field of this type.
  public static Constraint constraint(String type, String name, String value) {
    return field(
            "{'name': 'a', 'type': '%s', 'constraints': {'%s': %s}}".formatted(type, name, value))
        .constraints()
        .getFirst();
  }

  static List<SchemaProblem> problems(String json) {
    return switch (read(json)) {
      case SchemaResult.Parsed _ -> List.of();
      case SchemaResult.Invalid(List<SchemaProblem> problems, _) -> problems;
    };
  }

  /// `code pointer` for each problem.
  static List<String> faults(String json) {
    return problems(json).stream()
        .map(problem -> problem.code().id() + " " + problem.pointer())
        .toList();
  }

  public static List<String> faultsOfField(String json) {
    return faults("{'fields': [" + json + "]}");
  }

  static List<String> messages(String json) {
    return problems(json).stream().map(SchemaProblem::message).toList();
  }

  public static List<String> messagesOfField(String json) {
    return messages("{'fields': [" + json + "]}");
  }
}
