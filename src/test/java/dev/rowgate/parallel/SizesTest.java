package dev.rowgate.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests which files several threads convert.
class SizesTest {

  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "1, 2, 100000, false",
    "2, 2, 8, false",
    "2, 2, 286, false",
    "2, 2, 767, false",
    "2, 2, 768, true",
    "2, 1, 767, false",
    "2, 1, 768, true",
    "2, 3, 7, false",
    "2, 3, 8, true",
    "2, 16, 8, true",
    "3, 2, 7, false",
    "3, 2, 8, true",
    "16, 16, 8, true"
  })
  void on_two_processors_two_threads_convert_only_large_files(
      int jobs, int processors, long size, boolean several) {
    assertThat(Sizes.of(jobs, processors).isWorthwhile(size * MIB)).isEqualTo(several);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 100, false",
    "2, 2, 7, false",
    "2, 2, 8, true",
    "2, 2, 767, true",
    "2, 2, 768, false",
    "2, 3, 100, false",
    "3, 2, 100, false"
  })
  void a_file_that_one_thread_converts_has_a_reason_unless_it_is_tiny(
      int jobs, int processors, long size, boolean said) {
    String reason = Sizes.of(jobs, processors).reasonForOne(size * MIB);
    assertThat(reason != null).isEqualTo(said);
    if (reason != null) {
      assertThat(reason).contains("768 MiB");
    }
  }
}
