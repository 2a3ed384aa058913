package dev.rowgate.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests which files several threads convert.
class SizesTest {

  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "1, 100000, false",
    "2, 8, false",
    "2, 286, false",
    "2, 767, false",
    "2, 768, true",
    "3, 7, false",
    "3, 8, true",
    "16, 8, true"
  })
  void two_threads_convert_only_large_files(int jobs, long size, boolean several) {
    assertThat(Sizes.of(jobs).isWorthwhile(size * MIB)).isEqualTo(several);
  }
}
