package dev.rowgate.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumRateTest {

  private static final long PERIOD = Duration.ofMillis(100).toNanos();

  @Test
  void it_holds_for_periods_below_a_second_too() {
    var rate = new MinimumRate(1_000, PERIOD);

    assertThat(rate.isMet(100, PERIOD)).isTrue();
    assertThat(rate.isMet(99, PERIOD)).isFalse();
    assertThat(rate.isMet(0, PERIOD)).isFalse();
  }

  @Test
  void a_part_of_a_second_counts() {
    var rate = new MinimumRate(1_000, PERIOD);
    long nanos = Duration.ofMillis(1_900).toNanos();

    assertThat(rate.isMet(1_900, nanos)).isTrue();
    assertThat(rate.isMet(1_899, nanos)).isFalse();
  }

  @Test
  void without_a_rate_any_number_of_bytes_is_enough() {
    assertThat(new MinimumRate(0, PERIOD).isMet(0, Long.MAX_VALUE)).isTrue();
  }
}
