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

/// Adapter for networknt's JSON Schema Validator, and the only class that calls it. The library's
/// exceptions don't leave this class.
///
/// There is one registry per draft, shared by all schemas; it caches none of them. The library's
/// keywords count their work ([JsonSchemaKeywords]), and it only gets schemas that
/// [JsonSchemaNodes] has rewritten. The class is loaded when a schema first has a `jsonSchema`.
final class JsonSchemaLibrary {

  /// Result of compiling a JSON Schema.
  sealed interface Result {

    record Usable(Check check) implements Result {}

    /// @param reason the library's message, or the name of its exception
    record Unusable(String reason) implements Result {}
  }

  private static final Map<JsonSchemaDraft, SchemaRegistry> REGISTRIES = registries();

  private JsonSchemaLibrary() {}

  private static Map<JsonSchemaDraft, SchemaRegistry> registries() {
    var config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(false)
            // Preloading follows references recursively, without a depth limit.
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
        // The library logs each unknown keyword and keeps its name for the life of the process.
        .unknownKeywordFactory((_, _) -> null)
        .build();
  }

  static RegularExpression pattern(String text) {
    // The reader compiled every pattern before, so none is invalid here.
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

  /// A compiled JSON Schema. Thread-safe.
  record Check(Schema schema) {

    /// Whether a value conforms to the schema. False also if the check exceeds its step limit or
    /// the library throws.
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
