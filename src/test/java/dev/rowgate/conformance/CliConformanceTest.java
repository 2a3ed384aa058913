package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.Cli;
import dev.rowgate.cli.screen.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Tests that each case of the corpus gives the expected bytes and exit code on the command line.
@Isolated
class CliConformanceTest {

  /// Files with the schemas and references of the cases, which the command line reads.
  @TempDir static Path files;

  @TestFactory
  Stream<DynamicTest> the_command_line_gives_the_expected_bytes_and_exit_code() {
    return Case.tests(Case::everyFrontEnd, given -> check(given));
  }

  @TestFactory
  Stream<DynamicTest> the_command_line_validates_what_it_transforms() {
    return Case.validations(Case::everyFrontEnd, given -> check(given));
  }

  /// The file is cut into about 50 pieces.
  @TestFactory
  Stream<DynamicTest> three_threads_give_the_same_bytes() {
    return Case.tests(
        given -> given.everyFrontEnd() && given.command() != Command.INFER,
        given -> checkCut(given));
  }

  private static void checkCut(Case given) throws IOException {
    Path input = Files.write(files.resolve("input.csv"), given.input());
    System.setProperty("rowgate.piece", String.valueOf(16 + given.input().length / 50));
    try {
      check(given, "--jobs=3", input.toString());
    } finally {
      System.clearProperty("rowgate.piece");
    }
  }

  private static void check(Case given) throws IOException {
    check(given, "-");
  }

  private static void check(Case given, String... more) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        new Cli(
                new ByteArrayInputStream(given.input()),
                out,
                new PrintStream(err, true, UTF_8),
                Map.of(),
                Terminal.NONE,
                (_, _) -> {
                  throw new AssertionError("a server was asked for");
                })
            .run(arguments(given, more))
            .number();

    String said = err.toString(UTF_8);
    assertThat(exit).as("exit code, with %s on stderr", said).isEqualTo(given.exit());
    if (given.isRefused()) {
      assertThat(out.toByteArray()).as("stdout").isEmpty();
      // Messages on stderr are for people; only the number of lines and the codes are compared.
      assertThat(said.lines())
          .hasSizeGreaterThanOrEqualTo(given.codes().size())
          .allMatch(line -> line.startsWith("rowgate: "));
    } else {
      outcome(exit, out.toByteArray()).assertAsExpectedOf(given);
    }
  }

  private static Outcome outcome(int exit, byte[] output) {
    return exit == 3 ? new Outcome.Stopped(output) : new Outcome.Completed(output);
  }

  private static String[] arguments(Case given, String... more) throws IOException {
    var arguments = new ArrayList<>(List.of(given.command().word()));
    given
        .options()
        .forEach((name, values) -> values.forEach(value -> arguments.add(flag(name, value))));
    if (given.schema().isPresent()) {
      Path schema = Files.write(files.resolve("schema.json"), given.schema().get());
      arguments.add("--schema=" + schema);
    }
    int count = 0;
    for (var reference : given.references().entrySet()) {
      Path file = Files.write(files.resolve("reference-" + count++ + ".csv"), reference.getValue());
      arguments.add("--reference=" + reference.getKey() + "=" + file);
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static String flag(String name, String value) {
    return "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "=" + value;
  }
}
