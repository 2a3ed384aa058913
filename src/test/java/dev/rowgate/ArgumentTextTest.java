package dev.rowgate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentTextTest {

  private static final String[] AS_UNDER_C = {"--delimiter", "\uFFFD\uFFFD"};

  @Test
  void bytes_count_and_not_what_the_jvm_made_of_them() {
    ArgumentText text =
        ArgumentText.of(AS_UNDER_C, List.of("--delimiter".getBytes(UTF_8), "§".getBytes(UTF_8)));

    assertThat(text).isEqualTo(new ArgumentText(List.of("--delimiter", "§"), null));
  }

  @Test
  void bytes_that_are_not_utf_8_are_named() {
    ArgumentText text =
        ArgumentText.of(
            new String[] {"-o", "o\uFFFD"},
            List.of("-o".getBytes(UTF_8), "oÿ".getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(text.complaint()).isEqualTo("argument 2 is not UTF-8: 'o\\xff'");
  }

  @Test
  void a_replacement_character_that_was_typed_is_one() {
    ArgumentText text = ArgumentText.of(new String[] {"\uFFFD"}, List.of("\uFFFD".getBytes(UTF_8)));

    assertThat(text).isEqualTo(new ArgumentText(List.of("\uFFFD"), null));
  }

  @Test
  void where_the_bytes_are_not_known_a_replacement_character_is_refused() {
    assertThat(ArgumentText.of(new String[] {"x", "\uFFFD"}, List.of()).complaint())
        .startsWith("argument 2 is not UTF-8");
    assertThat(ArgumentText.of(new String[] {"x", "§"}, List.of()).args())
        .containsExactly("x", "§");
  }

  @Test
  void the_last_arguments_of_a_command_line_are_the_program_s() {
    byte[] line = "java\0-cp\0x\0Main\0transform\0\0-\0".getBytes(UTF_8);

    assertThat(ArgumentText.last(line, 3))
        .extracting(arg -> new String(arg, UTF_8))
        .containsExactly("transform", "", "-");
    assertThat(ArgumentText.last(line, 9)).hasSize(7);
    assertThat(ArgumentText.last(new byte[0], 1)).isEmpty();
  }
}
