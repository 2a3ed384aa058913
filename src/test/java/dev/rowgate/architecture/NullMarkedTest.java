package dev.rowgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Tests that every package is `@NullMarked`; NullAway checks no other code.
class NullMarkedTest {
  private static final Path MAIN = Path.of("src/main/java");

  @Test
  void every_package_is_null_marked() throws IOException {
    try (var files = Files.walk(MAIN)) {
      var packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(file -> MAIN.relativize(file.getParent()).toString().replace('/', '.'))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(packages).isNotEmpty().allMatch(NullMarkedTest::isNullMarked, "is null-marked");
    }
  }

  private static boolean isNullMarked(String packageName) {
    try {
      return Class.forName(packageName + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
