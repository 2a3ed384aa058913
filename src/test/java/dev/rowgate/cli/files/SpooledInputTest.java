package dev.rowgate.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that the copy of an input leaves no file open unless it is returned.
class SpooledInputTest {

  private static final Path OPEN = Path.of("/proc/self/fd");

  private static long openCopies() throws IOException {
    try (Stream<Path> files = Files.list(OPEN)) {
      return files.filter(SpooledInputTest::isCopy).count();
    }
  }

  private static boolean isCopy(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.contains("/rowgate-") && target.contains(".tmp");
    } catch (IOException e) {
      // It has been closed meanwhile.
      return false;
    }
  }

  @Test
  void a_copy_that_is_not_returned_is_closed() throws IOException {
    assumeTrue(Files.isDirectory(OPEN), "open files can't be listed here");
    long before = openCopies();

    assertThat(SpooledInput.of(new ByteArrayInputStream(new byte[100]), 99)).isNull();
    assertThatThrownBy(() -> SpooledInput.of(new Defect(), 99))
        .isInstanceOf(IllegalStateException.class);
    assertThat(openCopies()).isEqualTo(before);

    try (var copy = SpooledInput.of(new ByteArrayInputStream(new byte[100]), 100)) {
      assertThat(copy).isNotNull();
      assertThat(openCopies()).isEqualTo(before + 1);
      assertThat(copy.readAllBytes()).hasSize(100);
    }
    assertThat(openCopies()).isEqualTo(before);
  }

  private static final class Defect extends InputStream {

    @Override
    public int read() {
      throw new IllegalStateException("as a test wants it");
    }
  }
}
