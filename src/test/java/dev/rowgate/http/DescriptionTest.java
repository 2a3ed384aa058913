package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.Representation;
import dev.rowgate.http.pages.Bundled;
import dev.rowgate.infer.InferOptions;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.Respond;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests that `/openapi.json` describes exactly the routes, options, statuses and codes of the
/// service.
class DescriptionTest {

  private static final String TRANSFORM = "/v1/transform";

  /// A response of the router, before an operation is selected.
  private static final int METHOD_NOT_ALLOWED = 405;

  private static Served served;
  private static JsonNode description;

  @BeforeAll
  static void start() throws Exception {
    served = Served.plain();
    description = new JsonMapper().readTree(served.get("/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void it_is_json_of_openapi_3_1_and_has_the_version_of_the_program() throws Exception {
    assertThat(served.get("/openapi.json").headers().firstValue("Content-Type"))
        .hasValue("application/json");
    assertThat(description.at("/openapi").asString()).startsWith("3.1.");
    assertThat(description.at("/info/version").asString()).isEqualTo(Bundled.version());
  }

  @Test
  void it_has_every_path_with_every_method() {
    var described = new TreeMap<String, Set<String>>();
    for (var path : description.at("/paths").properties()) {
      Set<String> methods = described.computeIfAbsent(path.getKey(), _ -> new TreeSet<>());
      path.getValue().propertyNames().stream()
          .filter(name -> !name.equals("parameters"))
          .forEach(method -> methods.add(method.toUpperCase()));
      // Both follow from the others, and nobody wants to read of them.
      methods.add("OPTIONS");
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
    }
    var routes = new TreeMap<String, Set<String>>();
    served
        .server()
        .routes()
        .forEach((path, allowed) -> routes.put(path, new TreeSet<>(List.of(allowed.split(", ")))));

    assertThat(described).isEqualTo(routes);
  }

  @Test
  void transform_has_every_option_and_no_other() {
    List<String> names = new ArrayList<>(List.of("schema", "respond"));
    names.addAll(OptionReader.NAMES);

    assertThat(queryParameters(TRANSFORM)).isEqualTo(names);
    assertThat(description.at("/components/parameters").propertyNames())
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void validate_and_infer_have_every_option_and_no_other() {
    List<String> ofValidation = new ArrayList<>(List.of("schema"));
    ofValidation.addAll(OptionReader.NAMES_OF_VALIDATION);

    assertThat(queryParameters("/v1/validate")).isEqualTo(ofValidation);
    assertThat(queryParameters("/v1/infer"))
        .containsExactlyInAnyOrderElementsOf(InferOptions.NAMES);
  }

  @Test
  void an_option_s_values_are_those_that_a_refusal_tells() {
    for (String name : OptionReader.NAMES) {
      JsonNode schema = schemaOf(name);
      Set<String> values = texts(schema.path("enum"));
      if (schema.path("type").asString("").equals("boolean")) {
        values = Set.of("true", "false");
      }
      if (!values.isEmpty()) {
        assertThat(values).as(name).containsAll(allowed(name));
        values.forEach(value -> assertThat(isTaken(name, value)).as(name + "=" + value).isTrue());
      }
      JsonNode standard = schema.path("default");
      if (!standard.isMissingNode()) {
        assertThat(isTaken(name, standard.asString())).as(name + "=" + standard).isTrue();
      }
    }
    assertThat(texts(schemaOf("respond").path("enum"))).isEqualTo(new TreeSet<>(Respond.NAMES));
  }

  @Test
  void an_option_s_bounds_are_where_it_refuses() {
    for (String name : List.of("maxErrors", "skipRows")) {
      long max = schemaOf(name).path("maximum").asLong();
      assertThat(isTaken(name, String.valueOf(max))).as(name).isTrue();
      assertThat(isTaken(name, String.valueOf(max + 1))).as(name).isFalse();
      assertThat(isTaken(name, "0")).as(name).isTrue();
      assertThat(isTaken(name, "-1")).as(name).isFalse();
    }
  }

  /// An option accepts exactly the texts that match its pattern.
  @Test
  void an_option_s_pattern_is_what_it_takes() {
    List<String> texts =
        List.of(
            "",
            ",",
            "\t",
            "tab",
            "\\t",
            "ab",
            " ",
            "~",
            "é",
            "0",
            "1",
            "1.0",
            "1.01",
            ".5",
            "0.25",
            "00.5",
            "5.",
            "-1",
            "2",
            "1e0",
            "0.1234567890123456789",
            "\u007f");
    for (String name : List.of("quote", "escape", "maxErrorRatio")) {
      var pattern = java.util.regex.Pattern.compile(schemaOf(name).path("pattern").asString());
      for (String text : texts) {
        assertThat(pattern.matcher(text).find())
            .as("%s=«%s»", name, text)
            .isEqualTo(isTaken(name, text));
      }
    }
  }

  @Test
  void transform_has_every_status_of_a_refusal() throws ReflectiveOperationException {
    var statuses = new TreeSet<String>();
    for (Problem problem : StatusColumnTest.refusals()) {
      statuses.add(String.valueOf(problem.status()));
    }
    statuses.remove(String.valueOf(METHOD_NOT_ALLOWED));
    var described = new TreeSet<>(operation().path("responses").propertyNames());
    described.remove("200");

    assertThat(described).isEqualTo(statuses);
  }

  @Test
  void transform_takes_and_gives_the_media_types_that_it_says() {
    for (String type : resolved(operation().path("requestBody")).path("content").propertyNames()) {
      assertThat(BodyKind.of(type)).as(type).isPresent();
    }
    assertThat(resolved(operation().at("/responses/200")).path("content").propertyNames())
        .containsExactlyInAnyOrderElementsOf(Representation.MEDIA_TYPES);
  }

  @Test
  void it_has_every_code() {
    assertThat(
            description.at("/components/schemas/Code/enum").valueStream().map(JsonNode::asString))
        .isEqualTo(Stream.of(Code.values()).map(Code::id).toList());
  }

  @Test
  void every_reference_leads_somewhere() {
    for (String reference : description.findValuesAsString("$ref")) {
      assertThat(description.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  private static JsonNode operation() {
    return description.path("paths").path(TRANSFORM).path("post");
  }

  private static List<String> queryParameters(String path) {
    return description
        .path("paths")
        .path(path)
        .path("parameters")
        .valueStream()
        .map(DescriptionTest::resolved)
        .filter(parameter -> parameter.path("in").asString().equals("query"))
        .map(parameter -> parameter.path("name").asString())
        .toList();
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? description.at(node.path("$ref").asString().substring(1)) : node;
  }

  private static JsonNode schemaOf(String parameter) {
    return description.path("components").path("parameters").path(parameter).path("schema");
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new TreeSet<String>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  private static boolean isTaken(String name, String value) {
    return OptionReader.read(Map.of(name, List.of(value))) instanceof OptionsResult.Read;
  }

  /// For example `inline, skip, only or fail`.
  private static Set<String> allowed(String name) {
    var refused = (OptionsResult.Refused) OptionReader.read(Map.of(name, List.of("☃")));
    String expected = ((InputProblem.BadOption) refused.problems().getFirst()).expected();
    return new HashSet<>(List.of(expected.split(", | or ")));
  }
}
