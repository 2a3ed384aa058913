package dev.rowgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.rowgate.Rowgate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;

/// Tests what the library needs: the engine and the reading of files, and nothing of the front
/// ends.
@AnalyzeClasses(packages = "dev.rowgate", importOptions = ImportOption.DoNotIncludeTests.class)
class LibraryNeedsTest {

  @ArchTest
  static void all_that_it_needs_is_the_engine_and_the_reading_of_files(JavaClasses classes) {
    var needed = new TreeSet<String>();
    var next = new ArrayDeque<>(List.of(classes.get(Rowgate.class)));
    while (!next.isEmpty()) {
      for (Dependency dependency : next.remove().getDirectDependenciesFromSelf()) {
        JavaClass one = dependency.getTargetClass().getBaseComponentType();
        if (needed.add(one.getName()) && one.getName().startsWith("dev.rowgate.")) {
          next.add(one);
        }
      }
    }

    assertThat(needed)
        .hasSizeGreaterThan(200)
        .contains("dev.rowgate.pipeline.Conversion")
        .noneMatch(name -> name.matches("dev\\.rowgate\\.(http|infer|cli\\.(?!files\\.)).*"))
        .noneMatch(name -> name.matches("dev\\.rowgate\\.(Main|Signals|HeapTrim|NativeTerminal)"))
        .noneMatch(
            name -> name.matches("(picocli|io\\.javalin|org\\.eclipse|jakarta|io\\.prometheus).*"));
  }
}
