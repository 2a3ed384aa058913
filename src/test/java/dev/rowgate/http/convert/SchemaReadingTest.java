package dev.rowgate.http.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.schema.SchemaResult;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class SchemaReadingTest {

  private static final int MIB = 1 << 20;
  private static final byte[] SMALL = "{\"fields\":[{\"name\":\"a\"}]}".getBytes(UTF_8);
  private static final byte[] FAULTY = anyOf("1", 100_000);

  private final CpuSlots turns = new CpuSlots();
  private final Budget budget = new Budget(64 * MIB);

  private static byte[] anyOf(String schema, int count) {
    String list = (schema + ",").repeat(count) + schema;
    return ("{\"fields\":[{\"name\":\"a\",\"type\":\"object\",\"constraints\":{\"jsonSchema\":{\"anyOf\":["
            + list
            + "]}}}]}")
        .getBytes(UTF_8);
  }

  @Test
  void counts_small_schemas_too_and_until_they_are_given_back() {
    try (var memory = budget.open()) {
      assertThat(new SchemaReading(turns, memory, () -> false).read(SMALL, MIB))
          .isInstanceOf(SchemaResult.Parsed.class);
      assertThat(budget.held()).isBetween((long) SMALL.length, 10_000L);
    }
    assertThat(budget.held()).isZero();
  }

  @Test
  void reads_none_that_there_is_no_memory_for() {
    try (var others = budget.open();
        var memory = budget.open()) {
      assertThat(others.borrow(63 * MIB)).isTrue();
      assertThat(new SchemaReading(turns, memory, () -> false).read(FAULTY, MIB)).isNull();
      assertThat(budget.held()).isLessThanOrEqualTo(64 * MIB);
    }
  }

  @Test
  void ends_with_the_request() {
    var asked = new AtomicInteger();
    try (var memory = budget.open()) {
      var reading = new SchemaReading(turns, memory, () -> asked.incrementAndGet() > 30);
      assertThat(reading.read(FAULTY, MIB)).isNull();
    }
    assertThat(asked).hasValue(31);
    assertThat(turnsThatAreFree()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void waits_for_its_turn_where_it_is_long() throws Exception {
    int all = turnsThatAreFree();
    for (int i = 0; i < all; i++) {
      turns.begin();
    }
    var result = new AtomicReference<@Nullable SchemaResult>();
    try (var memory = budget.open();
        var small = budget.open()) {
      assertThat(new SchemaReading(turns, small, () -> false).read(SMALL, MIB)).isNotNull();
      var reading = new SchemaReading(turns, memory, () -> false);
      Thread reader = Thread.ofVirtual().start(() -> result.set(reading.read(FAULTY, MIB)));
      while (reader.getState() != Thread.State.TIMED_WAITING && reader.isAlive()) {
        Thread.onSpinWait();
      }
      assertThat(reader.isAlive()).isTrue();
      for (int i = 0; i < all; i++) {
        turns.end();
      }
      reader.join();
    }
    assertThat(result.get())
        .isInstanceOfSatisfying(
            SchemaResult.Invalid.class,
            invalid -> assertThat(invalid.problems()).hasSizeLessThanOrEqualTo(10_001));
    assertThat(turnsThatAreFree()).isEqualTo(all);
  }

  private int turnsThatAreFree() {
    int count = 0;
    while (turns.begin(() -> true)) {
      count++;
    }
    for (int i = 0; i < count; i++) {
      turns.end();
    }
    return count;
  }
}
