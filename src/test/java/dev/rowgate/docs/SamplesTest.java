package dev.rowgate.docs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.lines.Summary;
import dev.rowgate.lines.Total;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests that the samples in the documentation are real inputs and outputs.
class SamplesTest {

  private static final Markdown README = Markdown.read("README.md");
  private static final Markdown WIRE_FORMAT = Markdown.read("src/docs/wire-format.md");

  @Test
  void the_readme_shows_the_sample_as_it_is() throws IOException {
    assertThat(README.blocks("csv").getFirst()).isEqualTo(Files.readString(Run.CSV));
  }

  @Test
  void the_readme_shows_what_comes_out_of_it() throws IOException {
    assertThat(README.blocks("json").getFirst()).isEqualTo(Run.ofSample(Options.Errors.INLINE));
  }

  @Test
  void the_readme_s_resource_reads_the_row_that_it_is_for() throws IOException {
    var resource = Run.schema(README.blocks("json").get(1).getBytes(UTF_8));
    byte[] csv = "Name;Betrag;Datum\nMüller;1.234,50;31.12.2025\n".getBytes(ISO_8859_1);

    assertThat(Run.of(resource, Options.Errors.INLINE, csv))
        .startsWith("{\"Name\":\"Müller\",\"Betrag\":1234.50,\"Datum\":\"2025-12-31\"}\n");
  }

  @Test
  void the_worked_example_of_the_wire_format_is_the_sample_with_all_its_lines() throws IOException {
    assertThat(WIRE_FORMAT.blocks("csv").getFirst()).isEqualTo(Files.readString(Run.CSV));
    assertThat(WIRE_FORMAT.blocks("json").getFirst())
        .isEqualTo(Run.ofSample(Options.Errors.INLINE));
  }

  @Test
  void the_lines_of_the_wire_format_are_lines_of_the_program() throws IOException {
    var printed = new ArrayList<String>();
    printed.addAll(Run.ofSample(Options.Errors.INLINE).lines().toList());
    printed.addAll(Run.ofSample(Options.Errors.FAIL).lines().toList());
    var failed = List.of(new Total.Failed("data/cut.csv.gz", 3));
    var total = new Total(3, new Summary(6, 5, 5, 1, 0, 0, 0, 81), true, failed);
    printed.addAll(new String(total.line(), UTF_8).lines().toList());
    byte[] lostQuote = WIRE_FORMAT.blocks("csv").getLast().getBytes(UTF_8);
    printed.addAll(Run.of(null, Options.Errors.INLINE, lostQuote).lines().toList());

    List<String> shown =
        WIRE_FORMAT.blocks("json").stream()
            .flatMap(String::lines)
            .filter(line -> !line.startsWith("{\"type\":\"/problems/"))
            .toList();

    assertThat(shown).isNotEmpty().isSubsetOf(printed);
  }

  @Test
  void the_clients_page_has_one_program_in_each_language() {
    var clients = Markdown.read("src/docs/clients.md");

    assertThat(clients.blocks().stream().map(Markdown.Block::language))
        .containsExactly("python", "js", "java", "go");
  }

  @Test
  void the_readme_lists_every_option() {
    List<String> listed =
        README.table("option").stream().map(row -> row.getFirst().replace("`", "")).toList();

    assertThat(listed).isEqualTo(OptionReader.NAMES);
  }
}
