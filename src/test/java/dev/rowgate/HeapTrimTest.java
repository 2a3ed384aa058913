package dev.rowgate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTrimTest {

  private static final long MB = 1 << 20;

  private long used = 10 * MB;
  private long live = 12 * MB;
  private int collections;

  private final HeapTrim heap = new HeapTrim(() -> used, this::collect, 320 * MB);

  private void collect() {
    collections++;
    used = live;
  }

  private int collectionsAt(long bytes) {
    used = bytes;
    heap.look();
    return collections;
  }

  @Test
  void little_more_than_at_the_start_is_left_alone() {
    assertThat(collectionsAt(42 * MB)).isZero();
  }

  @Test
  void much_more_is_collected_once() {
    assertThat(collectionsAt(43 * MB)).isOne();
    heap.look();
    assertThat(collections).isOne();
  }

  @Test
  void what_lives_isn_t_collected_again_and_again() {
    live = 200 * MB;
    assertThat(collectionsAt(220 * MB)).isOne();
    assertThat(collectionsAt(232 * MB)).isOne();
    assertThat(collectionsAt(233 * MB)).isEqualTo(2);
  }

  @Test
  void what_has_ended_counts_no_more() {
    live = 200 * MB;
    collectionsAt(220 * MB);
    live = 10 * MB;
    assertThat(collectionsAt(233 * MB)).isEqualTo(2);
    assertThat(collectionsAt(43 * MB)).isEqualTo(3);
  }

  @Test
  void a_heap_that_stays_full_is_told_the_second_time() {
    live = 310 * MB;
    used = 310 * MB;
    assertThat(heap.look()).isFalse();
    assertThat(heap.look()).isTrue();
  }

  @Test
  void a_heap_that_was_full_once_goes_on() {
    live = 310 * MB;
    used = 310 * MB;
    assertThat(heap.look()).isFalse();
    live = 100 * MB;
    assertThat(heap.look()).isFalse();
    used = 310 * MB;
    live = 310 * MB;
    assertThat(heap.look()).isFalse();
  }
}
