package dev.rowgate.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.Entries;
import dev.rowgate.Entry;
import dev.rowgate.IncompleteRun;
import dev.rowgate.InvalidSchema;
import dev.rowgate.Problem;
import dev.rowgate.Reject;
import dev.rowgate.Row;
import dev.rowgate.Rowgate;
import dev.rowgate.Summary;
import dev.rowgate.conformance.Case;
import dev.rowgate.conformance.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Tests that each case of the corpus gives the command line's lines through the library.
class LibraryConformanceTest {

  private static final Pattern CODE = Pattern.compile("\\[([a-z-]+)]$", Pattern.MULTILINE);

  @TempDir static Path files;

  @TestFactory
  Stream<DynamicTest> a_file_gives_the_lines_of_the_command_line() {
    return tests((rowgate, input) -> rowgate.read(Files.write(files.resolve("input"), input)));
  }

  @TestFactory
  Stream<DynamicTest> a_stream_of_small_pieces_gives_the_lines_of_the_command_line() {
    return tests((rowgate, input) ->
        rowgate.read(
            new ByteArrayInputStream(input) {
              @Override
              public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 3));
              }
            }));
  }

  private interface Reading {
    Entries of(Rowgate rowgate, byte[] input) throws IOException;
  }

  private static Stream<DynamicTest> tests(Reading reading) {
    List<Case> cases =
        Case.all().stream()
            .filter(Case::everyFrontEnd)
            .filter(given -> given.command() == Command.TRANSFORM)
            .filter(given -> hasOnly(given, "format", "ndjson"))
            .filter(given -> hasOnly(given, "summary", "true", "false"))
            .toList();
    assertThat(cases.size()).isGreaterThan(System.getProperty("rowgate.case") == null ? 400 : 0);
    return DynamicTest.stream(
        cases.stream(), given -> given.id() + ": " + given.description(), g -> check(g, reading));
  }

  private static boolean hasOnly(Case given, String option, String... values) {
    return List.of(values).containsAll(given.options().getOrDefault(option, List.of()));
  }

  private static void check(Case given, Reading reading) throws IOException {
    var output = new StringBuilder();
    boolean complete;
    try (Entries entries = reading.of(rowgate(given), given.input())) {
      for (Entry entry : entries) {
        output.append(entry.json()).append('\n');
        checkEntry(entry);
      }
      Summary summary = entries.summary();
      assertThat(summary.recordsRead()).isEqualTo(summary.rowsValid() + summary.rowsRejected());
      if (!given.options().getOrDefault("summary", List.of()).contains("false")) {
        output.append(summary.json()).append('\n');
      }
      complete = true;
    } catch (InvalidSchema e) {
      assertRefused(given, e.problems());
      return;
    } catch (IllegalArgumentException e) {
      // Options are given one by one, and the first wrong one is refused.
      assertThat(CODE.matcher(e.getMessage()).results().map(code -> code.group(1)))
          .isNotEmpty()
          .isSubsetOf(given.codes());
      return;
    } catch (IncompleteRun e) {
      if (e.summary() == null) {
        assertRefused(given, e.problems());
        return;
      }
      output.append(e.summary().json()).append('\n');
      complete = false;
    }
    assertThat(output.toString()).isEqualTo(new String(given.expected(), UTF_8));
    assertThat(complete).isEqualTo(given.exit() <= 1);
  }

  private static void checkEntry(Entry entry) {
    switch (entry) {
      case Row row -> assertThat(row.values().keySet()).containsExactlyElementsOf(row.columns());
      case Reject reject -> {
        assertThat(reject.problems()).isNotEmpty();
        assertThat(reject.json())
            .startsWith(
                "{\"_error\":{\"record\":" + reject.record() + ",\"line\":" + reject.line());
      }
    }
  }

  private static void assertRefused(Case given, List<Problem> problems) {
    assertThat(problems.stream().map(Problem::code).sorted()).isEqualTo(given.codes());
  }

  private static Rowgate rowgate(Case given) throws IOException {
    Rowgate rowgate = Rowgate.withoutSchema();
    if (given.schema().isPresent()) {
      rowgate = Rowgate.withSchema(Files.write(files.resolve("schema.json"), given.schema().get()));
    }
    for (Map.Entry<String, List<String>> option : given.options().entrySet()) {
      // The library has neither: it always gives a summary, and never text.
      if (option.getKey().equals("summary") || option.getKey().equals("format")) {
        continue;
      }
      for (String value : option.getValue()) {
        rowgate = rowgate.option(option.getKey(), value);
      }
    }
    int count = 0;
    for (var reference : given.references().entrySet()) {
      Path file = Files.write(files.resolve("reference-" + count++), reference.getValue());
      rowgate = rowgate.reference(reference.getKey(), file);
    }
    return rowgate;
  }
}
