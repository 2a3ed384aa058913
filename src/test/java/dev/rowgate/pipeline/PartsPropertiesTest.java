package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.Part;
import dev.rowgate.parallel.Cuts;
import dev.rowgate.pipeline.FastPathPropertiesTest.Run;
import dev.rowgate.records.Dialects;
import dev.rowgate.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests that the parts of a file, each converted by itself, give together the bytes and the counts
/// of the whole, whatever the input, schema, dialect and options. `-Drowgate.parallel.files=10000`
/// for more files.
class PartsPropertiesTest {

  private static final int FILES = Integer.getInteger("rowgate.parallel.files", 1_500);

  /// @param ending the last step
  private record Result(String output, Step.Ending ending, Summary summary) {}

  /// The options of a run that can be split, without the summary.
  private static Options options(Options its) {
    Options.Errors errors =
        its.errors() == Options.Errors.FAIL ? Options.Errors.INLINE : its.errors();
    return new Options(
        errors, false, null, null, its.nulls(), its.format(), its.positions(), its.missingCells());
  }

  private static Conversion conversion(
      Run run, @Nullable Schema schema, Options options, ResultWriter writer) {
    return new Conversion(
        schema, run.dialect(), options, run.limits(), Compression.DETECT, _ -> null, writer);
  }

  private static Result drive(Conversion conversion, byte[] input, int piece) throws IOException {
    var out = new ByteArrayOutputStream();
    Step.Ending ending = Driven.run(conversion, input, piece, out);
    return new Result(out.toString(UTF_8), ending, conversion.summary());
  }

  /// @return the number of parts
  private static int check(Run run, byte[] input, int size, Random random) throws IOException {
    Options options = options(run.options());
    Result whole =
        drive(conversion(run, run.schema(), options, new LineWriter(options)), input, run.piece());
    var splitting = conversion(run, null, Options.STANDARD, new ReportWriter(Options.STANDARD));
    var cuts = new Cuts(splitting, size);
    Result split = drive(splitting, input, run.piece());
    if (!(whole.ending instanceof Step.Completed)) {
      return 0;
    }
    assertThat(split.ending).isInstanceOf(Step.Completed.class);
    List<Part> parts = cuts.parts(input.length, 0, run.limits());
    if (cuts.unfit() != null) {
      assertThat(parts).hasSize(1);
    }
    var output = new StringBuilder();
    Summary sums = Summary.NOTHING;
    for (Part part : parts) {
      var conversion = conversion(run, run.schema(), options, new LineWriter(options));
      conversion.convertPart(Part.read(part.toString()).orElseThrow(), () -> null);
      Result one = drive(conversion, input, 1 + random.nextInt(100));
      assertThat(one.ending).as("%s", part).isInstanceOf(Step.Completed.class);
      assertThat(one.summary.bytesRead()).isEqualTo(part.to() - part.from());
      assertThat(part.from() < part.to() || parts.size() == 1).isTrue();
      output.append(one.output);
      sums = sums.plus(one.summary);
    }
    assertThat(output.toString()).isEqualTo(whole.output);
    assertThat(sums).isEqualTo(whole.summary);
    return parts.size();
  }

  @Test
  void the_parts_of_a_file_give_what_the_whole_gives() {
    long seed = Long.getLong("rowgate.parallel.seed", new Random().nextLong());
    JqwikSession.run(() -> check(seed));
  }

  private static void check(long seed) {
    var random = new Random(seed);
    List<RandomGenerator<Run>> generators = FastPathPropertiesTest.generators();
    int parts = 0;
    for (int i = 0; i < FILES; i++) {
      Run run = generators.get(i % generators.size()).next(random).value();
      byte[] input = run.repeated(random.nextBoolean() ? 1 : 1 + random.nextInt(20));
      int size = 1 + random.nextInt(random.nextBoolean() ? 20 : 2_000);
      try {
        parts += check(run, input, size, random);
      } catch (AssertionError | RuntimeException | IOException e) {
        throw new AssertionError(
            "seed %s, file %s, parts of %s, %s times %s%n%s"
                .formatted(
                    seed,
                    i,
                    size,
                    input.length / run.input().length,
                    Arrays.toString(run.input()),
                    run),
            e);
      }
    }
    assertThat(parts).isGreaterThan(FILES);
  }

  @Test
  void a_part_is_refused_with_other_options() throws IOException {
    byte[] input = "a;b\n1,5;x\n2;y\n".getBytes(UTF_8);
    Limits limits = Limits.STANDARD;
    var semicolons = Dialects.dialect("delimiter=;");
    var commas = Dialect.RFC_4180;
    Part part = Part.of(4, input.length, 1, 2, input.length, 0, semicolons, limits);
    var run = new Run(null, commas, Options.STANDARD, limits, input, 64);
    var conversion = conversion(run, null, Options.STANDARD, new LineWriter(Options.STANDARD));
    conversion.convertPart(part, () -> null);
    assertThat(drive(conversion, input, 64).ending).isInstanceOf(Step.Refused.class);
  }
}
