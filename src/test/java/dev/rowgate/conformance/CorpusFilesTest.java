package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.docs.Markdown;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests that the corpus has the structure which its README describes.
class CorpusFilesTest {

  private static final Pattern ID = Pattern.compile("[0-9]{3,4}-[a-z0-9]+(-[a-z0-9]+)*");

  /// Invisible characters: controls, marks, separators, and spaces at the end of a line.
  private static final Pattern NOT_SEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Z}&&[^\n ]]|(?m: +$)");

  @Test
  void no_number_and_no_name_is_there_twice() {
    List<Case> cases = Corpus.cases();

    assertThat(cases).extracting(Case::id).allMatch(ID.asMatchPredicate());
    assertThat(cases).extracting(Case::number).doesNotHaveDuplicates();
    assertThat(cases).extracting(Case::name).doesNotHaveDuplicates();
  }

  @Test
  void the_readme_lists_every_topic() {
    Set<String> topics = new HashSet<>();
    for (Path file : Corpus.files()) {
      if (file.endsWith(Corpus.CASE)) {
        topics.add(file.getParent().getParent().toString());
      } else if (file.toString().endsWith(".yaml")) {
        topics.add(file.toString().replace(".yaml", ""));
      }
    }

    assertThat(Markdown.read(Corpus.ROOT + "/README.md").table("topic"))
        .extracting(row -> row.getFirst().replace("`", ""))
        .containsExactlyInAnyOrderElementsOf(topics);
  }

  @Test
  void the_cases_of_a_file_are_in_the_order_of_their_numbers() throws IOException {
    for (Path file : texts()) {
      List<Integer> numbers =
          Files.readAllLines(file).stream()
              .filter(line -> line.startsWith("- id: "))
              .map(line -> Integer.valueOf(line.substring(6, line.indexOf('-', 2))))
              .toList();

      assertThat(numbers).as(file.toString()).isSorted();
    }
  }

  @Test
  void a_text_shows_every_character_that_it_has() throws IOException {
    for (Path file : texts()) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        assertThat(NOT_SEEN.matcher(lines.get(i)).find())
            .as("%s:%d has a character that doesn't show: write it as an escape", file, i + 1)
            .isFalse();
      }
    }
  }

  @Test
  void a_folder_is_for_an_input_that_is_no_text() throws IOException {
    for (Path file : Corpus.files()) {
      if (file.endsWith(Corpus.CASE)) {
        Path folder = Corpus.ROOT.resolve(file).getParent();
        String id = Files.readAllLines(folder.resolve(Corpus.CASE)).getFirst();

        assertThat(id).isEqualTo("id: " + folder.getFileName());
        assertThat(isText(Files.readAllBytes(folder.resolve(Corpus.INPUT))))
            .as("%s has an input that is text: it belongs into the file of its topic", folder)
            .isFalse();
      }
    }
  }

  @Test
  void every_file_is_read() {
    List<Path> files = Corpus.files();

    assertThat(files)
        .allMatch(file ->
            file.toString().endsWith(".yaml")
                || file.toString().equals("README.md")
                || file.endsWith(Corpus.INPUT) && files.contains(file.resolveSibling(Corpus.CASE)));
  }

  private static List<Path> texts() {
    return Corpus.files().stream()
        .filter(file -> file.toString().endsWith(".yaml"))
        .map(Corpus.ROOT::resolve)
        .toList();
  }

  private static boolean isText(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
