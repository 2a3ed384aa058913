package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.pipeline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests that the README, the architecture page and CONTRIBUTING have what a new reader needs.
class PagesTest {

  private static final List<String> TERMS =
      List.of(
          "record",
          "field",
          "cell",
          "dialect",
          "header",
          "fast path",
          "slow path",
          "look-ahead",
          "resynchronise",
          "back-pressure",
          "spill",
          "spool",
          "admission control",
          "idle",
          "front end",
          "constraint",
          "missing value",
          "fault",
          "refusal",
          "reject");

  /// A class as CONTRIBUTING names it: `schema.type.Types` or `TypesTest`.
  private static final Pattern CLASS =
      Pattern.compile("`((?:[a-z]+\\.)*[A-Z][a-z][A-Za-z]+)(?:#\\w+)?`");

  private static final Markdown ARCHITECTURE = Markdown.read("src/docs/architecture.md");

  @Test
  void the_readme_has_at_most_300_lines() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(300);
  }

  @Test
  void the_architecture_page_begins_with_a_glossary() {
    assertThat(ARCHITECTURE.headings(2)).first().isEqualTo("Glossary");
  }

  @Test
  void the_glossary_explains_every_term_of_the_field_once() {
    var glossary = ARCHITECTURE.table("term");

    assertThat(glossary.stream().map(List::getFirst)).doesNotHaveDuplicates().containsAll(TERMS);
    assertThat(glossary).allSatisfy(row -> assertThat(row.get(1)).isNotEmpty());
  }

  @Test
  void the_table_of_steps_has_every_step() {
    assertThat(ARCHITECTURE.table("step").stream().map(row -> row.getFirst().replace("`", "")))
        .containsExactlyInAnyOrderElementsOf(
            recordsOf(Step.class).map(Class::getSimpleName).toList());
  }

  private static Stream<Class<?>> recordsOf(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(PagesTest::recordsOf)
        : Stream.of(type);
  }

  @Test
  void the_classes_that_contributing_names_are_there() throws IOException {
    String page = String.join("\n", Markdown.read(".github/CONTRIBUTING.md").lines());
    Set<String> named =
        CLASS.matcher(page).results().map(name -> name.group(1)).collect(Collectors.toSet());
    try (var files = Files.walk(Path.of("src"))) {
      List<String> there = files.map(Path::toString).toList();

      assertThat(named)
          .hasSizeGreaterThan(30)
          .allMatch(name -> {
            String end = (name.contains(".") ? "/dev/rowgate/" : "/") + name.replace('.', '/');
            return there.stream().anyMatch(file -> file.endsWith(end + ".java"));
          });
    }
  }

  @Test
  void the_operations_page_lists_every_route_of_the_description() throws IOException {
    JsonNode paths =
        new JsonMapper()
            .readTree(Path.of("src/main/resources/dev/rowgate/openapi.json").toFile())
            .path("paths");

    assertThat(Markdown.read("src/docs/operations.md").table("route").stream().map(List::getFirst))
        .containsExactlyInAnyOrderElementsOf(
            paths.properties().stream()
                .flatMap(path ->
                    Stream.of("get", "post")
                        .filter(path.getValue()::has)
                        .map(method ->
                            "`" + method.toUpperCase(Locale.ROOT) + " " + path.getKey() + "`"))
                .toList());
  }

  @Test
  void the_table_of_packages_has_every_package() throws IOException {
    try (var folders = Files.list(Path.of("src/main/java/dev/rowgate"))) {
      assertThat(ARCHITECTURE.table("package").stream().map(row -> row.getFirst()))
          .extracting(cell -> cell.replaceAll("\\[(\\w+)].*", "$1"))
          .containsAll(
              folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList());
    }
  }
}
