package dev.rowgate.http.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Looks at files that never come back, as on a mount whose server is gone.
@Timeout(240)
class WatchedValueTest {

  private static final Set<String> NAMES = Set.of("a");
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final CountDownLatch mended = new CountDownLatch(1);
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void every_call_is_followed_by_a_look() {
    var lookout =
        new WatchedValue<>(
            "test", 0, (_, _) -> looks.incrementAndGet(), Duration.ZERO, Duration.ZERO, LONG, LONG);
    for (int i = 1; i < 100; i++) {
      assertThat(lookout.now(NAMES)).isEqualTo(i);
    }
    assertThat(lookout.isStalled()).isFalse();
  }

  @Test
  void a_look_is_good_for_the_same_names_for_a_moment() {
    var lookout =
        new WatchedValue<>("test", 0, (_, _) -> looks.incrementAndGet(), LONG, LONG, LONG, LONG);
    for (int i = 0; i < 10; i++) {
      assertThat(lookout.now(NAMES)).isEqualTo(1);
    }
    assertThat(lookout.now(Set.of("b"))).isEqualTo(2);
  }

  @Test
  void a_look_that_never_ends_leaves_the_last_value_and_nobody_waits_for_it() throws Exception {
    var lookout =
        new WatchedValue<>(
            "test", 7, (_, _) -> stuckAtFirst(), Duration.ZERO, Duration.ZERO, SHORT, LONG);
    for (int i = 0; i < 1_000; i++) {
      assertThat(lookout.now(NAMES)).isEqualTo(7);
    }
    assertThat(lookout.isStalled()).isTrue();
    assertThat(looks).hasValue(1);

    mended.countDown();
    while (lookout.isStalled()) {
      Thread.sleep(1);
    }
    assertThat(lookout.now(NAMES)).isGreaterThan(1);
  }

  @Test
  void a_thread_that_is_stuck_is_given_up_and_what_it_brings_later_is_dropped() throws Exception {
    var lookout =
        new WatchedValue<>(
            "test",
            7,
            (_, _) -> stuckAtFirst(),
            Duration.ZERO,
            Duration.ZERO,
            SHORT,
            SHORT.plus(SHORT));
    int value = lookout.now(NAMES);
    while (value == 7) {
      Thread.sleep(10);
      value = lookout.now(NAMES);
    }
    assertThat(value).isEqualTo(2);
    mended.countDown();
    assertThat(lookout.now(NAMES)).isEqualTo(3);
    assertThat(lookout.last()).isEqualTo(3);
    assertThat(lookout.isStalled()).isFalse();
  }

  @Test
  void threads_are_not_given_up_without_end() throws Exception {
    var lookout =
        new WatchedValue<>(
            "test",
            7,
            (_, _) -> {
              looks.incrementAndGet();
              await();
              return 8;
            },
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(2));
    for (int i = 0; i < 200; i++) {
      assertThat(lookout.now(NAMES)).isEqualTo(7);
      Thread.sleep(3);
    }
    assertThat(looks).hasValueBetween(2, 17);
    mended.countDown();
  }

  @Test
  void calls_that_come_during_a_look_share_the_next_one() throws Exception {
    List<Set<String>> asked = Collections.synchronizedList(new ArrayList<>());
    var lookout =
        new WatchedValue<>(
            "test",
            0,
            (_, names) -> {
              asked.add(Set.copyOf(names));
              await();
              return asked.size();
            },
            Duration.ZERO,
            Duration.ZERO,
            LONG,
            LONG);
    var first = CompletableFuture.supplyAsync(() -> lookout.now(Set.of("first")));
    while (asked.isEmpty()) {
      Thread.sleep(1);
    }
    var others = new ArrayList<Thread>();
    for (int i = 0; i < 20; i++) {
      String name = "other" + i;
      others.add(Thread.ofVirtual().start(() -> lookout.now(Set.of(name))));
    }
    while (!others.stream().allMatch(one -> one.getState() == Thread.State.TIMED_WAITING)) {
      Thread.sleep(1);
    }
    mended.countDown();
    for (Thread other : others) {
      other.join();
    }
    first.join();
    assertThat(asked).hasSize(2);
    assertThat(asked.getLast()).hasSize(20);
  }

  @Test
  void under_load_a_look_is_good_for_longer() {
    var lookout =
        new WatchedValue<>(
            "test", 0, (_, _) -> looks.incrementAndGet(), Duration.ZERO, LONG, LONG, LONG);
    for (int i = 1; i < 16; i++) {
      assertThat(lookout.now(NAMES)).isEqualTo(i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(lookout.now(NAMES)).isEqualTo(15);
    }
    assertThat(lookout.now(Set.of("b"))).isEqualTo(16);
  }

  @Test
  void a_defect_of_a_look_leaves_the_last_value() {
    var lookout =
        new WatchedValue<>(
            "test",
            7,
            (before, _) -> {
              if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("as a test wants it");
              }
              return before + 1;
            },
            Duration.ZERO,
            Duration.ZERO,
            LONG,
            LONG);
    assertThat(lookout.now(NAMES)).isEqualTo(7);
    assertThat(lookout.now(NAMES)).isEqualTo(8);
  }

  @Test
  void a_first_look_that_never_ends_is_given_up() {
    assertThatThrownBy(() -> DiskCall.within(SHORT, this::stuckAtFirst))
        .isInstanceOf(IOException.class);
    mended.countDown();
  }

  private int stuckAtFirst() {
    int look = looks.incrementAndGet();
    if (look == 1) {
      await();
    }
    return look;
  }

  private void await() {
    try {
      mended.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
