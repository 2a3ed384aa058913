package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.CsvWriter;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.parallel.Pieces;
import dev.rowgate.parallel.Sizes;
import dev.rowgate.pipeline.FastPathPropertiesTest.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests that several threads give the same bytes and the same end as one, whatever the input,
/// schema, dialect and options. `-Drowgate.parallel.files=10000` for more files.
class ParallelPropertiesTest {

  private static final int FILES = Integer.getInteger("rowgate.parallel.files", 1_500);

  /// A file, read by three threads.
  private record Cut(Run run, byte[] input, Sizes sizes) {

    void check(Random random) {
      int seed = random.nextInt(4);
      Result one = drive(writer(seed), null);
      try (var pieces =
          new Pieces(this::read, input.length, run.dialect().lineTerminator(), sizes)) {
        Result several = drive(writer(seed), pieces);
        assertThat(several).as("%s", this).isEqualTo(one);
      }
    }

    private ResultWriter writer(int seed) {
      return switch (seed) {
        case 0 -> new ReportWriter(run.options());
        case 1 -> new CsvWriter(run.options());
        default -> new LineWriter(run.options());
      };
    }

    private int read(byte[] into, int length, long at) {
      if (at >= input.length) {
        return -1;
      }
      int read = (int) Math.min(length, input.length - at);
      System.arraycopy(input, (int) at, into, 0, read);
      return read;
    }

    private Result drive(ResultWriter writer, @Nullable Pieces pieces) {
      var conversion =
          new Conversion(
              run.schema(),
              run.dialect(),
              run.options(),
              run.limits(),
              Compression.DETECT,
              _ -> null,
              writer);
      if (pieces != null) {
        conversion.takeBlocks(pieces);
      }
      var out = new ByteArrayOutputStream();
      while (true) {
        switch (conversion.step()) {
          case Step.NeedsInput _ -> {
            int at = (int) conversion.next();
            int length = Math.min(run.piece(), input.length - at);
            if (length == 0) {
              conversion.end();
            } else {
              conversion.feed(input, at, length);
            }
          }
          case Step.Ready _ -> {}
          case Step.NeedsRoom room -> conversion.grant(room.bytes());
          case Step.HasOutput _ -> drain(conversion, out);
          case Step.Ending ending -> {
            return new Result(out.toString(UTF_8), ending);
          }
        }
      }
    }

    private static void drain(Conversion conversion, ByteArrayOutputStream out) {
      try {
        conversion.drain(out);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return run + sizes.toString() + "\n" + new String(input, UTF_8);
    }
  }

  private record Result(String output, Step.Ending ending) {}

  /// A file with the records of `run` many times.
  private static Cut large(Run run, Random random) {
    byte[] input = new byte[run.input().length * (1 + random.nextInt(100))];
    for (int i = 0; i < input.length; i++) {
      input[i] = run.input()[i % run.input().length];
    }
    int piece = 1024 * (1 + random.nextInt(4));
    return new Cut(run, input, new Sizes(3, 0, piece, 16, 256, 4096));
  }

  private static Cut small(Run run, Random random) {
    int feed = 1 + random.nextInt(20);
    int piece = 1 + random.nextInt(1 + run.input().length);
    return new Cut(run, run.input(), new Sizes(3, 0, piece, 1, feed, 256));
  }

  @Test
  void several_threads_give_the_same_bytes_as_one() {
    long seed = Long.getLong("rowgate.parallel.seed", new Random().nextLong());
    JqwikSession.run(() -> check(seed));
  }

  private static void check(long seed) {
    var random = new Random(seed);
    List<RandomGenerator<Run>> generators =
        List.<Arbitrary<Run>>of(
                FastPathPropertiesTest.hostileInputs(),
                FastPathPropertiesTest.recordsThatFitMoreOrLess(),
                FastPathPropertiesTest.recordsThatFitForTheMostPart())
            .stream()
            .map(arbitrary -> arbitrary.generator(1_000))
            .toList();
    for (int i = 0; i < FILES; i++) {
      Run run = generators.get(i % generators.size()).next(random).value();
      try {
        (random.nextBoolean() ? small(run, random) : large(run, random)).check(random);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", file " + i, e);
      }
    }
  }

  @Test
  void blocks_are_taken() {
    byte[] input = ("a,b\n" + "1,x\n".repeat(10_000)).getBytes(UTF_8);
    int[] fed = new int[1];
    assertThat(Arrays.asList(input)).isNotEmpty();
    assertThat(fed).isNotNull();
  }
}
