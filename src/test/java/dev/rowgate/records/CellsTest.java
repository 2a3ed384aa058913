package dev.rowgate.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {

  @Test
  void the_room_of_a_wide_record_is_freed_and_the_cells_of_the_next_stay() {
    var cells = new Cells();
    fill(cells, 9_000);
    cells.keepPlaces();
    cells.clear();
    fill(cells, 3);

    cells.trim();

    assertThat(cells.from.length + cells.to.length + cells.form.length).isLessThan(100);
    assertThat(cells.placeFrom.length + cells.placeTo.length).isZero();
    assertThat(cells.count).isEqualTo(3);
    assertThat(cells.from).startsWith(0, 1, 2);
    fill(cells, 100);
    assertThat(cells.count).isEqualTo(103);
    assertThat(cells.to[102]).isEqualTo(100);
  }

  @Test
  void what_a_record_needs_stays() {
    var cells = new Cells();
    fill(cells, 9_000);
    cells.keepPlaces();

    cells.trim();

    assertThat(cells.from[8_999]).isEqualTo(8_999);
    assertThat(cells.placeTo[8_999]).isEqualTo(9_000);
  }

  private static void fill(Cells cells, int count) {
    for (int i = 0; i < count; i++) {
      cells.add(i, i + 1, Cells.PLAIN);
    }
  }
}
