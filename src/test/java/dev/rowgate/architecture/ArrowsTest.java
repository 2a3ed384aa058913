package dev.rowgate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.rowgate.Main;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/// Tests the dependencies between packages: `cli → parallel → pipeline` and `cli, http → infer →
/// pipeline → fast → lines → rows → {records → bytes, schema, keys} → options → problem`.
/// [SubPackagesTest] tests those inside `cli`, `http`, `infer`, `pipeline` and `schema`.
@AnalyzeClasses(packages = "dev.rowgate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule every_class_has_a_place =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("dev.rowgate"),
                      Stream.of(
                              "cli",
                              "http",
                              "convert",
                              "infer",
                              "parallel",
                              "pipeline",
                              "fast",
                              "lines",
                              "rows",
                              "records",
                              "bytes",
                              "schema",
                              "keys",
                              "options",
                              "problem")
                          .map(ArrowsTest::ours))
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule cli_knows =
      knowsOnly(
          "cli",
          "convert",
          "infer",
          "parallel",
          "pipeline",
          "lines",
          "rows",
          "records",
          "bytes",
          "schema",
          "keys",
          "options",
          "problem");

  @ArchTest
  static final ArchRule http_knows =
      knowsOnly(
          "http",
          "infer",
          "pipeline",
          "lines",
          "rows",
          "records",
          "bytes",
          "schema",
          "keys",
          "options",
          "problem");

  @ArchTest
  static final ArchRule infer_knows =
      knowsOnly(
          "infer", "pipeline", "fast", "rows", "records", "bytes", "schema", "options", "problem");

  @ArchTest static final ArchRule convert_knows = knowsOnly("convert", "schema", "problem");

  @ArchTest
  static final ArchRule parallel_knows = knowsOnly("parallel", "pipeline", "lines", "options");

  @ArchTest
  static final ArchRule pipeline_knows =
      knowsOnly(
          "pipeline",
          "fast",
          "lines",
          "rows",
          "records",
          "bytes",
          "schema",
          "keys",
          "options",
          "problem");

  @ArchTest
  static final ArchRule fast_knows =
      knowsOnly("fast", "lines", "rows", "records", "bytes", "schema", "options", "problem");

  @ArchTest
  static final ArchRule lines_knows =
      knowsOnly("lines", "rows", "records", "bytes", "schema", "keys", "options", "problem");

  @ArchTest
  static final ArchRule rows_knows =
      knowsOnly("rows", "records", "bytes", "schema", "keys", "options", "problem");

  @ArchTest
  static final ArchRule records_knows = knowsOnly("records", "bytes", "options", "problem");

  @ArchTest static final ArchRule bytes_knows = knowsOnly("bytes", "options", "problem");

  @ArchTest static final ArchRule schema_knows = knowsOnly("schema", "options", "problem");

  @ArchTest static final ArchRule keys_knows = knowsOnly("keys", "options");

  @ArchTest static final ArchRule options_knows = knowsOnly("options", "problem");

  @ArchTest static final ArchRule problem_knows = knowsOnly("problem");

  @ArchTest
  static final ArchRule no_cycles =
      slices().matching("dev.rowgate.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule commons_csv_only_in_records =
      only(Set.of("records"), "org.apache.commons.csv..");

  @ArchTest
  static final ArchRule jackson_only_where_json_is_read_or_written =
      only(
          Set.of("schema", "lines", "infer", "convert", "http"),
          "tools.jackson..",
          "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule javalin_and_jetty_only_in_http =
      only(Set.of("http"), "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

  @ArchTest static final ArchRule prometheus_only_in_http = only(Set.of("http"), "io.prometheus..");

  @ArchTest static final ArchRule picocli_only_in_cli = only(Set.of("cli"), "picocli..");

  /// The library is used only there, and loaded only if a schema has a `jsonSchema`.
  @ArchTest
  static final ArchRule json_schema_library_only_in_its_classes =
      noClasses()
          .that(
              describe(
                  "have nothing to do with jsonSchema",
                  one ->
                      !Set.of("JsonSchemaLibrary", "JsonSchemaKeywords", "JsonSchemaSteps")
                              .contains(one.getSimpleName())
                          && one.getEnclosingClass().isEmpty()))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.networknt..");

  @ArchTest static final ArchRule re2j_only_in_schema = only(Set.of("schema"), "com.google.re2j..");

  @ArchTest
  static final ArchRule zstd_only_in_bytes = only(Set.of("bytes"), "com.github.luben.zstd..");

  @ArchTest
  static final ArchRule the_process_only_in_main =
      noClasses()
          .that(DescribedPredicate.not(equivalentTo(Main.class)))
          .should()
          .accessTargetWhere(touchesTheProcess());

  @ArchTest
  static final ArchRule no_names_that_say_nothing =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule every_problem_is_a_record =
      classes()
          .that()
          .areAssignableTo("dev.rowgate.problem.Problem")
          .and(DescribedPredicate.not(INTERFACES))
          .should()
          .beRecords()
          .allowEmptyShould(true);

  private static String ours(String name) {
    return "dev.rowgate." + name + "..";
  }

  /// Returns a rule that `name` depends on no package of Rowgate but itself and `others`. Libraries
  /// have their own rules.
  private static ArchRule knowsOnly(String name, String... others) {
    String[] known =
        Stream.concat(Stream.of(name), Arrays.stream(others))
            .map(ArrowsTest::ours)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ours(name))
        .should(
            onlyDependOnClassesThat(
                    DescribedPredicate.not(resideInAPackage("dev.rowgate.."))
                        .or(resideInAnyPackage(known)))
                .as("know of ours only " + String.join(", ", others)))
        .allowEmptyShould(true);
  }

  private static ArchRule only(Set<String> names, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(names.stream().map(ArrowsTest::ours).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaAccess<?>> touchesTheProcess() {
    Set<String> ofSystem =
        Set.of("in", "out", "err", "exit", "getenv", "setIn", "setOut", "setErr");
    Set<String> ofRuntime = Set.of("exit", "halt");
    return describe(
        "is one of the process's streams, its environment or its end",
        access -> {
          JavaClass owner = access.getTargetOwner();
          String name = access.getTarget().getName();
          return (owner.isEquivalentTo(System.class) && ofSystem.contains(name))
              || (owner.isEquivalentTo(Runtime.class) && ofRuntime.contains(name));
        });
  }
}
