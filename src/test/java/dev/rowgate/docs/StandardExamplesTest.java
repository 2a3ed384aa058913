package dev.rowgate.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.conformance.Case;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests that `standard-examples.md` lists and counts the cases with examples of the standard.
class StandardExamplesTest {

  private static final Markdown PAGE = Markdown.read("src/docs/standard-examples.md");
  private static final List<List<String>> TYPES = PAGE.table("type");
  private static final List<List<String>> TABLES = PAGE.table("of");
  private static final List<List<String>> ALL =
      Stream.concat(TYPES.stream(), TABLES.stream()).toList();
  private static final Markdown SCHEMA = Markdown.read("src/docs/schema.md");
  private static final Map<String, Case> CASES =
      Case.all().stream().collect(Collectors.toMap(Case::id, Function.identity()));

  @Test
  void every_type_of_the_schema_language_has_examples() {
    assertThat(types(TYPES)).isEqualTo(types(SCHEMA.table("type")));
  }

  @Test
  void every_constraint_has_an_example() {
    Set<String> constraints =
        SCHEMA.table("on").stream().map(row -> row.get(1)).collect(Collectors.toSet());

    assertThat(TABLES.stream().map(List::getFirst)).containsAll(constraints);
  }

  @Test
  void every_case_with_examples_is_listed_once() {
    List<String> examples = CASES.keySet().stream().filter(id -> id.contains("-example-")).toList();

    assertThat(ALL.stream().map(List::getLast)).containsExactlyInAnyOrderElementsOf(examples);
  }

  @Test
  void every_row_counts_what_its_case_expects() {
    for (List<String> row : ALL) {
      List<String> lines = new String(of(row).expected(), UTF_8).lines().toList();
      JsonNode summary = JsonMapper.shared().readTree(lines.getLast()).path("_summary");

      assertThat(row.subList(row.size() - 3, row.size() - 1))
          .as(row.toString())
          .containsExactly(
              summary.path("rowsWritten").asString(), summary.path("rowsRejected").asString());
    }
  }

  @Test
  void every_example_of_a_type_is_of_a_document_that_the_row_names() throws IOException {
    for (List<String> row : TYPES) {
      Set<String> documents = Set.of(row.get(2).split(", "));
      try (CSVParser examples =
          CSVFormat.DEFAULT.builder().setHeader().get().parse(reader(of(row)))) {
        assertThat(examples.stream().map(example -> document(example, documents)))
            .as(row.toString())
            .containsAll(documents)
            .isSubsetOf(documents);
      }
    }
  }

  private static String document(CSVRecord example, Set<String> documents) {
    String from = example.get("from");
    return documents.stream()
        .filter(document -> from.equals(document) || from.startsWith(document + " "))
        .findFirst()
        .orElse(from);
  }

  private static Reader reader(Case examples) {
    return new StringReader(new String(examples.input(), UTF_8));
  }

  private static Case of(List<String> row) {
    return CASES.get(row.getLast());
  }

  private static Set<String> types(List<List<String>> rows) {
    return rows.stream().map(List::getFirst).collect(Collectors.toSet());
  }
}
