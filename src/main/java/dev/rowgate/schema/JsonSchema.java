package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.regex.RegularExpression;
import dev.rowgate.problem.Excerpt;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a JSON Schema says of an array or an object. The library's classes are loaded when a schema
/// first has one.
///
/// `format` says something about a value and asks nothing of it, as in JSON Schema itself.
final class JsonSchema implements Constraint {

  private static final Map<String, SpecificationVersion> VERSIONS = versions();

  /// What `$schema` may be; the first is what it is where nothing is said.
  static final Set<String> DRAFTS = VERSIONS.keySet();

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .formatAssertionsEnabled(false)
          .regularExpressionFactory(JsonSchema::pattern)
          .build();

  private static final ExecutionConfig ALL_FAULTS =
      ExecutionConfig.builder().formatAssertionsEnabled(false).build();

  private static final ExecutionConfig FAIL_FAST =
      ExecutionConfig.builder().failFast(true).formatAssertionsEnabled(false).build();

  /// A schema of 1 MiB and its own schema come to no more.
  private static final int MAX_STEPS_OF_SCHEMA = 50_000_000;

  private final String expected;
  private final Schema schema;
  private final boolean comparesItems;

  /// @param comparesItems whether it may look for items of a list that are equal
  private JsonSchema(String expected, Schema schema, boolean comparesItems) {
    this.expected = expected;
    this.schema = schema;
    this.comparesItems = comparesItems;
  }

  private static Map<String, SpecificationVersion> versions() {
    var versions = new LinkedHashMap<String, SpecificationVersion>();
    versions.put(
        "https://json-schema.org/draft/2020-12/schema", SpecificationVersion.DRAFT_2020_12);
    versions.put(
        "https://json-schema.org/draft/2019-09/schema", SpecificationVersion.DRAFT_2019_09);
    versions.put("http://json-schema.org/draft-07/schema", SpecificationVersion.DRAFT_7);
    versions.put("http://json-schema.org/draft-06/schema", SpecificationVersion.DRAFT_6);
    versions.put("http://json-schema.org/draft-04/schema", SpecificationVersion.DRAFT_4);
    return versions;
  }

  /// The name of a draft without the `#` that some write behind it.
  static String draft(String name) {
    return name.endsWith("#") ? name.substring(0, name.length() - 1) : name;
  }

  private static RegularExpression pattern(String text) {
    // All were compiled once before; only those of the drafts themselves weren't.
    return switch (Pattern.compilePart(text)) {
      case Pattern.Result.Compiled compiled -> compiled.pattern()::isIn;
      case Pattern.Result.Bad bad -> throw new IllegalArgumentException(bad.reason());
    };
  }

  /// The constraint; null if the schema isn't what its draft says that a schema is.
  static @Nullable JsonSchema of(Json.Obj root, Reading reading) {
    String draft =
        root.get("$schema") instanceof Json.Text text
            ? draft(text.text())
            : DRAFTS.iterator().next();
    // The library would fetch the schema of a draft by its URL; it has each in its own file.
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            VERSIONS.get(draft), builder -> builder.schemaRegistryConfig(CONFIG));
    var node = JacksonNodes.of(new Json.Obj(root.place(), withoutNames(root)));
    var faults = new StepLimit(ALL_FAULTS, MAX_STEPS_OF_SCHEMA);
    registry.getSchema(SchemaLocation.of(draft)).validate(faults, node);
    // What may be one of several things is told of once for each of them.
    Set<Json> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Error error : faults.getErrors()) {
      Json at = root;
      NodePath path = error.getInstanceLocation();
      for (int i = 0; i < path.getNameCount(); i++) {
        at = JacksonNodes.step(at, path.getElement(i));
      }
      if (told.add(at)) {
        reading.wrongValue(at, "what JSON Schema has here: " + error.getMessage());
      }
    }
    if (!faults.getErrors().isEmpty()) {
      return null;
    }
    Schema schema = registry.getSchema(node);
    schema.initializeValidators();
    var text = new JsonText().add(root);
    Excerpt excerpt = Excerpt.of(text.bytes(), 0, text.length());
    return new JsonSchema(
        excerpt.cut() ? excerpt.text() + "…" : excerpt.text(),
        schema,
        new String(text.bytes(), 0, text.length(), UTF_8).contains("\"uniqueItems\""));
  }

  /// Nothing refers to a schema by its name, and one that goes by another's could be taken for it.
  private static Map<String, Json> withoutNames(Json.Obj root) {
    var members = new LinkedHashMap<>(root.members());
    members.keySet().removeAll(Set.of("$schema", "$id", "id"));
    return members;
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
    if (json == null) {
      return false;
    }
    var node = JacksonNodes.of(json);
    if (comparesItems && JacksonNodes.collide(node)) {
      return false;
    }
    var context = new StepLimit(FAIL_FAST, StepLimit.of(value.to() - value.from()));
    try {
      schema.validate(context, node);
      return context.getErrors().isEmpty();
    } catch (FailFastAssertionException | StepLimit.Reached e) {
      return false;
    }
  }
}
