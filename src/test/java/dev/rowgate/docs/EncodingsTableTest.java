package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Encoding;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The encodings of `schema.md` are those that are read, each once, and no other.
class EncodingsTableTest {

  static List<String> names() {
    return Markdown.read("src/docs/schema.md").table("family").stream()
        .flatMap(row -> Stream.of(row.get(1).replace("`", "").split(" ")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void each_is_read_however_it_is_written(String name) {
    assertThat(Encoding.of(name)).isPresent();
    assertThat(Encoding.of(name.toUpperCase(Locale.ROOT))).isEqualTo(Encoding.of(name));
    assertThat(Encoding.of(name.replace('-', '_'))).isEqualTo(Encoding.of(name));
  }

  @Test
  void none_is_left_out() {
    Set<String> read =
        Charset.availableCharsets().keySet().stream()
            .filter(name -> Encoding.of(name).isPresent())
            .collect(Collectors.toSet());
    assertThat(names().stream().map(name -> Encoding.of(name).orElseThrow().name()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iso-8859-10",
        "iso-8859-12",
        "iso-8859-14",
        "utf-32",
        "utf-7",
        "iso-2022-jp",
        "ibm037",
        "windows-1259",
        "cesu-8"
      })
  void others_are_refused(String name) {
    assertThat(Encoding.of(name)).isEmpty();
  }
}
