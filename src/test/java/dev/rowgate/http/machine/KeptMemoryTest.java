package dev.rowgate.http.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeptMemoryTest {

  private static final int KIB = 1 << 10;

  @Test
  void no_more_is_reserved_than_there_is() {
    var memory = new KeptMemory(8 * 100 * KIB);
    try (var first = memory.open();
        var second = memory.open()) {
      assertThat(first.keep(60 * KIB)).isTrue();
      assertThat(second.keep(41 * KIB)).isFalse();
      assertThat(second.keep(40 * KIB)).isTrue();
      assertThat(first.keep(61 * KIB)).isFalse();
      assertThat(first.keep(20 * KIB)).isTrue();
      assertThat(second.keep(80 * KIB)).isTrue();
    }
    assertThat(memory.open().keep(100 * KIB)).as("all is given back").isTrue();
  }

  @Test
  void a_refused_reservation_changes_nothing() {
    var memory = new KeptMemory(8 * 100 * KIB);
    var first = memory.open();
    assertThat(first.keep(90 * KIB)).isTrue();
    assertThat(first.keep(101 * KIB)).isFalse();
    assertThat(memory.open().keep(11 * KIB)).isFalse();
  }

  @Test
  void a_little_is_not_counted() {
    var memory = new KeptMemory(0);
    assertThat(memory.open().keep(8 * KIB)).isTrue();
    assertThat(memory.open().keep(8 * KIB + 1)).isFalse();
  }
}
