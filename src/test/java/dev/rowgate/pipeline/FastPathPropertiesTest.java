package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.records.Dialects;
import dev.rowgate.records.Inputs;
import dev.rowgate.rows.CrossRecordCheck;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/// Records that are taken many at once come out as they do one by one, whatever the input, schema,
/// dialect and options.
class FastPathPropertiesTest {

  private static final int[] PIECES = {1, 5, 64, 1_000, Integer.MAX_VALUE};

  private record Run(
      @Nullable Schema schema, Dialect dialect, Options options, Limits limits, byte[] input) {

    void check(int piece) {
      Driven many = drive(null, piece);
      Driven oneByOne = drive(new SlowPath.Onlooker(), piece);
      assertThat(many.text()).as("%s", this).isEqualTo(oneByOne.text());
      assertThat(many.ending()).as("%s", this).isEqualTo(oneByOne.ending());
    }

    private Driven drive(@Nullable CrossRecordCheck watch, int piece) {
      var conversion =
          new Conversion(
              schema,
              dialect,
              options,
              limits,
              Compression.NONE,
              columns -> watch,
              new LineWriter(options));
      return Driven.drive(conversion, input, piece);
    }

    @Override
    public String toString() {
      return "%s %s %s %s %s".formatted(schema, dialect, options, limits, new String(input, UTF_8));
    }
  }

  private static Options options(Random random) {
    return new Options(
        Options.Errors.values()[random.nextInt(4)],
        true,
        random.nextInt(4) > 0 ? null : Long.valueOf(random.nextInt(3)),
        random.nextInt(4) > 0 ? null : new BigDecimal("0.5"),
        random.nextBoolean() ? Options.Nulls.KEEP : Options.Nulls.OMIT);
  }

  private static Limits limits(Random random) {
    return random.nextInt(3) > 0 ? Limits.STANDARD : Inputs.limits(random);
  }

  /// Without jqwik, for very many. Arguments: how many of each of three properties (6,000), and a
  /// seed (another one each time).
  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt();
    var properties = new FastPathPropertiesTest();
    for (int i = 0; i < count; i++) {
      try {
        properties.hostile_inputs(seed + i);
        properties.records_that_fit_their_schema_more_or_less(seed + i);
        properties.records_that_fit_their_schema_for_the_most_part(seed + i);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + (seed + i), e);
      }
    }
    System.out.printf("FAST, seed %d: %d inputs, 0 differences%n", seed, 3 * count);
  }

  @Property(tries = 6_000)
  void hostile_inputs(@ForAll long seed) {
    var random = new Random(seed);
    byte[] input = Inputs.hostile(random, 60);
    check(random, null, Inputs.dialect(random), input);
  }

  @Property(tries = 6_000)
  void records_that_fit_their_schema_more_or_less(@ForAll long seed) {
    var random = new Random(seed);
    Dialect dialect = Inputs.dialect(random);
    String csv = RandomSchemas.csv(random, dialect.delimiter());
    check(random, RandomSchemas.schema(random), dialect, csv.getBytes(UTF_8));
  }

  @Property(tries = 6_000)
  void records_that_fit_their_schema_for_the_most_part(@ForAll long seed) {
    var random = new Random(seed);
    boolean typed = random.nextInt(4) > 0;
    String[] dialects = {"quote=\"", "delimiter=;", "delimiter=tab", "quote=", "comment=#"};
    Dialect dialect =
        random.nextInt(4) > 0
            ? Dialects.dialect(dialects[random.nextInt(dialects.length)])
            : Inputs.dialect(random);
    var csv = new GoodCsv(random, dialect);
    check(random, typed ? csv.schema() : null, dialect, csv.text().getBytes(UTF_8));
  }

  @Property(tries = 300)
  void rows_that_grow_when_they_are_written(@ForAll long seed) {
    var random = new Random(seed);
    var csv = new StringBuilder("a,b,c\n");
    for (int r = random.nextInt(20); r >= 0; r--) {
      int length = random.nextInt(5_000);
      String text = (random.nextBoolean() ? "\u0001" : "\\x").repeat(random.nextInt(1 + length));
      csv.append(random.nextBoolean() ? '"' + text + '"' : text);
      csv.append(',').append(";".repeat(random.nextInt(1 + length)));
      csv.append(',').append("y".repeat(length)).append('\n');
    }
    byte[] input = csv.toString().getBytes(UTF_8);
    Schema schema =
        Schemas.fields(
            "exact",
            "{'name':'a','type':'string'},{'name':'b','type':'list','delimiter':';'},"
                + "{'name':'c','type':'string'}");
    new Run(schema, Dialect.RFC_4180, Options.STANDARD, Limits.STANDARD, input)
        .check(PIECES[2 + random.nextInt(3)]);
  }

  private static void check(Random random, @Nullable Schema schema, Dialect dialect, byte[] input) {
    var run = new Run(schema, dialect, options(random), limits(random), input);
    run.check(PIECES[random.nextInt(PIECES.length)]);
  }
}
