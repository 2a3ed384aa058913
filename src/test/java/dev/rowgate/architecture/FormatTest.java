package dev.rowgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests that every Java file is formatted by google-java-format, with imports in order and none
/// unused. `mvn -q test -Dtest=FormatTest -Drowgate.format=write` formats the files instead.
class FormatTest {
  private static final boolean WRITE = "write".equals(System.getProperty("rowgate.format"));

  @Test
  void every_java_file_is_formatted() throws IOException {
    var formatter = new Formatter();
    var unformatted = new ArrayList<String>();
    for (Path file : javaFiles()) {
      String source = Files.readString(file);
      String formatted;
      try {
        formatted = formatter.formatSourceAndFixImports(source);
      } catch (FormatterException e) {
        unformatted.add(file + ": " + e.getMessage());
        continue;
      }
      if (formatted.equals(source)) {
        continue;
      }
      if (WRITE) {
        Files.writeString(file, formatted);
      } else {
        unformatted.add(file + ":" + firstDifference(source, formatted));
      }
    }
    assertThat(unformatted)
        .as("mvn -q test -Dtest=FormatTest -Drowgate.format=write formats them")
        .isEmpty();
  }

  private static List<Path> javaFiles() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /// The number and text of the first line that would change.
  private static String firstDifference(String source, String formatted) {
    List<String> before = source.lines().toList();
    List<String> after = formatted.lines().toList();
    int line = 0;
    while (line < before.size()
        && line < after.size()
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    return (line + 1) + ": " + (line < before.size() ? before.get(line) : "(end of file)");
  }
}
