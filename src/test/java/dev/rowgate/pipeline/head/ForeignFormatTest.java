package dev.rowgate.pipeline.head;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.pipeline.head.ForeignFormat.Fit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Tests that the choice of formats by the first byte of an input loses none of them.
class ForeignFormatTest {

  /// No format is excluded that fits, or may fit when more bytes come.
  @Property(tries = 200)
  void the_first_byte_excludes_only_formats_that_cannot_fit(
      @ForAll @Size(300) byte[] head, @ForAll boolean empty) {
    byte[] input = empty ? new byte[head.length] : head;
    for (int first = 0; first < 256; first++) {
      input[0] = (byte) first;
      for (ForeignFormat format : ForeignFormat.values()) {
        for (int length : new int[] {1, 2, 300}) {
          if (!List.of(ForeignFormat.possible(input, length)).contains(format)) {
            assertThat(format.fit(input, length, 0, 0)).as("%s", format).isEqualTo(Fit.NONE);
          }
        }
      }
    }
  }

  @Test
  void a_first_byte_of_a_label_leaves_one_format() {
    assertThat(ForeignFormat.possible("name,age\n".getBytes(UTF_8), 9))
        .containsExactly(ForeignFormat.TAR);
    assertThat(ForeignFormat.possible(new byte[0], 0)).hasSize(ForeignFormat.values().length);
  }
}
