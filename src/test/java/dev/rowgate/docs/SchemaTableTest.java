package dev.rowgate.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.conformance.Case;
import dev.rowgate.options.Limits;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.Keys;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that `schema.md` lists every type with its formats, properties and constraints, that its
/// claims are true, and that it names an existing test for each.
class SchemaTableTest {

  private static final Markdown PAGE = Markdown.read("src/docs/schema.md");
  private static final List<List<String>> TYPES = PAGE.table("type");
  private static final List<List<String>> CONSTRAINTS = PAGE.table("on");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Set<String> CASES =
      Case.all().stream().map(Case::id).collect(Collectors.toSet());
  private static final String NOTHING = "–";

  /// The formats of the standard; one date pattern represents all.
  private static final Map<String, List<String>> PROPERTIES =
      Map.ofEntries(
          Map.entry("string", List.of("", "email", "uri", "binary", "uuid")),
          Map.entry("number", List.of("", "decimalChar", "groupChar", "bareNumber")),
          Map.entry("integer", List.of("", "groupChar", "bareNumber")),
          Map.entry("boolean", List.of("", "trueValues", "falseValues")),
          Map.entry("object", List.of("")),
          Map.entry("array", List.of("")),
          Map.entry(
              "list",
              List.of(
                  "",
                  "delimiter",
                  "string",
                  "integer",
                  "number",
                  "boolean",
                  "datetime",
                  "date",
                  "time")),
          Map.entry("datetime", List.of("", "%", "any")),
          Map.entry("date", List.of("", "%", "any")),
          Map.entry("time", List.of("", "%", "any")),
          Map.entry("year", List.of("")),
          Map.entry("yearmonth", List.of("")),
          Map.entry("duration", List.of("")),
          Map.entry("geopoint", List.of("", "array", "object")),
          Map.entry("geojson", List.of("", "topojson")),
          Map.entry("any", List.of("")));

  private static String text(String cell) {
    return cell.equals(NOTHING) ? "" : cell.replaceAll("^`|`$", "");
  }

  private static Schema schema(String properties) {
    String json = "{\"fields\": [{\"name\": \"a\"" + properties + "}]}";
    return switch (SchemaReader.read(json.getBytes(UTF_8), Limits.STANDARD.schemaBytes())) {
      case SchemaResult.Parsed(Schema schema) -> schema;
      case SchemaResult.Invalid invalid -> throw new AssertionError(json + ": " + invalid);
    };
  }

  private static Field field(String type, String property) {
    String more = property.isEmpty() ? "" : ", " + property;
    return schema(", \"type\": \"" + type + "\"" + more).fields().getFirst();
  }

  private static boolean reads(Field field, String cell, Value into) {
    byte[] bytes = cell.getBytes(UTF_8);
    return field.type().read(bytes, 0, bytes.length, into);
  }

  private static String out(Value value) {
    String text = new String(value.bytes(), value.from(), value.to() - value.from(), UTF_8);
    return switch (value.kind()) {
      case TEXT -> '"' + text + '"';
      case NUMBER, JSON -> text;
      case TRUE -> "true";
      case FALSE -> "false";
      case NULL -> "null";
    };
  }

  @Test
  void every_type_reads_what_it_says() {
    for (List<String> row : TYPES) {
      Field field = field(text(row.get(0)), text(row.get(1)));
      var value = new Value();

      assertThat(reads(field, text(row.get(2)), value)).as(row.toString()).isTrue();
      assertThat(out(value)).as(row.toString()).isEqualTo(text(row.get(3)));
      if (!row.get(4).equals(NOTHING)) {
        assertThat(reads(field, text(row.get(4)), value)).as(row.toString()).isFalse();
      }
    }
  }

  @Test
  void every_format_and_property_of_the_standard_has_a_row() {
    PROPERTIES.forEach((type, properties) -> {
      List<String> rows =
          TYPES.stream()
              .filter(row -> text(row.get(0)).equals(type))
              .map(row -> text(row.get(1)))
              .toList();

      assertThat(rows).as(type).hasSameSizeAs(properties);
      for (String property : properties) {
        assertThat(rows)
            .as(type)
            .anyMatch(row -> property.isEmpty() ? row.isEmpty() : row.contains("\"" + property));
      }
    });
    assertThat(TYPES).allMatch(row -> PROPERTIES.containsKey(text(row.get(0))));
  }

  @Test
  void every_constraint_that_a_type_has_is_there_and_no_other() {
    List<String> allowed = new ArrayList<>();
    PROPERTIES
        .keySet()
        .forEach(type -> {
          field(type, "").type().constraints().forEach(name -> allowed.add(type + " " + name));
        });
    allowed.add("string categories");
    allowed.add("integer categories");

    assertThat(CONSTRAINTS.stream().map(row -> text(row.get(0)) + " " + text(row.get(1))))
        .containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void every_constraint_keeps_its_word() {
    for (List<String> row : CONSTRAINTS) {
      String name = text(row.get(1));
      String constraint = "\"" + name + "\": " + text(row.get(2));
      String property =
          name.equals("categories") ? constraint : "\"constraints\": {" + constraint + "}";
      Schema schema = schema(", \"type\": \"" + text(row.get(0)) + "\", " + property);
      Field field = schema.fields().getFirst();
      switch (name) {
        case "required" -> {
          assertThat(field.required()).as(row.toString()).isTrue();
          assertThat(row.get(4)).isEqualTo("(missing)");
        }
        case "unique" -> {
          assertThat(schema.keys()).as(row.toString()).isNotEqualTo(Keys.NONE);
          assertThat(row.get(4)).isEqualTo("(the same again)");
        }
        default -> {
          Constraint one = field.constraints().getFirst();
          var value = new Value();
          assertThat(one.name()).isEqualTo(name);
          assertThat(reads(field, text(row.get(3)), value)).as(row.toString()).isTrue();
          assertThat(one.holds(value)).as(row.toString()).isTrue();
          assertThat(reads(field, text(row.get(4)), value)).as(row.toString()).isTrue();
          assertThat(one.holds(value)).as(row.toString()).isFalse();
        }
      }
    }
  }

  @Test
  void every_row_is_whole_and_names_a_test_that_is_there() throws IOException {
    for (List<String> row : Stream.concat(TYPES.stream(), CONSTRAINTS.stream()).toList()) {
      String test = row.getLast();
      assertThat(row).as(row.toString()).hasSize(6).noneMatch(String::isEmpty);
      if (Character.isDigit(test.charAt(0))) {
        assertThat(CASES).contains(test);
      } else {
        String[] method = test.split("\\.");
        assertThat(source(method[0])).as(test).contains(" void " + method[1] + "(");
      }
    }
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      Path file = files.filter(path -> path.endsWith(test + ".java")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
