package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Packed;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/// Tests which problems of a first pass are those of the file.
class LookupTest {

  private static final Schema SCHEMA =
      Schemas.schema(
          """
          {"fields": [{"name": "a"}], "foreignKeys": [
           {"fields": "a", "reference": {"resource": "r", "fields": "k"}}]}
          """);

  private static final ByteLimit NONE = new ByteLimit(0);

  @Test
  void a_lack_of_memory_isnt_one() throws IOException {
    byte[] large = Packed.zstdStream(("k\n" + "x\n".repeat(200_000)).getBytes(UTF_8), 20);
    try (var keys = RunKeys.inMemory(SCHEMA, Limits.STANDARD);
        Lookup lookup = keys.lookup("r", Dialect.RFC_4180, Limits.STANDARD)) {
      Conversion conversion = lookup.conversion();
      conversion.countWindows(NONE);
      assertThat(end(conversion, large)).isInstanceOf(Step.Stopped.class);
      assertThat(lookup.problems()).containsExactly(new InputProblem.TooBusy());
    }
  }

  private static Step end(Conversion conversion, byte[] input) throws IOException {
    while (true) {
      Step step = conversion.step();
      switch (step) {
        case Step.NeedsInput _ -> conversion.feed(input, 0, input.length);
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> conversion.drain(OutputStream.nullOutputStream());
        case Step.Ready _ -> {}
        case Step.Completed _, Step.Refused _, Step.Stopped _ -> {
          return step;
        }
      }
    }
  }
}
