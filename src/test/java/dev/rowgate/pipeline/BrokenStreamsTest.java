package dev.rowgate.pipeline;

import static dev.rowgate.pipeline.OptionsOf.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/// Streams that fail at their n-th call, for every n: what came out never looks whole.
class BrokenStreamsTest {

  private static final byte[] INPUT =
      ("a,b\n" + "1,2\nx\n".repeat(3_000) + "\"y\n").getBytes(UTF_8);

  /// Takes half of the n-th piece and then fails; takes what comes after that again.
  private static final class FailingOutput extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int untilFailure;

    FailingOutput(int n) {
      untilFailure = n;
    }

    @Override
    public void write(int b) {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (--untilFailure == 0) {
        taken.write(bytes, offset, length / 2);
        throw new IOException("disk full");
      }
      taken.write(bytes, offset, length);
    }
  }

  private static Conversion conversion() {
    return new Conversion(null, Dialect.RFC_4180, options(), Limits.STANDARD);
  }

  /// Runs to the end or to the first failure.
  private static boolean runs(Conversion conversion, OutputStream out) {
    try {
      Driven.run(conversion, INPUT, 1_000, out);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void output_that_fails_at_any_write_never_ends_in_a_summary() {
    int n = 1;
    while (true) {
      FailingOutput out = new FailingOutput(n);
      if (runs(conversion(), out)) {
        break;
      }
      assertThat(out.taken.toString(UTF_8)).doesNotContain("\"complete\":true}");
      assertThat(out.taken.toString(UTF_8)).doesNotEndWith("}}}\n");
      n++;
    }
    assertThat(n).isGreaterThan(10);
  }

  @Test
  void after_lost_lines_a_run_can_not_be_driven_to_a_summary() {
    int failures = 0;
    for (int n = 1; n < 1_000; n++) {
      FailingOutput out = new FailingOutput(n);
      Conversion conversion = conversion();
      if (runs(conversion, out)) {
        break;
      }
      failures++;
      assertThatThrownBy(() -> runs(conversion, out)).isInstanceOf(IllegalStateException.class);
      assertThat(out.taken.toString(UTF_8))
          .doesNotContain(
              "_summary\":{\"complete\":true,\"recordsRead\":6001,\"rowsWritten\":3000,\"rowsRejected\":3001,\"resyncs\"");
    }
    assertThat(failures).isPositive();
  }

  @Test
  void input_that_fails_at_any_read_ends_in_a_summary_that_is_not_complete() {
    int step = 137;
    for (int most = 4; most < 4 + 40 * step; most += step) {
      byte[] part = java.util.Arrays.copyOf(INPUT, most);
      Driven driven = Driven.drive(conversion(), new InputProblem.ReadFailed("reset"), part, 1_000);
      assertThat(driven.isComplete()).isFalse();
      assertThat(driven.summary().get("complete").asBoolean()).isFalse();
      int lastLineEnd = new String(part, UTF_8).lastIndexOf('\n') + 1;
      assertThat(driven.summary().get("bytesRead").asInt()).isEqualTo(lastLineEnd);
    }
  }
}
