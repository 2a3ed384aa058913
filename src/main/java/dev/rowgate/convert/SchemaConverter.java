package dev.rowgate.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.json.JacksonFault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.JacksonYAMLParseException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Converter of a JSON Schema of one row, or of a table of a data contract (Open Data Contract
/// Standard, version 3), to a Table Schema. The result is parsed as a schema before it is returned:
/// what [SchemaReader] refuses in it, such as a pattern that can't run in linear time, is removed
/// and reported.
public final class SchemaConverter {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private SchemaConverter() {}

  /// Converts a document.
  ///
  /// @param document JSON or YAML in UTF-8
  /// @param table the name of the table in a data contract; null if there is only one
  public static Converted convert(byte[] document, @Nullable String table) {
    JsonNode root;
    ObjectMapper mapper = mapper(document);
    try (JsonParser parser = mapper.createParser(document)) {
      root = read(mapper, parser);
    } catch (Unreadable e) {
      return new Converted.Refused("is neither JSON nor YAML: " + e.getMessage());
    }
    var lost = new Lost();
    ObjectNode schema;
    try {
      schema =
          isContract(root)
              ? new ContractTable(lost).convert(root, table)
              : new JsonSchemaTable(root, lost).convert();
      settle(schema, lost);
    } catch (NoTable e) {
      return new Converted.Refused(String.valueOf(e.getMessage()));
    }
    return new Converted.TableSchema(text(schema), lost.sentences());
  }

  /// JSON's parser preserves the digits of numbers, which YAML's doesn't guarantee.
  private static ObjectMapper mapper(byte[] document) {
    String start = new String(document, 0, Math.min(64, document.length), UTF_8).strip();
    return start.startsWith("{") || start.startsWith("[") ? JSON : new YAMLMapper();
  }

  private static JsonNode read(ObjectMapper mapper, JsonParser parser) throws Unreadable {
    try {
      JsonNode root = mapper.readTree(parser);
      return root == null ? MissingNode.getInstance() : root;
    } catch (JacksonYAMLParseException e) {
      TokenStreamLocation place = e.getLocation();
      throw new Unreadable(
          JacksonFault.at(place == null ? parser.currentLocation() : place, yamlReason(e)));
    } catch (JacksonException e) {
      throw new Unreadable(JacksonFault.of(e, parser));
    } catch (NumberFormatException e) {
      String reason = "a number has too large an exponent";
      throw new Unreadable(JacksonFault.at(parser.currentTokenLocation(), reason));
    }
  }

  /// The parser's sentences, without the lines between them that show the place.
  private static String yamlReason(JacksonYAMLParseException e) {
    return String.valueOf(e.getOriginalMessage())
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .collect(joining(": "));
  }

  /// Why a document can't be parsed.
  private static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private Unreadable(JacksonFault fault) {
      super("line " + fault.line() + " column " + fault.column() + ": " + fault.reason());
    }
  }

  private static boolean isContract(JsonNode root) {
    return root.path("kind").asString("").equals("DataContract");
  }

  /// Removes invalid properties until the rest is a valid schema.
  private static void settle(ObjectNode schema, Lost lost) {
    while (SchemaReader.read(JSON.writeValueAsBytes(schema), Integer.MAX_VALUE)
        instanceof SchemaResult.Invalid(List<SchemaProblem> problems, _)) {
      SchemaProblem first = problems.getFirst();
      if (!remove(schema, first.pointer())) {
        throw new NoTable("gives no Table Schema: " + first.message());
      }
      lost.add("in the Table Schema, " + first.pointer(), "left out: " + first.message());
    }
  }

  /// Removes the property that contains `pointer`: of a field, of its constraints or of the schema.
  private static boolean remove(ObjectNode schema, String pointer) {
    String[] parts = pointer.split("/");
    int property = parts.length > 3 && parts[3].equals("constraints") ? 4 : 3;
    boolean isOfField = parts.length > property && parts[1].equals("fields");
    int end = isOfField ? property : 1;
    if (parts.length <= end || parts[end].equals("name") || parts[end].equals("fields")) {
      return false;
    }
    JsonNode holder = schema.at(String.join("/", List.of(parts).subList(0, end)));
    String name = JsonPointer.valueOf("/" + parts[end]).getMatchingProperty();
    return holder instanceof ObjectNode object && object.remove(name) != null;
  }

  private static String text(ObjectNode schema) {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    printer.indentArraysWith(indenter);
    return JSON.writer().with(printer).writeValueAsString(schema) + "\n";
  }

  /// Creates a node that preserves the digits of numbers.
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }
}
