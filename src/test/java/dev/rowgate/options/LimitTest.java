package dev.rowgate.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

  @ParameterizedTest
  @CsvSource({
    "MAX_RECORD_BYTES, 65536, 65536",
    "MAX_RECORD_BYTES, 64KiB, 65536",
    "MAX_RECORD_BYTES, 1MiB, 1048576",
    "MAX_RECORD_BYTES, 256MiB, 268435456",
    "MAX_UPLOAD_BYTES, 2GiB, 2147483648",
    "MAX_UPLOAD_BYTES, 1024TiB, 1125899906842624",
    "MAX_FIELDS, 1, 1",
    "IDLE_TIME, 500ms, 500",
    "IDLE_TIME, 30s, 30000",
    "IDLE_TIME, 1m, 60000",
    "IDLE_TIME, 24h, 86400000",
    "MIN_UPLOAD_RATE, 0, 0",
    "DRAIN_TIME, 0s, 0",
  })
  void reads_numbers_with_a_suffix(Limit limit, String text, long value) {
    assertThat(limit.read(text)).hasValue(value);
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_RECORD_BYTES, 0",
    "MAX_RECORD_BYTES, 268435457",
    "MAX_RECORD_BYTES, 257MiB",
    "MAX_FIELDS, 1KiB",
    "MAX_FIELDS, 1000001",
    "IDLE_TIME, 30",
    "IDLE_TIME, 99ms",
    "IDLE_TIME, 25h",
    "MAX_HEADER_BYTES, 1023",
  })
  void refuses_what_is_out_of_range_or_in_another_unit(Limit limit, String text) {
    assertThat(limit.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-1", "+1", "1.5MiB", "1 MiB", "1MB", "1M", "1kib", "MiB", "٣", "1e3"})
  void refuses_what_is_no_size(String text) {
    assertThat(Limit.MAX_UPLOAD_BYTES.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999999999999999999", "99999999999TiB", "18014398509481984KiB"})
  void refuses_what_no_number_holds(String text) {
    assertThat(Limit.MAX_UPLOAD_BYTES.read(text)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void reads_its_own_default(Limit limit) {
    String text = limit.text(limit.standard());
    // 0 stands for a fraction of the heap.
    if (limit != Limit.MAX_BUFFER_BYTES && limit != Limit.MAX_SCHEMA_MEMORY) {
      assertThat(limit.read(text)).hasValue(limit.standard());
    }
    assertThat(Limits.STANDARD.of(limit)).isEqualTo(limit.standard());
  }

  @Test
  void says_what_it_takes() {
    assertThat(Limit.MAX_RECORD_BYTES.expected())
        .isEqualTo("a size from 1 to 256MiB, such as 65536, 64KiB or 2GiB");
    assertThat(Limit.IDLE_TIME.expected())
        .isEqualTo("a time from 100ms to 24h, such as 500ms, 30s or 5m");
    assertThat(Limit.MAX_FIELDS.expected()).isEqualTo("a whole number from 1 to 1000000");
  }

  @Test
  void one_limit_changes_without_the_others() {
    Limits changed = Limits.STANDARD.with(Limit.MAX_CELL_BYTES, 7);

    assertThat(changed.cellBytes()).isEqualTo(7);
    assertThat(changed).isNotEqualTo(Limits.STANDARD).hasToString("[max-cell-bytes=7]");
    assertThat(changed.with(Limit.MAX_CELL_BYTES, 1 << 20)).isEqualTo(Limits.STANDARD);
  }
}
