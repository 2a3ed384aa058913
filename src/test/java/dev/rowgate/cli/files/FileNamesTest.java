package dev.rowgate.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileNamesTest {

  @Test
  void a_name_is_a_path() {
    assertThat(FileNames.path("ö.csv", true).path()).isEqualTo(Path.of("ö.csv"));
    assertThat(FileNames.path("o.csv", false).path()).isEqualTo(Path.of("o.csv"));
  }

  @Test
  void where_names_have_another_encoding_only_ascii_is_certain() {
    assertThat(FileNames.path("ö.csv", false))
        .isEqualTo(new FileNames.Named(null, "can't be opened in this locale; try LC_ALL=C.UTF-8"));
  }

  @Test
  void a_name_cannot_hold_a_zero() {
    assertThat(FileNames.path("a\0b", true))
        .isEqualTo(new FileNames.Named(null, "is not the name of a file"));
  }
}
