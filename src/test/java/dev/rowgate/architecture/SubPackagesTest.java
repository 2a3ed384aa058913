package dev.rowgate.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the dependencies between the sub-packages of `cli`, `http`, `infer`, `pipeline` and
/// `schema`. The parent packages, which assemble the parts, may use all of their sub-packages;
/// cycles are forbidden.
class SubPackagesTest {

  private static final int MOST_FILES = 25;

  private static final Path MAIN = Path.of("src/main/java");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rowgate");

  @ParameterizedTest
  @CsvSource({
    "cli.files, ''",
    "cli.settings, cli.files",
    "cli.flags, cli.files cli.settings",
    "cli.pages, cli.flags cli.settings",
    "cli.screen, cli.files cli.flags cli.settings",
    "http.machine, ''",
    "http.media, ''",
    "http.watched, http.machine",
    "http.exchange, http.machine",
    "http.log, http.exchange http.machine http.watched",
    "http.settings, http.log http.machine",
    "http.refusal, http.exchange http.media",
    "http.pages, http.exchange http.media http.refusal http.watched",
    "http.upload, http.exchange http.machine http.media http.watched",
    "http.filter, http.exchange http.machine http.refusal http.settings http.watched",
    "http.jetty, http.exchange http.filter http.log http.machine http.refusal http.settings",
    "http.convert, http.exchange http.machine http.media http.refusal http.settings http.upload"
        + " http.watched",
    "infer.column, ''",
    "infer.dialect, ''",
    "infer.encoding, ''",
    "pipeline.head, ''",
    "schema.text, ''",
    "schema.json, schema.text",
    "schema.pattern, ''",
    "schema.strptime, schema.text",
    "schema.value, schema.json schema.text",
    "schema.type, schema.json schema.strptime schema.text schema.value",
    "schema.constraint, schema.json schema.pattern schema.text schema.type schema.value",
  })
  void a_sub_package_uses_only(String name, String others) {
    String parent = name.substring(0, name.indexOf('.'));
    Set<String> used = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      if (each.getPackageName().equals("dev.rowgate." + name)) {
        for (Dependency arrow : each.getDirectDependenciesFromSelf()) {
          String to = arrow.getTargetClass().getPackageName();
          if ((to + ".").startsWith("dev.rowgate." + parent + ".") && !to.endsWith("." + name)) {
            used.add(to.substring("dev.rowgate.".length()));
          }
        }
      }
    }
    assertThat(Set.of(others.split(" "))).as("what %s may use", name).containsAll(used);
  }

  @Test
  void no_packages_use_each_other_in_a_circle() {
    slices().matching("dev.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void no_package_has_more_files_than_one_can_look_over() throws IOException {
    try (var files = Files.walk(MAIN)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .collect(groupingBy(Path::getParent, counting())))
          .allSatisfy((directory, count) ->
              assertThat(count).as("%s", directory).isLessThanOrEqualTo(MOST_FILES + 1));
    }
  }
}
