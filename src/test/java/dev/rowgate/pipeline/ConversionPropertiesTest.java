package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.Options.Errors;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.Inputs;
import dev.rowgate.schema.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What holds for every input, schema and option: no exception, strict lines, and the promise that
/// every record is accounted for.
class ConversionPropertiesTest {

  private static final String[] ENCODINGS = {
    "encoding=utf-8",
    "encoding=utf-8",
    "encoding=utf-16",
    "encoding=utf-16le",
    "encoding=windows-1252",
    "encoding=gb18030",
    "encoding=gbk",
    "encoding=shift_jis",
    "encoding=euc-kr"
  };

  /// One run, all of it out of a seed.
  private record Run(
      @Nullable Schema schema, Dialect dialect, Options options, Limits limits, byte[] input) {

    Driven drive(int... pieces) {
      return Driven.drive(new Conversion(schema, dialect, options, limits), input, pieces);
    }

    Driven drive(InputProblem cut) {
      return Driven.drive(new Conversion(schema, dialect, options, limits), cut, input, 5);
    }

    @Override
    public String toString() {
      return "%s %s %s %s %s %s"
          .formatted(
              schema, dialect, options, limits, Arrays.toString(input), new String(input, UTF_8));
    }
  }

  private static Run hostile(Random random) {
    Dialect dialect = Inputs.dialect(random, ENCODINGS[random.nextInt(ENCODINGS.length)]);
    // Hardly any hostile header fits a schema.
    boolean typed = !dialect.header() && random.nextBoolean();
    return new Run(
        typed ? RandomSchemas.schema(random) : null,
        dialect,
        options(random),
        limits(random),
        Inputs.hostile(random, 60));
  }

  private static Run random(Random random) {
    byte[] input = new byte[random.nextInt(200)];
    random.nextBytes(input);
    return new Run(
        null,
        Inputs.dialect(random, ENCODINGS[random.nextInt(ENCODINGS.length)]),
        options(random),
        limits(random),
        input);
  }

  private static Run fitting(Random random) {
    Dialect dialect = Inputs.dialect(random);
    String csv = RandomSchemas.csv(random, dialect.delimiter());
    Schema schema = RandomSchemas.schema(random);
    return new Run(schema, dialect, options(random), limits(random), csv.getBytes(UTF_8));
  }

  private static Options options(Random random) {
    boolean inline = random.nextBoolean();
    return new Options(
        inline ? Errors.INLINE : Errors.values()[random.nextInt(4)],
        random.nextInt(4) > 0,
        random.nextInt(4) > 0 ? null : Long.valueOf(random.nextInt(3)),
        random.nextInt(4) > 0 ? null : new BigDecimal("0.5"),
        random.nextBoolean() ? Options.Nulls.KEEP : Options.Nulls.OMIT);
  }

  private static Limits limits(Random random) {
    Limits l = Inputs.limits(random);
    return l.with(
            Limit.MAX_UPLOAD_BYTES, random.nextInt(10) == 0 ? random.nextInt(100) : l.uploadBytes())
        .with(Limit.MAX_LISTED_PROBLEMS, 1 + random.nextInt(3))
        .with(Limit.MAX_RAW_BYTES, 4 + random.nextInt(20));
  }

  @Property(tries = 6_000)
  void random_bytes_are_accounted_for(@ForAll long seed) {
    Run run = random(new Random(seed));
    check(run, run.drive(9));
  }

  @Property(tries = 12_000)
  void hostile_inputs_are_accounted_for(@ForAll long seed) {
    Run run = hostile(new Random(seed));
    check(run, run.drive(9));
  }

  @Property(tries = 6_000)
  void records_that_fit_their_schema_more_or_less_are_accounted_for(@ForAll long seed) {
    Run run = fitting(new Random(seed));
    check(run, run.drive(9));
  }

  @Property(tries = 2_000)
  void an_input_that_breaks_off_is_accounted_for(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = random.nextBoolean() ? hostile(random) : fitting(random);
    Driven driven = run.drive(new InputProblem.ReadFailed("reset"));
    assertThat(driven.isComplete()).as("%s", run).isFalse();
    check(run, driven);
  }

  @Property(tries = 1_500)
  void the_pieces_in_which_an_input_is_fed_make_no_difference(@ForAll long seed) {
    Random random = new Random(seed);
    checkPieces(random.nextBoolean() ? hostile(random) : fitting(random));
  }

  @Property(tries = 2_000)
  void the_pieces_of_an_input_that_is_no_utf_16_make_no_difference(@ForAll long seed) {
    Random random = new Random(seed);
    Dialect dialect =
        Inputs.dialect(random, random.nextBoolean() ? "encoding=utf-16" : "encoding=utf-16le");
    byte[] input = Inputs.hostile(random, 60);
    checkPieces(new Run(null, dialect, options(random), limits(random), input));
  }

  private static void checkPieces(Run run) {
    Driven whole = run.drive(Integer.MAX_VALUE);
    for (int piece : new int[] {1, 2, 3, 7}) {
      Driven pieces = run.drive(piece);
      assertThat(pieces.text()).as("%s", run).isEqualTo(whole.text());
      assertThat(pieces.ending()).as("%s", run).isEqualTo(whole.ending());
    }
  }

  private static void check(Run run, Driven driven) {
    if (driven.ending() instanceof Step.Refused) {
      assertThat(driven.output()).as("%s", run).isEmpty();
      assertThat(driven.steps()).as("%s", run).hasSize(1);
      return;
    }
    assertThat(driven.steps().getFirst()).as("%s", run).isInstanceOf(Step.Ready.class);
    List<JsonNode> lines = driven.lines();
    boolean silent = driven.isComplete() && !run.options.summary();
    assertThat(lines.stream().filter(line -> line.has("_summary")).count())
        .as("%s", run)
        .isEqualTo(silent ? 0 : 1);
    checkErrors(run, driven);
    if (!silent) {
      checkSummary(run, driven);
    }
  }

  private static void checkSummary(Run run, Driven driven) {
    JsonNode summary = driven.summary();
    Errors errors = run.options.errors();
    long read = summary.get("recordsRead").asLong();
    long rejected = summary.get("rowsRejected").asLong();
    long written = summary.get("rowsWritten").asLong();
    long valid = errors == Errors.ONLY ? summary.get("rowsValid").asLong() : written;
    assertThat(read).as("%s", run).isEqualTo(valid + rejected);
    assertThat(driven.rows()).as("%s", run).hasSize((int) written);
    assertThat(driven.errors()).as("%s", run).hasSize(errors == Errors.SKIP ? 0 : (int) rejected);
    assertThat(summary.get("complete").asBoolean()).as("%s", run).isEqualTo(driven.isComplete());
    assertThat(summary.has("fault")).as("%s", run).isEqualTo(!driven.isComplete());
    assertThat(summary.get("bytesRead").asLong())
        .as("%s", run)
        .isLessThanOrEqualTo(run.input.length);
    if (driven.isComplete()) {
      assertThat(summary.get("bytesRead").asLong()).as("%s", run).isEqualTo(run.input.length);
    }
    if (errors != Errors.SKIP) {
      assertThat(counted(summary.get("problems"))).as("%s", run).isEqualTo(total(driven.errors()));
    }
  }

  private static long counted(JsonNode problems) {
    long counted = 0;
    for (Map.Entry<String, JsonNode> code : problems.properties()) {
      for (Map.Entry<String, JsonNode> column : code.getValue().properties()) {
        assertThat(column.getValue().asLong()).isPositive();
        counted += column.getValue().asLong();
      }
    }
    return counted;
  }

  private static long total(List<JsonNode> errors) {
    long total = 0;
    for (JsonNode error : errors) {
      total += error.get("problems").size() + error.path("more").asLong(0);
    }
    return total;
  }

  /// Each error is at its place in the input and in the order of the records.
  private static void checkErrors(Run run, Driven driven) {
    long last = 0;
    Map<Long, Long> ends = new TreeMap<>();
    for (JsonNode error : driven.errors()) {
      long record = error.get("record").asLong();
      assertThat(record).as("%s", run).isGreaterThan(last);
      last = record;
      long from = error.get("byteOffset").asLong();
      long to = from + error.get("byteLength").asLong();
      ends.put(from, to);
      assertThat(error.get("problems").size())
          .as("%s", run)
          .isBetween(1, run.limits.count(Limit.MAX_LISTED_PROBLEMS));
      assertThat(to).as("%s", run).isBetween(from + 1, (long) run.input.length);
      byte[] span = Arrays.copyOfRange(run.input, (int) from, (int) to);
      byte[] raw = raw(run, error);
      assertThat(raw).as("%s", run).hasSizeLessThanOrEqualTo(span.length);
      assertThat(Arrays.copyOf(span, raw.length)).as("%s", run).isEqualTo(raw);
      assertThat(error.path("rawCut").asBoolean(false))
          .as("%s", run)
          .isEqualTo(raw.length < span.length);
    }
    long end = 0;
    for (Map.Entry<Long, Long> span : ends.entrySet()) {
      assertThat(span.getKey()).as("%s", run).isGreaterThanOrEqualTo(end);
      end = span.getValue();
    }
  }

  private static byte[] raw(Run run, JsonNode error) {
    if (error.has("rawBase64")) {
      return Base64.getDecoder().decode(error.get("rawBase64").asString());
    }
    String charset = run.dialect.encoding().name();
    boolean little =
        charset.equals("UTF-16")
            && run.input.length > 1
            && run.input[0] == (byte) 0xFF
            && run.input[1] == (byte) 0xFE;
    String name = little ? "UTF-16LE" : charset.equals("UTF-16") ? "UTF-16BE" : charset;
    return error.get("raw").asString().getBytes(java.nio.charset.Charset.forName(name));
  }
}
