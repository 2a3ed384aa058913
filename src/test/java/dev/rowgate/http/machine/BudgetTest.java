package dev.rowgate.http.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class BudgetTest {

  private static final Duration SOON = Duration.ofMillis(200);

  private final Budget budget = new Budget(10);

  private static Thread holding(Budget.Account account, long wanted, long most) {
    return Thread.ofVirtual().start(() -> account.hold(wanted, most));
  }

  @Test
  void what_is_left_is_given_at_once() {
    budget.open().hold(4, 4);
    budget.open().hold(6, 6);

    assertThat(budget.held()).isEqualTo(10);
  }

  @Test
  void what_is_not_left_is_waited_for() throws Exception {
    var first = budget.open();
    first.hold(5, 5);
    Thread second = holding(budget.open(), 6, 6);

    assertThat(second.join(SOON)).isFalse();
    first.hold(4, 4);
    second.join();
    assertThat(budget.held()).isEqualTo(10);
  }

  @Test
  void a_closed_account_holds_nothing() throws Exception {
    var first = budget.open();
    first.hold(10, 10);
    Thread second = holding(budget.open(), 1, 1);

    first.close();
    second.join();
    assertThat(budget.held()).isEqualTo(1);
  }

  @Test
  void what_is_borrowed_counts_until_it_is_given_back() {
    var first = budget.open();
    first.hold(3, 3);

    assertThat(first.borrow(5)).isTrue();
    assertThat(budget.held()).isEqualTo(8);
    first.hold(4, 4);
    assertThat(budget.held()).isEqualTo(9);
    assertThat(first.borrow(1)).isTrue();
    assertThat(budget.held()).isEqualTo(10);
    first.giveBack();
    assertThat(budget.held()).isEqualTo(4);
    first.giveBack();
    assertThat(budget.held()).isEqualTo(4);
  }

  @Test
  void who_is_alone_may_borrow_more_than_there_is() {
    var first = budget.open();

    assertThat(first.borrow(11)).isTrue();
    assertThat(budget.held()).isEqualTo(10);
    assertThat(budget.open().borrow(1)).isFalse();
    first.giveBack();
    assertThat(budget.held()).isZero();
  }

  @Test
  void nothing_is_borrowed_that_would_have_to_be_waited_for() {
    var first = budget.open();
    budget.open().hold(6, 6);

    assertThat(first.borrow(5)).isFalse();
    assertThat(first.borrow(4)).isTrue();
    assertThat(budget.held()).isEqualTo(10);
    first.close();
    assertThat(budget.held()).isEqualTo(6);
  }

  @Test
  void nothing_is_borrowed_that_would_leave_nobody_a_way_to_the_end() {
    var first = budget.open();
    first.hold(4, 8);

    assertThat(budget.open().borrow(7)).isFalse();
    assertThat(budget.open().borrow(6)).isTrue();
  }

  @Test
  void nobody_gets_what_would_leave_nobody_a_way_to_the_end() throws Exception {
    var first = budget.open();
    var second = budget.open();
    first.hold(4, 8);
    second.hold(2, 8);
    // With 5 and 4 reserved, one is left, and each lacks more than that.
    Thread greedy = holding(second, 4, 8);
    assertThat(greedy.join(SOON)).isFalse();

    first.hold(8, 8);
    assertThat(greedy.isAlive()).isTrue();
    first.hold(0, 8);
    greedy.join();
    assertThat(budget.held()).isEqualTo(4);
  }

  @Test
  void whoever_wants_more_than_there_is_gets_all_of_it() throws Exception {
    var large = budget.open();
    large.hold(100, 1_000);
    assertThat(budget.held()).isEqualTo(10);
    Thread other = holding(budget.open(), 1, 1);

    assertThat(other.join(SOON)).isFalse();
    large.close();
    other.join();
  }

  @Test
  void two_hundred_that_grow_step_by_step_all_come_to_the_end() throws Exception {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 200; i++) {
      var random = new Random(i);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try (var account = budget.open()) {
                  for (int run = 0; run < 20; run++) {
                    int most = 1 + random.nextInt(12);
                    for (int held = 0; held <= most; held += 1 + random.nextInt(3)) {
                      account.hold(held, most);
                      assertThat(budget.held()).isLessThanOrEqualTo(10);
                      Thread.yield();
                    }
                    account.hold(0, most);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(50))).isTrue();
    }
    assertThat(budget.held()).isZero();
  }
}
