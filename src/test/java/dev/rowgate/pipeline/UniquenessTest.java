package dev.rowgate.pipeline;

import static dev.rowgate.pipeline.OptionsOf.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.keys.TestDisk;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.Dialects;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class UniquenessTest {

  private static final Schema UNIQUE_NUMBER =
      Schemas.fields(
          "exact",
          "{'name':'n','type':'number','constraints':{'unique':true}},"
              + "{'name':'m','type':'integer'}");

  /// A table of 4,096 slots.
  private static final long TABLE = 4_096 * 24;

  private static final int KEYS_OF_TABLE = 2_730;

  @TempDir private Path dir;

  private static Driven drive(Schema schema, String csv, SpillingScratch scratch) {
    try (var keys = RunKeys.of(schema, Options.STANDARD, scratch)) {
      return Driven.drive(
          new Conversion(
              schema,
              Dialect.RFC_4180,
              options(),
              Limits.STANDARD,
              Compression.NONE,
              keys,
              new LineWriter(options())),
          csv.getBytes(UTF_8),
          1_000);
    }
  }

  private static Driven drive(Schema schema, String csv) {
    return Driven.drive(schema, Dialect.RFC_4180, options(), csv.getBytes(UTF_8), 7);
  }

  private static List<String> problems(Driven run) {
    List<String> problems = new ArrayList<>();
    for (JsonNode error : run.errors()) {
      for (JsonNode problem : error.get("problems")) {
        problems.add(error.get("record") + ": " + problem.get("message").stringValue());
      }
    }
    return problems;
  }

  private static String numbered(int rows) {
    return "n,m\n"
        + IntStream.rangeClosed(1, rows).mapToObj(i -> i + ",0\n").collect(Collectors.joining());
  }

  @Property(tries = 200)
  void duplicates_are_those_of_a_map_of_values(@ForAll("cells") List<String> cells) {
    Driven run =
        drive(
            UNIQUE_NUMBER,
            "n,m\n" + cells.stream().map(c -> c + ",0\n").collect(Collectors.joining()));

    Map<BigDecimal, Integer> first = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (cell.equals("x")) {
        expected.add(i + 1 + ": 'x' is not a number");
      } else if (!cell.isEmpty()) {
        BigDecimal value = new BigDecimal(cell).stripTrailingZeros();
        Integer before = first.putIfAbsent(value, i + 1);
        if (before != null) {
          expected.add("%d: '%s' is in record %d already".formatted(i + 1, cell, before));
        }
      }
    }
    assertThat(problems(run)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<String>> cells() {
    return Arbitraries.of("1", "01", "1.0", "2", "20e-1", "-0", "0", "", "x", "3", "4", "5")
        .list()
        .ofMaxSize(40);
  }

  @Test
  void a_key_counts_though_its_record_is_rejected_for_something_else() {
    assertThat(problems(drive(UNIQUE_NUMBER, "n,m\n1,old\n1,2\n")))
        .containsExactly("1: 'old' is not an integer", "2: '1' is in record 1 already");
  }

  @Test
  void a_value_that_breaks_a_constraint_is_no_key() {
    Schema schema =
        Schemas.fields(
            "exact", "{'name':'n','type':'integer','constraints':{'unique':true,'minimum':0}}");

    assertThat(problems(drive(schema, "n\n-1\n-1\n")))
        .allMatch(problem -> problem.endsWith("'-1' breaks the constraint minimum 0"));
  }

  @Test
  void one_field_can_be_unique_for_two_reasons() {
    Schema schema =
        Schemas.schema(
            "{'fields':[{'name':'n','constraints':{'unique':true}}],'primaryKey':['n']}");

    Driven run = drive(schema, "n\na\na\n");

    assertThat(problems(run))
        .containsExactly(
            "2: 'a' is in record 1 already", "2: 'a' is the primary key of record 1 already");
    assertThat(run.summary().get("problems").toString())
        .isEqualTo("{\"unique-error\":{\"n\":1},\"primary-key\":{\"n\":1}}");
  }

  @Test
  void the_table_moves_to_disk_and_the_answer_is_the_same() {
    var disk = new TestDisk(dir, Long.MAX_VALUE);
    String csv = numbered(20_000) + "7,0\n19999,0\n20001,0\n";

    Driven run =
        drive(
            UNIQUE_NUMBER, csv, new SpillingScratch(new ByteLimit(100_000), disk, Long.MAX_VALUE));

    assertThat(disk.files()).isPositive();
    assertThat(disk.used()).isZero();
    assertThat(run.isComplete()).isTrue();
    assertThat(problems(run))
        .containsExactly(
            "20001: '7' is in record 7 already", "20002: '19999' is in record 19999 already");
    assertThat(run.summary().get("rowsWritten").intValue()).isEqualTo(20_001);
  }

  @ParameterizedTest
  @ValueSource(ints = {KEYS_OF_TABLE - 1, KEYS_OF_TABLE})
  void what_fits_the_budget_is_checked_to_the_end(int rows) {
    Driven run = drive(UNIQUE_NUMBER, numbered(rows), withinTable());

    assertThat(run.isComplete()).isTrue();
    assertThat(run.rows()).hasSize(rows);
  }

  @Test
  void what_goes_past_the_budget_ends_with_a_fault_before_the_first_unchecked_record() {
    Driven run = drive(UNIQUE_NUMBER, numbered(KEYS_OF_TABLE + 1), withinTable());

    assertThat(run.fault()).isEqualTo(new InputProblem.UniquenessBudget(KEYS_OF_TABLE));
    assertThat(run.rows()).hasSize(KEYS_OF_TABLE);
    JsonNode summary = run.summary();
    assertThat(summary.get("recordsRead").intValue()).isEqualTo(KEYS_OF_TABLE);
    assertThat(summary.get("problems")).isEmpty();
    int bytes = numbered(KEYS_OF_TABLE).length();
    assertThat(summary.get("bytesRead").intValue()).isEqualTo(bytes);
    assertThat(summary.get("fault").get("byteOffset").intValue()).isEqualTo(bytes);
    assertThat(summary.get("fault").get("code").stringValue()).isEqualTo("uniqueness-budget");
  }

  /// A table of half the size stands beside it while it grows; the next would need more.
  private static SpillingScratch withinTable() {
    return new SpillingScratch(new ByteLimit(2 * TABLE), SpillingScratch.NO_DISK, 0);
  }

  @Test
  void a_schema_without_keys_takes_no_room() {
    Schema schema = Schemas.fields("exact", "{'name':'n'}");
    var keys =
        RunKeys.of(
            schema,
            Options.STANDARD,
            bytes -> {
              throw new AssertionError("asked for " + bytes + " bytes");
            });
    try (keys;
        var conversion =
            new Conversion(
                schema,
                Dialect.RFC_4180,
                options(),
                Limits.STANDARD,
                Compression.NONE,
                keys,
                new LineWriter(options()))) {
      assertThat(Driven.drive(conversion, "n\na\na\n".getBytes(UTF_8), 9).isComplete()).isTrue();
    }
  }

  /// A null sequence makes a cell missing, whatever the field's missing values are.
  @Test
  void cells_that_the_dialect_calls_null_are_not_compared() {
    Schema schema =
        Schemas.fields(
            "exact", "{'name':'n','missingValues':['NA'],'constraints':{'unique':true}}");
    Driven run =
        Driven.drive(
            schema,
            Dialects.dialect("nullSequence=-"),
            options(),
            "n\n-\n-\na\n".getBytes(UTF_8),
            7);

    assertThat(problems(run)).isEmpty();
  }
}
