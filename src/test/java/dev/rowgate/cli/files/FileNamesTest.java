package dev.rowgate.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileNamesTest {

  @Test
  void a_name_is_a_path() {
    assertThat(FileNames.path("ö.csv", true, false).path()).isEqualTo(Path.of("ö.csv"));
    assertThat(FileNames.path("o.csv", false, false).path()).isEqualTo(Path.of("o.csv"));
  }

  @Test
  void where_names_have_another_encoding_only_ascii_is_certain() {
    assertThat(FileNames.path("ö.csv", false, false))
        .isEqualTo(new FileNames.Named(null, "can't be opened in this locale; try LC_ALL=C.UTF-8"));
  }

  @Test
  void a_name_cannot_hold_a_zero() {
    assertThat(FileNames.path("a\0b", true, false))
        .isEqualTo(new FileNames.Named(null, "is not the name of a file"));
  }

  @Test
  void where_the_working_directory_is_lost_only_absolute_names_are_certain() {
    assertThat(FileNames.path("/o.csv", true, true).path()).isEqualTo(Path.of("/o.csv"));
    assertThat(FileNames.path("o.csv", true, true))
        .isEqualTo(
            new FileNames.Named(
                null, "can't be opened: the path of the working directory is not UTF-8"));
    assertThat(FileNames.isLost("/tmp/d\uFFFD")).isTrue();
    assertThat(FileNames.isLost("/tmp")).isFalse();
  }
}
