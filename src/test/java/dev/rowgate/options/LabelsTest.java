package dev.rowgate.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void white_space_is_what_Unicode_says() {
    Pattern whiteSpace = Pattern.compile("\\p{IsWhite_Space}+");

    assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).mapToObj(Character::toString))
        .allSatisfy(c -> assertThat(Labels.isBlank(c)).isEqualTo(whiteSpace.matcher(c).matches()));
    assertThat(Labels.isBlank("")).isTrue();
    assertThat(Labels.isBlank("\u00A0 \t\u3000")).isTrue();
    assertThat(Labels.isBlank(" a ")).isFalse();
  }

  @Test
  void a_blank_label_is_named_after_its_position() {
    assertThat(Labels.nameOf("\u2003", 3)).isEqualTo("field3");
    assertThat(Labels.nameOf(" a ", 3)).isEqualTo(" a ");
  }
}
