package dev.rowgate.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that the distribution contains the licence texts of libraries whose jars don't contain
/// them.
class LicencesTest {

  @Test
  void each_has_its_text() throws IOException {
    Path folder = Path.of("src/main/resources/META-INF/licenses");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> texts = files.sorted().toList();

      assertThat(texts.stream().map(text -> text.getFileName().toString()))
          .containsExactly("re2j.txt", "zstd-jni.txt", "zstd.txt");
      for (Path text : texts) {
        assertThat(text).content().contains("Copyright", "Redistributions in binary form must");
      }
    }
  }
}
