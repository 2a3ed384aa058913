package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.IntegerType;
import dev.rowgate.schema.type.NumberType;
import dev.rowgate.schema.value.Value;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that reading a valid cell allocates nothing.
class HotPathTest {
  private static final int CELLS = 20_000;

  @ParameterizedTest
  @CsvSource({
    "string, Ada Lovelace",
    "any, Ada Lovelace",
    "integer, 36",
    "integer, -007",
    "number, -12.50",
    "number, -.5e3",
    "number, NaN",
    "boolean, TRUE",
    "boolean, 0",
    "date, 2024-02-29",
    "datetime, 2024-02-29T12:00:00.25+01:00",
    "time, 15:00:00",
    "year, 2024",
    "yearmonth, -0044-03",
    "duration, P1Y2M3DT10H30M",
    "list, 'a,b,c'"
  })
  void reading_a_good_cell_makes_no_object(String type, String cell) {
    FieldType fieldType = Schemas.field("{'name': 'a', 'type': '" + type + "'}").type();
    byte[] bytes = cell.getBytes(UTF_8);
    var value = new Value();

    assertThat(bytesMade(() -> fieldType.read(bytes, 0, bytes.length, value))).isLessThan(CELLS);
  }

  @Test
  void bounds_on_small_integers_make_no_object() {
    Constraint minimum = Schemas.constraint("integer", "minimum", "0");
    Value value = Cells.value(new IntegerType(), "36");

    assertThat(bytesMade(() -> minimum.holds(value))).isLessThan(CELLS);
  }

  @Test
  void bounds_on_decimals_make_no_object() {
    Constraint maximum = Schemas.constraint("number", "maximum", "99.5");
    Value value = Cells.value(new NumberType(), "-36.125");

    assertThat(bytesMade(() -> maximum.holds(value))).isLessThan(CELLS);
  }

  @Test
  void the_measure_sees_an_object() {
    assertThat(bytesMade(() -> new byte[1].hashCode() != 0)).isGreaterThan(CELLS);
  }

  private interface Work {
    boolean run();
  }

  /// Bytes allocated by that many rounds. Less than one per round counts as none, because the
  /// measurement itself allocates.
  private static long bytesMade(Work work) {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // The first round loads classes.
    int good = work.run() ? 1 : 0;
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CELLS; i++) {
      good += work.run() ? 1 : 0;
    }
    long made = thread.getCurrentThreadAllocatedBytes() - before;
    assertThat(good).isPositive();
    return made;
  }
}
