package dev.rowgate.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that the GitHub workflows have minimal permissions and pinned actions.
class WorkflowsTest {

  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9-]+/[a-z0-9/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

  private static final Pattern SHELL = Pattern.compile("#!/(usr/bin/env bash|bin/sh)\n");

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void actions_are_pinned_by_commit_with_the_version_behind_it(Path workflow) throws IOException {
    List<String> used =
        Files.readAllLines(workflow).stream()
            .filter(line -> line.contains("uses: "))
            .map(line -> line.replaceFirst(".*uses: ", ""))
            .toList();

    assertThat(used).isNotEmpty().allMatch(PINNED.asMatchPredicate());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void nothing_is_allowed_but_what_a_job_asks_for(Path workflow) throws IOException {
    String text = Files.readString(workflow);

    assertThat(text).contains("\npermissions: {}\n");
    assertThat(count(text, "\n    runs-on: ")).isEqualTo(count(text, "\n    permissions:\n"));
    assertThat(count(text, "\n    runs-on: ")).isEqualTo(count(text, "\n    timeout-minutes: "));
    assertThat(count(text, "actions/checkout@"))
        .isEqualTo(count(text, "persist-credentials: false"));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void every_target_is_fuzzed_each_night() throws IOException {
    String workflow = Files.readString(Path.of(".github/workflows/fuzz.yml"));
    try (Stream<Path> files = Files.list(Path.of("src/test/java/dev/rowgate/fuzz"))) {
      List<String> targets =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith("FuzzTest"))
              .toList();

      assertThat(targets).hasSizeGreaterThan(3);
      assertThat(workflow).contains(targets);
    }
  }

  /// Findings about a workflow's scripts come from ShellCheck, which actionlint calls if it is
  /// installed.
  @Test
  void actionlint_finds_nothing() {
    Tool.needed("actionlint").run().good();
  }

  @Test
  void zizmor_finds_nothing() {
    Tool.needed("zizmor")
        .run("--offline", "--no-progress", "--persona", "pedantic", ".github")
        .good();
  }

  @Test
  void shellcheck_finds_nothing_in_any_script() throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String folder : List.of(".ci", "src/main/launcher", "src/dist", "src/bench")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(WorkflowsTest::isScript).map(Path::toString).sorted().forEach(scripts::add);
      }
    }

    assertThat(scripts).hasSizeGreaterThan(10);
    scripts.addFirst("--severity=warning");
    Tool.needed("shellcheck").run(scripts.toArray(String[]::new)).good();
  }

  private static boolean isScript(Path file) {
    try {
      return Files.isRegularFile(file)
          && SHELL.matcher(Files.readString(file, ISO_8859_1)).lookingAt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vendor.dependabot, dependabot.yml",
    "vendor.github-issue-config, ISSUE_TEMPLATE/config.yml",
    "vendor.github-issue-forms, ISSUE_TEMPLATE/defect.yml",
    "vendor.github-issue-forms, ISSUE_TEMPLATE/wish.yml",
  })
  void github_s_own_schema_takes_it(String schema, Path file) {
    Tool.needed("check-jsonschema")
        .run("--builtin-schema", schema, Path.of(".github").resolve(file).toString())
        .good();
  }
}
