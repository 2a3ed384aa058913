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
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/// Records that are taken many at once come out as they do one by one, whatever the input, schema,
/// dialect and options.
class FastPathPropertiesTest {

  private static final Integer[] PIECES = {1, 5, 64, 1_000, Integer.MAX_VALUE};

  /// @param piece how many bytes are fed at a time
  record Run(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      byte[] input,
      int piece) {

    /// Returns the input several times, one after another.
    byte[] repeated(int times) {
      byte[] all = new byte[input.length * times];
      for (int i = 0; i < all.length; i++) {
        all[i] = input[i % input.length];
      }
      return all;
    }

    void check() {
      Driven many = drive(null);
      Driven oneByOne = drive(new SlowPath.Onlooker());
      assertThat(many.text()).as("%s", this).isEqualTo(oneByOne.text());
      assertThat(many.ending()).as("%s", this).isEqualTo(oneByOne.ending());
    }

    private Driven drive(@Nullable CrossRecordCheck watch) {
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
      return "%s %s %s %s in pieces of %d:%n%s"
          .formatted(schema, dialect, options, limits, piece, new String(input, UTF_8));
    }
  }

  /// One repeated piece of text and how it is written.
  private record Cell(String piece, int times, boolean quoted) {

    private String write() {
      String text = piece.repeat(times);
      return quoted ? '"' + text + '"' : text;
    }
  }

  private static Arbitrary<Options> options() {
    return Combinators.combine(
            Arbitraries.of(Options.Errors.values()),
            Arbitraries.longs().between(0, 2).injectNull(0.75),
            Arbitraries.just(new BigDecimal("0.5")).injectNull(0.75),
            Arbitraries.of(Options.Nulls.values()),
            Arbitraries.of(false, false, true),
            Arbitraries.of(Options.MissingCells.values()))
        .as((errors, most, ratio, nulls, positions, cells) ->
            new Options(errors, true, most, ratio, nulls, Options.Format.NDJSON, positions, cells));
  }

  private static Arbitrary<Limits> limits() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(Limits.STANDARD)), Tuple.of(1, Inputs.limits()));
  }

  private static Arbitrary<Integer> pieces() {
    return Arbitraries.of(PIECES);
  }

  /// Generators of each kind of run, for tests of many files in one try.
  static List<RandomGenerator<Run>> generators() {
    return Stream.of(hostileInputs(), recordsThatFitMoreOrLess(), recordsThatFitForTheMostPart())
        .map(arbitrary -> arbitrary.generator(1_000))
        .toList();
  }

  @Provide
  static Arbitrary<Run> hostileInputs() {
    return Combinators.combine(Inputs.dialects(), options(), limits(), Inputs.hostile(60), pieces())
        .as((dialect, options, limits, input, piece) ->
            new Run(null, dialect, options, limits, input, piece));
  }

  @Provide
  static Arbitrary<Run> recordsThatFitMoreOrLess() {
    return Combinators.combine(
            RandomSchemas.schemas(),
            Inputs.dialects(),
            options(),
            limits(),
            RandomSchemas.csv(),
            pieces())
        .as((schema, dialect, options, limits, csv, piece) ->
            new Run(
                schema,
                dialect,
                options,
                limits,
                csv.text(dialect.delimiter()).getBytes(UTF_8),
                piece));
  }

  @Provide
  static Arbitrary<Run> recordsThatFitForTheMostPart() {
    Arbitrary<Dialect> plain =
        Arbitraries.of("quote=\"", "delimiter=;", "delimiter=tab", "quote=", "comment=#")
            .map(Dialects::dialect);
    return Combinators.combine(
            GoodCsv.arbitrary(),
            Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
            Arbitraries.frequencyOf(Tuple.of(3, plain), Tuple.of(1, Inputs.dialects())),
            options(),
            limits(),
            pieces())
        .as((csv, typed, dialect, options, limits, piece) ->
            new Run(
                typed ? csv.schema() : null,
                dialect,
                options,
                limits,
                csv.text(dialect).getBytes(UTF_8),
                piece));
  }

  @Provide
  static Arbitrary<Run> rowsThatGrow() {
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 5_000);
    Arbitrary<Cell> texts =
        Combinators.combine(Arbitraries.of("\u0001", "\\x"), lengths, Arbitraries.of(false, true))
            .as(Cell::new);
    Arbitrary<String> rows =
        Combinators.combine(texts, lengths, lengths)
            .as((text, items, length) ->
                text.write() + "," + ";".repeat(items) + "," + "y".repeat(length) + "\n");
    Schema schema =
        Schemas.fields(
            "exact",
            "{'name':'a','type':'string'},{'name':'b','type':'list','delimiter':';'},"
                + "{'name':'c','type':'string'}");
    return Combinators.combine(
            rows.list().ofMinSize(1).ofMaxSize(20), Arbitraries.of(64, 1_000, Integer.MAX_VALUE))
        .as((some, piece) ->
            new Run(
                schema,
                Dialect.RFC_4180,
                Options.STANDARD,
                Limits.STANDARD,
                ("a,b,c\n" + String.join("", some)).getBytes(UTF_8),
                piece));
  }

  /// Without jqwik's runner, for very many. Arguments: how many of each of three properties
  /// (6,000), and a seed (another one each time).
  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt();
    JqwikSession.run(() -> check(count, seed));
    System.out.printf("FAST, seed %d: %d inputs, 0 differences%n", seed, 3 * count);
  }

  private static void check(int count, long seed) {
    var random = new Random(seed);
    for (Arbitrary<Run> runs :
        List.of(hostileInputs(), recordsThatFitMoreOrLess(), recordsThatFitForTheMostPart())) {
      RandomGenerator<Run> generator = runs.generator(1_000);
      for (int i = 0; i < count; i++) {
        try {
          generator.next(random).value().check();
        } catch (AssertionError e) {
          throw new AssertionError("seed " + seed, e);
        }
      }
    }
  }

  @Property(tries = 6_000, edgeCases = EdgeCasesMode.NONE)
  void hostile_inputs(@ForAll("hostileInputs") Run run) {
    run.check();
  }

  @Property(tries = 6_000, edgeCases = EdgeCasesMode.NONE)
  void records_that_fit_their_schema_more_or_less(@ForAll("recordsThatFitMoreOrLess") Run run) {
    run.check();
  }

  @Property(tries = 6_000, edgeCases = EdgeCasesMode.NONE)
  void records_that_fit_their_schema_for_the_most_part(
      @ForAll("recordsThatFitForTheMostPart") Run run) {
    run.check();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void rows_that_grow_when_they_are_written(@ForAll("rowsThatGrow") Run run) {
    run.check();
  }
}
