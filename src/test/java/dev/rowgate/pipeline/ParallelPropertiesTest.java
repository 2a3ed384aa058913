package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.CsvWriter;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.options.Options;
import dev.rowgate.parallel.Pieces;
import dev.rowgate.parallel.PositionedSource;
import dev.rowgate.parallel.Sizes;
import dev.rowgate.pipeline.FastPathPropertiesTest.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
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

    /// @return how many bytes other threads have converted
    long check(Random random) throws IOException {
      int seed = random.nextInt(4);
      Result one = drive(writer(seed), null);
      try (var pieces =
          new Pieces(this::read, input.length, run.dialect().lineTerminator(), sizes)) {
        Result several = drive(writer(seed), pieces);
        assertThat(several.output).as("%s", this).isEqualTo(one.output);
        assertThat(several.ending).as("%s", this).isEqualTo(one.ending);
        return several.ahead;
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

    private Result drive(ResultWriter writer, @Nullable Pieces pieces) throws IOException {
      Counted counted = pieces == null ? null : new Counted(pieces);
      var conversion =
          new Conversion(
              run.schema(),
              run.dialect(),
              run.options(),
              run.limits(),
              Compression.DETECT,
              _ -> null,
              writer);
      if (counted != null) {
        conversion.takeBlocks(counted);
      }
      var out = new ByteArrayOutputStream();
      Step.Ending ending = Driven.run(conversion, input, run.piece(), out);
      return new Result(out.toString(UTF_8), ending, counted == null ? 0 : counted.bytes);
    }

    @Override
    public String toString() {
      return run + sizes.toString() + "\n" + new String(input, UTF_8);
    }
  }

  /// Counts the bytes of the blocks that are taken.
  private static final class Counted implements RowBlocks {

    private final RowBlocks blocks;
    private long last;
    private long bytes;

    Counted(RowBlocks blocks) {
      this.blocks = blocks;
    }

    @Override
    public void begin(LongFunction<BlockConversion> conversions, long from) {
      blocks.begin(conversions, from);
    }

    @Override
    public void decline(Unfit why) {
      blocks.decline(why);
    }

    @Override
    public @Nullable RowBlock at(long at) {
      RowBlock block = blocks.at(at);
      last = block == null ? 0 : block.to() - block.from();
      return block;
    }

    @Override
    public long next() {
      return blocks.next();
    }

    @Override
    public void taken() {
      bytes += last;
      blocks.taken();
    }
  }

  /// @param ahead how many bytes other threads have converted
  private record Result(String output, Step.Ending ending, long ahead) {}

  /// A file with the records of `run` many times.
  private static Cut large(Run run, Random random) {
    byte[] input = run.repeated(1 + random.nextInt(100));
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
    List<RandomGenerator<Run>> generators = FastPathPropertiesTest.generators();
    long bytes = 0;
    long ahead = 0;
    for (int i = 0; i < FILES; i++) {
      Run run = generators.get(i % generators.size()).next(random).value();
      Cut cut = random.nextBoolean() ? small(run, random) : large(run, random);
      try {
        // With a footer to leave out, one thread converts.
        bytes += run.dialect().skipFooter() == 0 ? cut.input.length : 0;
        ahead += cut.check(random);
      } catch (AssertionError | IOException e) {
        throw new AssertionError("seed " + seed + ", file " + i, e);
      }
    }
    assertThat(ahead).as("of %d bytes", bytes).isGreaterThan(bytes / 100);
  }

  @Test
  void a_failure_in_another_thread_ends_the_run() {
    byte[] input = ("a,b\n" + "1,x\n".repeat(10_000)).getBytes(UTF_8);
    var run = new Run(null, Dialect.RFC_4180, Options.STANDARD, Limits.STANDARD, input, 64);
    var cut = new Cut(run, input, new Sizes(2, 0, 1024, 16, 256, 4096));
    PositionedSource broken =
        (_, _, _) -> {
          throw new IllegalStateException("of the test");
        };
    try (var pieces = new Pieces(broken, input.length, LineTerminator.ANY, cut.sizes())) {
      assertThatThrownBy(() -> cut.drive(cut.writer(3), pieces)).hasMessage("of the test");
    }
  }

  @Test
  void what_another_thread_cannot_read_the_run_reads_itself() throws IOException {
    byte[] input = ("a,b\n" + "1,x\n".repeat(10_000)).getBytes(UTF_8);
    var run = new Run(null, Dialect.RFC_4180, Options.STANDARD, Limits.STANDARD, input, 64);
    var cut = new Cut(run, input, new Sizes(2, 0, 1024, 16, 256, 4096));
    PositionedSource broken =
        (into, length, at) -> {
          if (at > 10_000) {
            throw new IOException("of the test");
          }
          return cut.read(into, length, at);
        };
    try (var pieces = new Pieces(broken, input.length, LineTerminator.ANY, cut.sizes())) {
      Result several = cut.drive(cut.writer(3), pieces);
      assertThat(several.output).isEqualTo(cut.drive(cut.writer(3), null).output);
      assertThat(several.ahead).isBetween(5_000L, 15_000L);
    }
  }
}
