package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that CONTRIBUTING lists the files that name an existing option, type and route, so that a
/// change that spreads them over more files is noticed.
class TouchedFilesTest {

  private static final Path MAIN = Path.of("src/main");

  /// How sources name the examples of the table.
  private static final Map<String, Pattern> NAMES =
      Map.of(
          "dialect option `headerJoin`", Pattern.compile("headerJoin|HEADER_JOIN|header-join"),
          "type `duration`", Pattern.compile("[\"']duration[\"']|\\bDurationType\\b"),
          "route `/v1/infer`", Pattern.compile("/v1/infer\\b|\\b(?:convert\\.|class )Infer\\b"));

  private static Set<String> filesThatName(Pattern name) throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      var found = new TreeSet<String>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (name.matcher(text).find() && !file.endsWith("package-info.java")) {
          found.add(file.getFileName().toString().replace(".java", ""));
        }
      }
      return found;
    }
  }

  @Test
  void contributing_lists_the_files_that_an_option_a_type_and_a_route_touch() throws IOException {
    List<List<String>> rows = Markdown.read(".github/CONTRIBUTING.md").table("example");

    assertThat(rows).extracting(List::getFirst).containsExactlyInAnyOrderElementsOf(NAMES.keySet());
    for (List<String> row : rows) {
      Set<String> files = filesThatName(NAMES.get(row.getFirst()));
      assertThat(row.get(2).replace("`", "").split(", "))
          .as(row.getFirst())
          .containsExactlyInAnyOrderElementsOf(files);
      assertThat(row.get(1)).isEqualTo(String.valueOf(files.size()));
    }
  }
}
