package dev.rowgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Tests that the library's public interface is the recorded one, and that it shows nothing of the
/// engine.
class PublicInterfaceTest {

  private static final Path RECORDED = Path.of("src/test/resources/api/dev.rowgate.txt");

  /// A line that is lost here breaks programs that were compiled against it.
  @Test
  void it_is_the_recorded_one() throws IOException {
    List<String> lines = PublicInterface.lines();
    if (System.getProperty("rowgate.api", "").equals("write")) {
      Files.createDirectories(RECORDED.getParent());
      Files.write(RECORDED, lines);
    }

    assertThat(lines)
        .as("mvn test -Dtest=PublicInterfaceTest -Drowgate.api=write records a wanted change")
        .isEqualTo(Files.readAllLines(RECORDED));
  }

  @Test
  void it_shows_nothing_of_the_engine() {
    Set<String> ours =
        PublicInterface.lines().stream()
            .flatMap(line -> List.of(line.split("[^\\w.]+")).stream())
            .filter(word -> word.startsWith("dev.rowgate."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(ours)
        .hasSizeGreaterThan(5)
        .allMatch(name -> name.matches("dev\\.rowgate\\.[A-Z]\\w*"));
  }
}
