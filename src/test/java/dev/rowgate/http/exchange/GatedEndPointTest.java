package dev.rowgate.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests when the head of a request is too slow, while another thread may end it.
class GatedEndPointTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final long old = System.nanoTime() - PATIENCE.multipliedBy(2).toNanos();

  private boolean isSlow(boolean hasHalfHead, Long... begins) {
    Iterator<Long> begin = List.of(begins).iterator();
    return GatedEndPoint.isSlow(begin::next, () -> hasHalfHead, PATIENCE);
  }

  @Test
  void a_head_that_stays_incomplete_is_slow() {
    assertThat(isSlow(true, old, old)).isTrue();
  }

  @Test
  void a_request_that_ends_meanwhile_is_not_slow() {
    assertThat(isSlow(true, 0L, 0L)).isFalse();
    assertThat(isSlow(true, old, 0L)).isFalse();
    assertThat(isSlow(false, old, old)).isFalse();
  }

  @Test
  void the_next_head_is_not_as_old_as_the_one_before() {
    assertThat(isSlow(true, old, System.nanoTime())).isFalse();
    assertThat(isSlow(true, System.nanoTime(), System.nanoTime())).isFalse();
  }
}
