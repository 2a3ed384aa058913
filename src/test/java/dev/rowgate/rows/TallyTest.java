package dev.rowgate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  private final Tally tally = new Tally(List.of());

  @Test
  void it_counts_by_code_and_column() {
    tally.add(Code.TYPE_ERROR, 2);
    tally.add(Code.TYPE_ERROR, 2);
    tally.add(Code.TYPE_ERROR, 0);
    tally.add(Code.MISSING_CELL, 2);
    assertThat(tally.count(Code.TYPE_ERROR, 2)).isEqualTo(2);
    assertThat(tally.count(Code.TYPE_ERROR, 0)).isEqualTo(1);
    assertThat(tally.count(Code.TYPE_ERROR, 1)).isZero();
    assertThat(tally.count(Code.MISSING_CELL, 2)).isEqualTo(1);
  }

  @Test
  void what_belongs_to_no_column_is_counted_by_itself() {
    tally.add(Code.EXTRA_CELL, Tally.NO_COLUMN);
    tally.add(Code.EXTRA_CELL, 0);
    assertThat(tally.count(Code.EXTRA_CELL, Tally.NO_COLUMN)).isEqualTo(1);
    assertThat(tally.count(Code.EXTRA_CELL, 0)).isEqualTo(1);
  }

  @Test
  void it_has_only_the_codes_that_were_counted() {
    assertThat(tally.codes()).isEmpty();
    tally.add(Code.TYPE_ERROR, 9_999);
    assertThat(tally.codes()).containsExactly(Code.TYPE_ERROR);
    assertThat(tally.count(Code.TYPE_ERROR, 9_999)).isEqualTo(1);
    assertThat(tally.count(Code.TYPE_ERROR, 10_000)).isZero();
    assertThat(tally.count(Code.TYPE_ERROR, 1_000_000)).isZero();
  }
}
