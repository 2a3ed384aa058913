package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Packed;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InferenceTest {

  private static Inferred infer(byte[] input, Scope scope, int piece) {
    try (var inference =
        new Inference(PartialDialect.NOTHING, Limits.STANDARD, scope, Compression.DETECT)) {
      for (int at = 0; at < input.length; at += piece) {
        inference.feed(input, at, Math.min(piece, input.length - at));
      }
      return inference.end();
    }
  }

  private static String json(byte[] input) {
    return ((Inferred.Descriptor) infer(input, Scope.WHOLE, 4_096)).json();
  }

  private static JsonNode inferred(byte[] input) {
    return JsonMapper.shared().readTree(json(input));
  }

  private static JsonNode inferred(String input) {
    return inferred(input.getBytes(UTF_8));
  }

  private static String types(JsonNode found) {
    List<String> types = new ArrayList<>();
    found.at("/schema/fields").forEach(field -> types.add(field.get("type").asString()));
    return String.join(" ", types);
  }

  private static String names(JsonNode found) {
    List<String> names = new ArrayList<>();
    found.at("/schema/fields").forEach(field -> names.add(field.get("name").asString()));
    return String.join(" ", names);
  }

  private static String warnings(JsonNode found) {
    return found.at("/rowgate:inferred/warnings").toString();
  }

  /// @return the number of records rejected with the schema inferred from them
  private static long rejected(byte[] input) {
    Schema schema =
        switch (SchemaReader.read(json(input).getBytes(UTF_8), 1 << 20)) {
          case SchemaResult.Parsed parsed -> parsed.schema();
          case SchemaResult.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    var conversion =
        new Conversion(schema, schema.dialect().complete(), Options.STANDARD, Limits.STANDARD);
    boolean fed = false;
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          if (fed) {
            conversion.end();
          } else {
            conversion.feed(input, 0, input.length);
          }
          fed = true;
        }
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.Ready _ -> {}
        case Step.HasOutput _ -> drain(conversion);
        case Step.Completed completed -> {
          return completed.summary().rowsRejected();
        }
        case Step.Refused refused -> throw new AssertionError(refused.problems().toString());
        case Step.Stopped stopped -> throw new AssertionError(stopped.fault().toString());
      }
    }
  }

  private static void drain(Conversion conversion) {
    try {
      conversion.drain(new ByteArrayOutputStream());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "'id,name\n1,Ada\n2,Bob\n' ! , ! id name ! integer string",
        "'id;name\n1;M, X\n2;A, Y\n' ! ; ! id name ! integer string",
        "'id|on\n1|2024-01-31\n2|2024-02-01\n' ! | ! id on ! integer date",
        "'a,b,c\n1.5,true,2024-01-31T10:00:00Z\n2,false,2024-01-31T10:00:00Z\n' ! , ! a b c"
            + " ! number boolean datetime",
        "'1,x\n2,y\n' ! , ! field1 field2 ! integer string",
        "'zip,phone\n01234,+49123\n00001,+44123\n' ! , ! zip phone ! string string",
        "'a,b\n\"x\ny\",1\n\"c, d\",2\n' ! , ! a b ! string integer",
        "'name\nAda\nBob\n' ! , ! name ! string",
        "'# made today\nid,v\n1,2\n3,4\n' ! , ! id v ! integer integer",
        "'Sales 2024,,\n\nid,v,w\n1,2,3\n4,5,6\n' ! , ! id v w ! integer integer integer",
      })
  void realistic_files(String input, String delimiter, String names, String types) {
    JsonNode found = inferred(input);
    assertThat(found.at("/dialect/delimiter").asString()).isEqualTo(delimiter);
    assertThat(names(found)).isEqualTo(names);
    assertThat(types(found)).isEqualTo(types);
    assertThat(rejected(input.getBytes(UTF_8))).isZero();
  }

  /// Such a row might be a title, but no later row has the table's width.
  @ParameterizedTest
  @ValueSource(
      strings = {"x,,\nq\n", ",,\nq\n", "x,,\n,,\nq,r\n", "\"\",,\n\na\n", "sep=,\nx,,\nq\n"})
  @Timeout(120)
  void a_row_of_blanks_without_a_table_is_read(String csv) {
    assertThat(inferred(csv).isObject()).isTrue();
  }

  @Test
  void tabs_part_cells_that_hold_commas() {
    JsonNode found = inferred("who\tn\nDoe, John\t1\nRoe, Jane\t2\n");
    assertThat(found.at("/dialect/delimiter").asString()).isEqualTo("\t");
    assertThat(types(found)).isEqualTo("string integer");
  }

  @Test
  void no_values_are_told_by_the_cells_beside_them_and_stay_text_in_text() {
    JsonNode found = inferred("n,country\n1,DE\nNA,NA\n-,FR\n");
    assertThat(found.at("/schema/fields/0").toString())
        .isEqualTo("{\"name\":\"n\",\"type\":\"integer\",\"missingValues\":[\"\",\"NA\",\"-\"]}");
    assertThat(found.at("/schema/fields/1").toString())
        .isEqualTo("{\"name\":\"country\",\"type\":\"string\"}");
  }

  @Test
  void encodings() {
    String text = "größe,n\nä,1\nü,2\n";
    assertThat(inferred(text).get("encoding").asString()).isEqualTo("utf-8");
    JsonNode latin = inferred(text.getBytes(ISO_8859_1));
    assertThat(latin.get("encoding").asString()).isEqualTo("windows-1252");
    assertThat(warnings(latin)).contains("any other encoding");
    assertThat(names(latin)).isEqualTo("größe n");
    assertThat(rejected(text.getBytes(ISO_8859_1))).isZero();
    byte[] wide = text.getBytes(UTF_16LE);
    assertThat(inferred(wide).get("encoding").asString()).isEqualTo("utf-16le");
    assertThat(rejected(wide)).isZero();
    byte[] marked = ("\uFEFF" + text).getBytes(UTF_16LE);
    assertThat(inferred(marked).get("encoding").asString()).isEqualTo("utf-16");
    assertThat(rejected(marked)).isZero();
    assertThat(rejected(("\uFEFF" + text).getBytes(UTF_8))).isZero();
  }

  /// The bytes of the Shift_JIS characters, or the only letter with an accent, are é or è there.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,kana\nabc\u008E\u00D0,1\nx\u008F\u008A,2\nab\u008F\u00A4\u0093\u0058,3\n",
        "name,n\nab\u008Fcd,1\nef,2\n"
      })
  void a_few_bytes_are_no_evidence_of_an_old_mac(String csv) {
    JsonNode found = inferred(csv.getBytes(ISO_8859_1));
    assertThat(found.get("encoding").asString()).isNotEqualTo("x-macroman");
    assertThat(warnings(found)).contains("encoding");
  }

  @ParameterizedTest
  @CsvSource({
    "'a,a', a field2",
    "',b', field1 b",
    "'  ,b', field1 b",
    "'\u00A0,b', field1 b",
    "'_error,b', field1 b",
  })
  void a_label_that_is_no_name_is_replaced_and_the_others_stay(String labels, String names) {
    JsonNode found = inferred(labels + "\n1,x\n2,y\n");
    assertThat(names(found)).isEqualTo(names);
    assertThat(warnings(found)).contains("labels that are blank, repeated or reserved");
    assertThat(rejected((labels + "\n1,x\n2,y\n").getBytes(UTF_8))).isZero();
  }

  /// Each would be read as a number with group marks, and change its value.
  @ParameterizedTest
  @CsvSource({
    "31.10.2025, 30.11.2025, date %d.%m.%Y",
    "1.12.2025, 5.10.2025, date %d.%m.%Y",
    "1.2.3, 1.10.2, string",
    "10.0.0.1, 192.168.100.200, string",
    "1.2345, 2.3456.1, string",
    "1.234.567, 12.345.678, integer",
    "'1.234,5', '-12.345,67', number",
    "555.123.4567, 555.123.4568, string",
  })
  void only_thousands_are_parted(String one, String other, String type) {
    JsonNode field = inferred("a;b\n" + one + ";x\n" + other + ";y\n").at("/schema/fields/0");

    assertThat((field.get("type").asString() + " " + field.path("format").asString("")).strip())
        .isEqualTo(type);
  }

  @Test
  void close_calls_are_told() {
    assertThat(warnings(inferred("flag\n0\n1\n"))).contains("may be meant as boolean");
    assertThat(warnings(inferred("flag\n1\n1\n"))).isEqualTo("[]");
    assertThat(warnings(inferred("a,b\nx,y\n"))).contains("nothing but habit");
    assertThat(warnings(inferred("zip\n0123\n"))).contains("leading zeros");
    assertThat(warnings(inferred("a;b|c\nd;e|f\n"))).contains("fits about as well");
    assertThat(warnings(inferred("a,b\n1,2\n3\n4,5,6\n7,8\n9,9\n")))
        .contains("2 of 5 have another number of cells");
  }

  /// None of it is in the part of the input that the dialect is decided by.
  @ParameterizedTest
  @ValueSource(strings = {"a|", "", "a,b;c|d "})
  void a_first_record_that_is_longer_than_the_sample_is_refused_as_that(String start) {
    String input = start + "x".repeat(300_000) + "\n1|2\n";

    assertThat(infer(input.getBytes(UTF_8), Scope.STANDARD, 70_000))
        .isInstanceOfSatisfying(
            Inferred.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(problem -> problem.code().id())
                    .containsExactly("record-too-large"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF", "\uFEFF\r\n"})
  void nothing_can_be_inferred_from_nothing(String input) {
    assertThat(infer(input.getBytes(UTF_8), Scope.STANDARD, 3))
        .isEqualTo(new Inferred.Refused(List.of(new InputProblem.EmptyInput())));
  }

  @Test
  void what_is_no_csv_is_refused() {
    assertThat(infer("PK\3\4xx".getBytes(UTF_8), Scope.STANDARD, 3))
        .isInstanceOf(Inferred.Refused.class);
  }

  @Test
  void a_sample_tells_how_much_of_the_input_it_is() {
    byte[] input = ("id,v\n" + "1,2\n".repeat(1_000) + "x,y\n3,4\n").getBytes(UTF_8);
    var rows = (Inferred.Descriptor) infer(input, new Scope(null, 10L), 64);
    JsonNode found = JsonMapper.shared().readTree(rows.json());
    assertThat(found.at("/rowgate:inferred/records").asLong()).isEqualTo(10);
    assertThat(found.at("/rowgate:inferred/whole").asBoolean()).isFalse();
    assertThat(types(found)).isEqualTo("integer integer");
    var bytes = (Inferred.Descriptor) infer(input, new Scope(45L, null), 64);
    found = JsonMapper.shared().readTree(bytes.json());
    assertThat(found.at("/rowgate:inferred/records").asLong()).isEqualTo(10);
    found = inferred(input);
    assertThat(types(found)).isEqualTo("integer integer");
    assertThat(warnings(found))
        .contains("column 'id': 1 cells aren't of type integer", "the first in line 1002: 'x'");
  }

  @Test
  void more_columns_than_a_record_may_have_are_refused() {
    for (String delimiter : List.of(",", ";", "\t")) {
      String line = ("1,5" + delimiter).repeat(10_001) + "x\n";
      assertThat(infer(line.repeat(3).getBytes(UTF_8), Scope.STANDARD, 1 << 20))
          .isEqualTo(
              new Inferred.Refused(
                  List.of(new InputProblem.BrokenHeader(1, new RowProblem.TooManyFields(10_000)))));
    }
  }

  @Test
  void a_column_of_text_that_is_nearly_of_another_type_is_reported() {
    String before = "1,2024-01-02,1.5,true\n".repeat(20);
    String odd = "x1,soon,(5),maybe\n";
    JsonNode found = inferred("id,on,v,flag\n" + before + odd + before.substring(0, 100));

    assertThat(types(found)).isEqualTo("string string string string");
    assertThat(warnings(found))
        .contains(
            "'id'", "line 22: 'x1'", "'on'", "line 22: 'soon'", "'v'", "line 22: '(5)'", "'flag'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Total,6~           | 1",
        "Total,~~           | 1",
        "Sum,6~Mean,2       | 2",
        "合計,6~            | 1",
        // Perhaps a record with a wrong value.
        "x,6~               | 0",
        // Lines that are no part of the table.
        "Total,6~Source: x~ | 2",
        "(3 rows)~          | 1",
        // A record that is cut.
        "2~                 | 0",
        // Records follow, or more lines than a footer has.
        "Total,6~4,3~       | 0",
        "A: 1~B: 2~C: 3~D: 4~E: 5~F: 6~G: 7~H: 8~I: 9~J: 10~ | 10",
        "A: 1~B: 2~C: 3~D: 4~E: 5~F: 6~G: 7~H: 8~I: 9~J: 10~K: 11~ | 0",
        // It takes two lines.
        "'Total~',6~        | 0",
      })
  void a_footer_that_is_exactly_the_last_lines_is_left_out(String end, int lines) {
    String csv = ("d,v~1,1~2,2~3,3~" + end).replace('~', '\n').replace('\'', '"');
    assertThat(inferred(csv).at("/dialect/skipFooter").asInt(0)).isEqualTo(lines);
  }

  @Test
  void a_sample_says_nothing_of_the_footer() {
    byte[] csv = "d,v\n1,1\n2,2\n3,3\nTotal,6\n".getBytes(UTF_8);
    Inferred found = infer(csv, new Scope((long) csv.length, null), csv.length);
    assertThat(found.toString())
        .contains("footer; 1 of them would be rejected")
        .doesNotContain("skipFooter");
  }

  @Test
  void a_byte_order_mark_decides_whatever_follows() {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    byte[] wide = "a,b\n1,x\n2,y\n3,z\n".getBytes(UTF_16LE);
    byte[] input = Arrays.copyOf(mark, mark.length + wide.length);
    System.arraycopy(wide, 0, input, mark.length, wide.length);
    assertThat(inferred(input).path("encoding").asString()).isEqualTo("utf-8");
  }

  @Test
  void the_footer_names_its_line() {
    JsonNode found = inferred("d,v\n2024-01-02,1\n2024-01-03,2\n2024-01-04,3\nИтого:,6\n");
    assertThat(types(found)).isEqualTo("date integer");
    assertThat(warnings(found)).contains("footer; 1 of them", "the first in line 5: 'Итого:'");
  }

  @Test
  void behind_a_sep_line_lines_and_bytes_count_from_the_first_byte() {
    String records = "1;x\n".repeat(3) + "2;y;z\n" + "3;\"v\n" + "Total;x\n".repeat(2);
    String input = "sep=;\r\na;b\n" + records;
    for (byte[] bytes :
        List.of(
            input.getBytes(UTF_8), ("\uFEFF" + input).getBytes(UTF_8), input.getBytes(UTF_16LE))) {
      JsonNode found = inferred(bytes).at("/rowgate:inferred");
      assertThat(found.path("bytes").asLong()).isEqualTo(bytes.length);
      assertThat(found.path("records").asLong()).isEqualTo(7);
      assertThat(found.path("warnings").toString())
          .contains("1 of 7 have another number of cells; the first in line 6")
          .contains("1 of 7 can't be read; the first in line 7")
          .contains("2 of them are left out by skipFooter, the first in line 8: 'Total'");
    }
  }

  @Test
  void a_single_column_is_told_if_a_rare_delimiter_splits_all_records() {
    JsonNode found = inferred("host = localhost\nport = 8080\nname = my db\n");
    assertThat(found.at("/rowgate:inferred/warnings").toString())
        .contains("taken for one column; '=' would split 3 of 3 records into 2 cells");
  }

  @Test
  void labels_are_shortened_in_warnings() {
    JsonNode found = inferred("a," + "x".repeat(5_000) + "\n1,\n2,\n");
    assertThat(warnings(found)).contains("xxx").hasSizeLessThan(1_000);
  }

  @Test
  void what_comes_after_a_column_has_settled_is_counted_and_told() {
    String others = "2024-02-03 10:05:00;x\n".repeat(3);
    byte[] input = ("at;n\n" + "2024-01-02T10:05:00Z;1\n".repeat(1_500) + others).getBytes(UTF_8);
    JsonNode found = inferred(input);

    assertThat(types(found)).isEqualTo("datetime integer");
    assertThat(warnings(found))
        .contains("column 'at': 3 cells aren't of type datetime")
        .contains("column 'n': 3 cells aren't of type integer");
    assertThat(rejected(input)).isEqualTo(3);
  }

  @Test
  void many_numbers_that_are_followed_by_another_form_of_numbers() {
    String grouped = "\"1,234.5\"\n".repeat(30);
    JsonNode found = inferred("n\n" + "1.5\n".repeat(1_500) + grouped);

    assertThat(found.at("/schema/fields/0").toString())
        .isEqualTo("{\"name\":\"n\",\"type\":\"number\",\"groupChar\":\",\"}");
  }

  @Test
  void what_stands_behind_the_first_sample_counts_in_a_whole_file() {
    byte[] input = ("id,v\n" + "1,2\n".repeat(100_000) + "3,2.5\n".repeat(2_000)).getBytes(UTF_8);
    JsonNode found = inferred(input);
    assertThat(types(found)).isEqualTo("integer number");
    assertThat(found.at("/rowgate:inferred/records").asLong()).isEqualTo(102_000);
    assertThat(rejected(input)).isZero();
  }

  private static final String[][] CELLS = {
    {"1", "-2", "30", "", "NA"},
    {"1.5", "2", ".5", "1e9", ""},
    {"true", "false", ""},
    {"2024-01-31", "1999-12-01", "null"},
    {"007", "1", "+4"},
    {"a", "b c", "x\"y", "p\nq", "u,v", "w;z", "t\tt", "", "'s'", "é😀", "#", "\\"},
    {"0", "1"},
    {"NaN", "INF", "1"},
    {"31.12.2024", "01.02.2023"},
    {"1,5", "2,50"},
    {"10:30:00", "23:59:59"}
  };

  /// An inferred schema must accept its input. The first row can't be skipped, because a skipped
  /// row isn't parsed and its quotes wouldn't be recognised.
  @Test
  void a_first_row_without_usable_labels_that_goes_over_two_lines_is_a_record() {
    byte[] input = "\tINF\t\"p\nq\"\n2\tINF\ts\n".getBytes(UTF_8);

    assertThat(json(input)).contains("\"header\":false").doesNotContain("commentRows");
    assertThat(rejected(input)).isZero();
  }

  @Property(tries = 500)
  void every_record_of_a_whole_file_is_valid_under_its_schema(@ForAll long seed) {
    Random random = new Random(seed);
    char delimiter = ",;\t|".charAt(random.nextInt(4));
    int columns = 1 + random.nextInt(5);
    String[][] kinds = new String[columns][];
    for (int i = 0; i < columns; i++) {
      kinds[i] = CELLS[random.nextInt(CELLS.length)];
    }
    StringBuilder csv = new StringBuilder();
    String end = random.nextBoolean() ? "\n" : "\r\n";
    for (int row = random.nextInt(3) == 0 ? 1 : 0; row <= 1 + random.nextInt(12); row++) {
      for (int i = 0; i < columns; i++) {
        String cell = row == 0 ? "label " + i : kinds[i][random.nextInt(kinds[i].length)];
        csv.append(i == 0 ? "" : delimiter).append(quoted(cell, delimiter, columns, random));
      }
      csv.append(end);
    }
    byte[] input = csv.toString().getBytes(UTF_8);
    boolean told = json(input).contains("records: ");
    assertThat(told ? 0 : rejected(input)).as("%s\n%s", csv, json(input)).isZero();
    assertThat(infer(input, Scope.WHOLE, 1))
        .as("%s", csv)
        .isEqualTo(infer(input, Scope.WHOLE, 4_096));
  }

  private static String quoted(String cell, char delimiter, int columns, Random random) {
    boolean must =
        cell.indexOf(delimiter) >= 0
            || cell.contains("\n")
            || cell.contains("\"")
            || (columns == 1 && cell.isEmpty());
    return must || random.nextInt(5) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  private static final int WINDOW_LOG = 20;
  private static final byte[] WITH_WINDOW =
      Packed.zstdStream(
          ("name,age\n" + "somebody,41\n".repeat(200_000)).getBytes(UTF_8), WINDOW_LOG);

  @Test
  void a_zstd_window_without_room_is_too_busy() {
    var none = new ByteLimit(0);
    try (var inference = zstd(Scope.WHOLE, none)) {
      inference.feed(WITH_WINDOW, 0, WITH_WINDOW.length);

      assertThat(inference.fault()).isEqualTo(new InputProblem.TooBusy());
    }
    assertThat(none.used()).isZero();
  }

  @Test
  void a_zstd_window_is_counted_as_long_as_more_is_wanted() {
    var room = new ByteLimit(1 << WINDOW_LOG);
    try (var inference = zstd(Scope.WHOLE, room)) {
      inference.feed(WITH_WINDOW, 0, WITH_WINDOW.length - 1);
      assertThat(room.used()).isEqualTo(1 << WINDOW_LOG);
    }
    assertThat(room.used()).isZero();

    // A sample of 1 MiB is full before the input ends, which a client may delay.
    try (var inference = zstd(Scope.STANDARD, room)) {
      inference.feed(WITH_WINDOW, 0, WITH_WINDOW.length - 1);
      assertThat(inference.wantsMore()).isFalse();
      assertThat(room.used()).isZero();
      assertThat(inference.end()).isInstanceOf(Inferred.Descriptor.class);
    }
    assertThat(room.used()).isZero();
  }

  private static Inference zstd(Scope scope, ByteLimit windows) {
    var inference =
        new Inference(PartialDialect.NOTHING, Limits.STANDARD, scope, Compression.DETECT);
    inference.countWindows(windows);
    return inference;
  }

  @Test
  void a_preamble_longer_than_a_trial_is_comments_above_a_label_with_the_same_mark() {
    String preamble = "##contig=<ID=1,length=100,md5=x>\n".repeat(400);
    JsonNode found =
        inferred(preamble + "#CHROM\tPOS\tREF\n1\t14370\tG\n1\t17330\tT\n2\t1110\tA\n");
    assertThat(found.at("/dialect/commentChar").asString()).isEqualTo("##");
    assertThat(found.at("/dialect/delimiter").asString()).isEqualTo("\t");
    assertThat(names(found)).isEqualTo("#CHROM POS REF");
    assertThat(types(found)).isEqualTo("integer integer string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5%,6%,7%          | %",
        "$5,$6,$7          | $",
        "5 Kč,6 Kč,7.5 Kč  | Kč",
        "€1.5,2,€3         | €",
      })
  void a_sign_that_values_lose_has_a_warning(String values, String sign) {
    JsonNode found = inferred("id;share\n1;" + values.replace(",", "\n2;") + "\n");

    assertThat(found.at("/schema/fields/1/bareNumber").asBoolean(true)).isFalse();
    assertThat(warnings(found))
        .containsOnlyOnce("column 'share': the sign '" + sign + "' is left out of its values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$5 | €6 | $7", "5% | 6 | 7 €", "$5 USD | $6 CAD | $7 USD"})
  void amounts_with_different_signs_are_text(String values) {
    JsonNode found = inferred("id;v\n1;" + values.replace(" | ", "\n2;") + "\n");

    assertThat(types(found)).isEqualTo("integer string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "합계",
        "총계",
        "Somme",
        "Celkem",
        "Összesen",
        "Toplam",
        "Summa",
        "I alt",
        "Totalt",
        "Yhteensä",
        "Σύνολο",
        "Разом",
        "Итого",
        "Всего",
        "Suma",
        "Razem",
        "Totale",
        "Totaal",
        "合计",
        "总计",
        "合計",
        "小計",
        "المجموع",
        "סה״כ",
        "סה'כ",
        "Totali",
        "Spolu",
        "Ukupno",
        "Tổng cộng",
        "Kokku",
        "Kopā",
        "Iš viso",
        "Общо",
        "Укупно",
        "Усього",
        "Total general",
        "Grand Total:",
        "Ogółem:"
      })
  void a_total_in_any_language_is_left_out_if_the_numbers_add_up(String word) {
    String csv = "name;amount\nA;10.5\nB;20.25\nC;-1\n" + word.replace('\'', '"') + ";29.75\n";
    JsonNode found = inferred(csv);

    assertThat(found.at("/dialect/skipFooter").asInt(0)).isEqualTo(1);
    assertThat(warnings(found)).contains("footer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A;0.125\nB;0.5\nC;0\nSomme;0.625",
        "A;0.5\nB;1.25\nC;0.375\nSomme;2.125",
        "A;1,250\nB;2,500\nC;3\nSomme;3,753",
        "A;1.250 €\nB;800 €\nC;100 €\nSomme;2.150 €",
        "A;-12.5\nB;20\nC;0\nSomme;7.5",
        "A;1\nB;2\nC;3\nΣΥΝΟΛΟ;6",
        "A;1\nB;1\nTotal;2",
        "A;0\nB;0\nTotal;0",
        "A;1.26\nB;1.27\nTotal;2.5",
      })
  void a_total_is_known_however_its_numbers_are_written(String records) {
    JsonNode found = inferred("name;amount\n" + records + "\n");

    assertThat(found.at("/dialect/skipFooter").asInt(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name;goals\nAnna;1\nBo;1\nSomme;2",
        "name;goals\nAnna;0\nBo;0\nCy;0\nDi;1\nSomme;1",
        "name;sites;ports\nAisne;12;1\nNord;30;1\nOise;9;0\nSomme;14;2",
        "name;weight\nA;1-\nB;2-\nC;x\nD;3\nSomme;6",
      })
  void numbers_may_add_up_by_chance(String csv) {
    JsonNode found = inferred(csv + "\n");

    assertThat(found.at("/dialect/skipFooter").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host status active\nweb1 UP TRUE\nweb2 DOWN FALSE\nweb3 UP TRUE\n",
        "name ttl class type value\nwww 3600 IN CNAME host.example.com.\n"
            + "api 3600 IN CNAME host.example.com.\nftp 600 IN CNAME other.example.com.\n",
      })
  void codes_between_spaces_are_a_table(String csv) {
    assertThat(inferred(csv).at("/dialect/delimiter").asString("")).isEqualTo(" ");
  }

  @Test
  void a_trade_mark_among_capitals_is_windows_1252() {
    byte[] csv = "name;price\nLEGO™CITY;10\n".getBytes(Charset.forName("windows-1252"));

    assertThat(inferred(csv).at("/encoding").asString("")).isEqualTo("windows-1252");
  }

  @Test
  void slovak_with_a_czech_name_is_windows_1250() {
    byte[] csv =
        "meno;mesto\nDvořák;Levoča\nKováč;Poľana\n".getBytes(Charset.forName("windows-1250"));

    assertThat(inferred(csv).at("/encoding").asString("")).isEqualTo("windows-1250");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Summa", "Somme", "Разом", "합계", "Viso", "Toplam", "小計", "Som", "Zz"})
  void a_word_that_may_be_a_name_is_a_record_unless_the_numbers_add_up(String word) {
    JsonNode found = inferred("name;amount\nA;10\nB;20\nC;30\n" + word + ";50\n");

    assertThat(found.at("/dialect/skipFooter").isMissingNode()).isTrue();
    assertThat(types(found)).isEqualTo("string integer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The cat sat here.|A dog ran home.|His car is red.|Our day was long.",
        "Text|We sold five apples today.|They had some bread left.|You can come back later.",
        "We ate 5 pears today.|We saw 7 birds there.|He had 2 dogs before.|I have 9 cats now.",
        "good morning to all|have a nice day|see you next week|thanks for the help",
      })
  void sentences_of_equally_many_words_are_one_column(String lines) {
    JsonNode found = inferred(lines.replace('|', '\n') + "\n");

    assertThat(types(found)).isEqualTo("string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time host level|10:01:02 web1 INFO|10:01:03 web2 WARN|10:01:04 web1 INFO",
        "id name city|1 Ann Rome|2 Bob Oslo|3 Cid Bern",
      })
  void words_beside_numbers_or_times_are_columns(String lines) {
    assertThat(inferred(lines.replace('|', '\n') + "\n").at("/schema/fields").size()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ibm850     | KUNDE;ORT~MÜLLER;KÖLN~SCHRÖDER;LÜBECK~KÄFER;NÜRNBERG",
        "ibm850     | NAME;ORT~ÖZGÜR;ÜLZEN~GÖTZ;ZÜRICH",
        "iso-8859-2 | jméno;město~Tomáš;Plzeň~Lukáše;Děčín~Řezníček;Brno",
        "iso-8859-2 | název;cena~nože;10~růže;20~košile;30~boty pěší;5",
        "iso-8859-2 | jméno;město~Tomáš Novák;Plzeň~Jiří Šimek;Děčín~Lukáš Král;Brno",
        "windows-1250 | jméno;město~Tomáš;Plzeň~Lukáše;Děčín~Řezníček;Brno",
        "windows-1250 | nazwa;miasto~Dąbrowski;Łódź~Wąs;Kraków",
        "euc-jp     | 氏名;住所~佐藤;東京都~鈴木;大阪市~高橋;名古屋市~田中;横浜市",
        "euc-jp     | 商品名;数量;単価~鉛筆;10;50~消しゴム;5;80~ノート;3;120~定規;2;150",
        "gbk        | 姓名;地址~张伟;北京市~王芳;上海市~李娜;广州市~刘洋;深圳市",
      })
  void a_few_words_of_an_encoding_are_enough(String encoding, String text) {
    byte[] csv =
        (text.replace('~', '\n') + "\n").getBytes(java.nio.charset.Charset.forName(encoding));

    assertThat(inferred(csv).path("encoding").asString()).isEqualTo(encoding);
  }
}
