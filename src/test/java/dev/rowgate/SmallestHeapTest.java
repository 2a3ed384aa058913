package dev.rowgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallestHeapTest {

  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({"transform, 24, 14", "validate, 24, 14", "infer, 40, 32", "serve, 64, 56"})
  void a_command_with_less_is_refused(String command, int heap, int usable) throws Exception {
    List<String> args = List.of(command, "x");

    assertThat(SmallestHeap.complaint(args, usable * MIB)).isNull();
    assertThat(SmallestHeap.complaint(args, usable * MIB - 1))
        .startsWith("the heap is too small")
        .endsWith(command + " needs -Xmx" + heap + "m");
    assertThat(Files.readString(Path.of("src/docs/operations.md")))
        .containsPattern("\\| .*`" + command + "`.* \\| `-Xmx" + heap + "m` \\|");
  }

  @Test
  void what_needs_no_heap_to_speak_of_is_not_refused() {
    for (List<String> args : List.of(List.of("--version"), List.of("health"), List.<String>of())) {
      assertThat(SmallestHeap.complaint(args, MIB)).isNull();
    }
  }
}
