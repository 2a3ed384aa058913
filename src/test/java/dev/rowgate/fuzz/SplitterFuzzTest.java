package dev.rowgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.records.Inputs;
import dev.rowgate.records.ReadInput;
import java.util.Arrays;
import java.util.Random;

/// Fuzz target: arbitrary bytes as CSV, in any dialect, with any limits.
class SplitterFuzzTest {

  /// @param data one byte that selects dialect and limits, then the file
  @FuzzTest
  void reads_any_file(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Random choice = new Random(data[0]);
    Dialect dialect = Inputs.dialect(choice);
    Limits limits = Inputs.limits(choice);
    byte[] file = Arrays.copyOfRange(data, 1, data.length);

    ReadInput read = ReadInput.read(dialect, limits, file, Integer.MAX_VALUE);

    assertThat(ReadInput.lookedAtAgain(dialect, limits, file)).isLessThanOrEqualTo(file.length);
    assertThat(read.byteOffset()).isEqualTo(file.length);
    assertThat(ReadInput.read(dialect, limits, file, 1, 2, 3)).isEqualTo(read);
    long end = 0;
    for (ReadInput.Read record : read.records()) {
      assertThat(record.byteOffset()).isGreaterThanOrEqualTo(end);
      end = record.byteOffset() + record.byteLength();
    }
    assertThat(end).isLessThanOrEqualTo(file.length);
  }
}
