package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.type.AnyType;
import dev.rowgate.schema.type.StringType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTypesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "36", "007", "true", "null", "a\nb", "é", "😀", "\u0000"})
  void strings_and_cells_of_any_type_are_the_text_that_they_are(String cell) {
    assertThat(Cells.out(new StringType(), cell)).isEqualTo('"' + cell + '"');
    assertThat(Cells.out(new AnyType(), cell)).isEqualTo('"' + cell + '"');
  }
}
