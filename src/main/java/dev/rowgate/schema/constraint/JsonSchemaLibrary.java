package dev.rowgate.schema.constraint;

import static java.util.Objects.requireNonNull;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.Specification;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.regex.RegularExpression;
import dev.rowgate.problem.Excerpt;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The library of JSON Schema, networknt's: the only class that calls it. Its exceptions end here.
///
/// There is one registry for each draft, shared by all schemas, which holds none of them. Of the
/// library's own work it has the keywords counted, see [JsonSchemaKeywords], and does the rest
/// before: only what [JsonSchemaNodes] writes comes here. Loaded when a schema first has a
/// `jsonSchema`.
final class JsonSchemaLibrary {

  /// What became of a JSON Schema.
  sealed interface Result {

    record Usable(Check check) implements Result {}

    /// @param reason the library's, or the exception's name
    record Unusable(String reason) implements Result {}
  }

  private static final Map<JsonSchemaDraft, SchemaRegistry> REGISTRIES = registries();

  private JsonSchemaLibrary() {}

  private static Map<JsonSchemaDraft, SchemaRegistry> registries() {
    var config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(false)
            // It follows references as deep as they lead.
            .preloadSchema(false)
            .regularExpressionFactory(JsonSchemaLibrary::pattern)
            .build();
    var registries = new EnumMap<JsonSchemaDraft, SchemaRegistry>(JsonSchemaDraft.class);
    for (JsonSchemaDraft draft : JsonSchemaDraft.values()) {
      Dialect dialect = dialect(draft);
      registries.put(
          draft,
          SchemaRegistry.withDialect(dialect, builder -> builder.schemaRegistryConfig(config)));
    }
    return registries;
  }

  private static Dialect dialect(JsonSchemaDraft draft) {
    Dialect standard =
        Specification.getDialect(
            switch (draft) {
              case DRAFT_4 -> SpecificationVersion.DRAFT_4;
              case DRAFT_6 -> SpecificationVersion.DRAFT_6;
              case DRAFT_7 -> SpecificationVersion.DRAFT_7;
              case DRAFT_2019_09 -> SpecificationVersion.DRAFT_2019_09;
              case DRAFT_2020_12 -> SpecificationVersion.DRAFT_2020_12;
            });
    var keywords = new HashMap<String, Keyword>(standard.getKeywords());
    keywords.remove("format");
    keywords.replaceAll((_, keyword) -> JsonSchemaKeywords.counted(keyword));
    return Dialect.builder(standard)
        .keywords(all -> all.putAll(keywords))
        // Each is a note for the library, which logs it and keeps its name for ever.
        .unknownKeywordFactory((_, _) -> null)
        .build();
  }

  static RegularExpression pattern(String text) {
    // All were compiled once before, and are good.
    return switch (Pattern.compilePart(text)) {
      case Pattern.Result.Compiled(Pattern pattern, int cost) ->
          value -> {
            JsonSchemaSteps.takeForPattern(value.length(), cost);
            return pattern.isIn(value);
          };
      case Pattern.Result.Bad bad -> throw new IllegalArgumentException(bad.reason());
    };
  }

  /// @param schema as [JsonSchemaNodes] writes it
  static Result read(JsonSchemaDraft draft, ObjectNode schema) {
    SchemaRegistry registry = requireNonNull(REGISTRIES.get(draft));
    try {
      return new Result.Usable(new Check(registry.getSchema(schema)));
    } catch (RuntimeException | StackOverflowError e) {
      String message = e.getMessage();
      return new Result.Unusable(
          message == null ? e.getClass().getSimpleName() : Excerpt.of(message).text());
    }
  }

  /// A JSON Schema that values can be checked against. Thread-safe.
  static final class Check {

    private final Schema schema;

    private Check(Schema schema) {
      this.schema = schema;
    }

    /// Whether a value is as the schema says. One that takes more steps than it is worth isn't, nor
    /// is one that the library fails at.
    ///
    /// @param bytes the length of the value's text
    boolean holds(JsonNode value, int bytes) {
      var steps = new JsonSchemaSteps(bytes);
      try {
        return steps.run(() -> {
          schema.validate(steps, value);
          return steps.getErrors().isEmpty();
        });
      } catch (RuntimeException | StackOverflowError e) {
        return false;
      }
    }
  }
}
