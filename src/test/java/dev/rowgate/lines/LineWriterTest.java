package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.Dialects;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.rows.Binding;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.RowReader;
import dev.rowgate.rows.Schemas;
import dev.rowgate.rows.Tally;
import dev.rowgate.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LineWriterTest {

  private static final Options OMIT =
      new Options(Options.Errors.INLINE, true, null, null, Options.Nulls.OMIT);

  private static final Options ONLY =
      new Options(Options.Errors.ONLY, true, null, null, Options.Nulls.KEEP);

  /// Stages 2 to 4 for an input without a header: each record is a row or an error.
  private static byte[] write(
      @Nullable Schema schema,
      Options options,
      int listed,
      int most,
      byte[] input,
      String... labels)
      throws IOException {
    LineWriter writer = new LineWriter(options);
    Columns columns =
        switch (HeaderBinding.bind(schema, List.of(labels), 0, ",", true)) {
          case Binding.Bound bound -> bound.columns();
          case Binding.Refused refused -> throw new AssertionError(refused.problems());
        };
    writer.setColumns(columns.all());
    RecordReader reader = new RecordReader(Dialects.dialect("header=false"), Limits.STANDARD);
    reader.feed(input, 0, input.length);
    reader.end();
    RowReader rows = new RowReader(columns);
    Row row = new Row(columns.all().size());
    RowProblems problems = new RowProblems(listed, new Tally(List.of()));
    while (reader.next() != RecordReader.Next.END) {
      problems.clear();
      RawRecord record = reader.record();
      RowProblem.Broken fault = record.fault();
      if (fault == null) {
        rows.read(record, row, problems);
      } else {
        problems.add(fault, List.of());
      }
      if (problems.isEmpty()) {
        writer.writeRow(row);
      } else {
        writer.writeError(record, problems, reader.original().excerpt(most));
      }
    }
    return drain(writer);
  }

  private static byte[] drain(LineWriter writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int ready = writer.ready();
    writer.drainTo(out);
    assertThat(out.size()).isEqualTo(ready);
    assertThat(writer.ready()).isZero();
    return out.toByteArray();
  }

  private static String write(String input, @Nullable Schema schema, String... labels)
      throws IOException {
    return new String(
        write(schema, Options.STANDARD, 100, 4096, input.getBytes(UTF_8), labels), UTF_8);
  }

  @Test
  void a_row_is_an_object_of_its_columns_in_their_order() throws IOException {
    assertThat(write("1,\"x\"\"\n\ty\",é😀\n2,,\\\n", null, "b", "a\"", "c\n"))
        .isEqualTo(
            """
            {"b":"1","a\\"":"x\\"\\n\\ty","c\\n":"é😀"}
            {"b":"2","a\\"":"","c\\n":"\\\\"}
            """);
  }

  private static final String ALL_KINDS =
      "{'name':'t','type':'string'},{'name':'n','type':'number'},{'name':'b','type':'boolean'},"
          + "{'name':'i','type':'integer'}";

  @Test
  void numbers_keep_their_digits_and_missing_values_are_null() throws IOException {
    Schema schema = Schemas.fields("exact", ALL_KINDS);
    assertThat(
            write(
                "x,1.10,true,123456789012345678901234567890\ny,-0,false,+007\nz,1E400,,\n",
                schema,
                "t",
                "n",
                "b",
                "i"))
        .isEqualTo(
            """
            {"t":"x","n":1.10,"b":true,"i":123456789012345678901234567890}
            {"t":"y","n":-0,"b":false,"i":7}
            {"t":"z","n":1E400,"b":null,"i":null}
            """);
  }

  @Test
  void with_nulls_omitted_the_keys_of_missing_values_are_left_out() throws IOException {
    Schema schema = Schemas.fields("exact", ALL_KINDS);
    byte[] input = "x,,true,\n,,,\n".getBytes(UTF_8);
    assertThat(new String(write(schema, OMIT, 100, 4096, input, "t", "n", "b", "i"), UTF_8))
        .isEqualTo("{\"t\":\"x\",\"b\":true}\n{}\n");
  }

  @Test
  void a_rejected_record_says_where_and_why() throws IOException {
    Schema schema =
        Schemas.fields(
            "exact",
            "{'name':'a','type':'integer','constraints':{'minimum':5}},"
                + "{'name':'b','type':'string','constraints':{'required':true}}");
    assertThat(write("x,\"\n\n\"\n1,\"\"\n\n2\n", schema, "a", "b"))
        .isEqualTo(
            """
            {"_error":{"record":1,"line":1,"endLine":3,"byteOffset":0,"byteLength":7,"problems":[\
            {"code":"type-error","column":"a","columnNumber":1,"value":"x","expected":"integer",\
            "message":"'x' is not an integer"}],"raw":"x,\\"\\n\\n\\"\\n"}}
            {"_error":{"record":2,"line":4,"byteOffset":7,"byteLength":5,"problems":[\
            {"code":"constraint-error","constraint":"minimum","column":"a","columnNumber":1,\
            "value":"1","expected":"5","message":"'1' breaks the constraint minimum 5"},\
            {"code":"constraint-error","constraint":"required","column":"b","columnNumber":2,\
            "expected":"a value","message":"a value is required in column 'b'"}],\
            "raw":"1,\\"\\"\\n"}}
            {"_error":{"record":3,"line":6,"byteOffset":13,"byteLength":2,"problems":[\
            {"code":"constraint-error","constraint":"minimum","column":"a","columnNumber":1,\
            "value":"2","expected":"5","message":"'2' breaks the constraint minimum 5"},\
            {"code":"missing-cell","column":"b","columnNumber":2,\
            "message":"the record has no cell for column 'b'"}],"raw":"2\\n"}}
            """);
  }

  @Test
  void what_was_left_off_is_said() throws IOException {
    byte[] lines =
        write(
            null,
            Options.STANDARD,
            2,
            8,
            "a,b,ccccc,d,e\n\"x\ny\"z\n\u00FFabcdefgh\n".getBytes(ISO_8859_1),
            "a");
    assertThat(new String(lines, UTF_8))
        .isEqualTo(
            """
            {"_error":{"record":1,"line":1,"byteOffset":0,"byteLength":14,"problems":[\
            {"code":"extra-cell","columnNumber":2,"value":"b",\
            "message":"cell 2 ('b') is after the last column"},\
            {"code":"extra-cell","columnNumber":3,"value":"ccccc",\
            "message":"cell 3 ('ccccc') is after the last column"}],\
            "more":2,"raw":"a,b,cccc","rawCut":true}}
            {"_error":{"record":2,"line":2,"byteOffset":14,"byteLength":3,"problems":[\
            {"code":"unclosed-quote","columnNumber":1,"message":"the quote that opens cell 1 has \
            no end"}],"raw":"\\"x\\n"}}
            {"_error":{"record":3,"line":3,"byteOffset":17,"byteLength":4,"resynced":true,\
            "problems":[{"code":"stray-quote","columnNumber":1,"message":"cell 1 has a quote where \
            none is allowed; double a quote inside a quoted cell"}],"raw":"y\\"z\\n"}}
            {"_error":{"record":4,"line":4,"byteOffset":21,"byteLength":10,"problems":[\
            {"code":"invalid-encoding","columnNumber":1,"expected":"UTF-8",\
            "message":"cell 1 has bytes that are not UTF-8"}],"rawBase64":"/2FiY2RlZmc=","rawCut":true}}
            """);
  }

  @Test
  void a_long_value_is_cut_on_a_code_point_in_the_value_and_in_the_message() throws IOException {
    String line =
        write(
            "😀".repeat(201) + "\n", Schemas.fields("exact", "{'name':'a','type':'integer'}"), "a");
    JsonNode problem = StrictJson.lines(line.getBytes(UTF_8)).getFirst().at("/_error/problems/0");
    assertThat(problem.get("value").asString()).isEqualTo("😀".repeat(200));
    assertThat(problem.get("valueCut").asBoolean()).isTrue();
    assertThat(problem.get("message").asString()).startsWith("'" + "😀".repeat(200) + "…'");
    assertThat(line).contains("\"value\":\"😀").contains("\"valueCut\":true,\"expected\"");
  }

  @Test
  void a_value_as_long_as_the_cap_is_not_cut() throws IOException {
    Schema schema = Schemas.fields("exact", "{'name':'a','type':'integer'}");
    assertThat(write("é".repeat(200) + "\n", schema, "a")).doesNotContain("valueCut");
  }

  private static String summary(
      Options options,
      Summary summary,
      Tally tally,
      List<InputProblem> warnings,
      @Nullable Fault fault)
      throws IOException {
    LineWriter writer = new LineWriter(options);
    Columns columns =
        HeaderBinding.unlabelled(Schemas.fields("exact", "{'name':'b'},{'name':'a'}"), 0, 0);
    writer.setColumns(columns.all());
    writer.writeSummary(new RunEnd(summary, tally, columns.all(), warnings, fault, null));
    return new String(drain(writer), UTF_8);
  }

  @Test
  void a_summary_leaves_out_what_is_zero() throws IOException {
    assertThat(
            summary(
                Options.STANDARD,
                new Summary(0, 0, 0, 0, 0, 0, 0, 0),
                new Tally(List.of()),
                List.of(),
                null))
        .isEqualTo(
            """
            {"_summary":{"complete":true,"recordsRead":0,"rowsWritten":0,"rowsRejected":0,\
            "bytesRead":0,"problems":{}}}
            """);
  }

  /// Most summaries are written without a generator, see [SummaryJson#isPlain].
  @Property(tries = 500)
  void a_summary_is_the_same_without_a_generator(
      @ForAll long records, @ForAll long bytes, @ForAll @IntRange(max = 3) int other)
      throws IOException {
    var summary = new Summary(records, 7, 6, 5, other / 3, other / 2 % 2, other % 2, bytes);
    var end = new RunEnd(summary, new Tally(List.of()), List.of(), List.of(), null, null);
    assertThat(SummaryJson.isPlain(end)).isEqualTo(other == 0);
    assertThat(summary(Options.STANDARD, summary, end.tally(), List.of(), null))
        .isEqualTo("{\"_summary\":" + SummaryJson.text(end, true) + "}\n");
  }

  @Test
  void a_summary_says_all_that_there_is() throws IOException {
    assertThat(
            summary(
                ONLY,
                new Summary(9, 7, 0, 2, 3, 5, 4, 99),
                new Tally(List.of()),
                List.of(new InputProblem.BlankLabel(3, "field3")),
                new Fault(new InputProblem.UploadTooLarge(99), 12, 98)))
        .isEqualTo(
            """
            {"_summary":{"complete":false,"recordsRead":9,"rowsWritten":0,"rowsValid":7,\
            "rowsRejected":2,"blankLines":3,"footerLines":5,"resyncs":4,"bytesRead":99,"problems":{},\
            "warnings":[{"code":"blank-label","column":"field3","columnNumber":3,"message":\
            "label 3 is blank; the column is named 'field3'"}],"fault":{"code":\
            "upload-too-large","message":"the input is longer than 99 bytes","line":12,\
            "byteOffset":98}}}
            """);
  }

  @Test
  void a_summary_counts_by_code_in_the_order_of_the_table_and_by_column_in_that_of_the_schema()
      throws IOException {
    Tally tally = new Tally(List.of());
    Columns columns =
        HeaderBinding.unlabelled(
            Schemas.fields("exact", "{'name':'b','type':'integer'},{'name':'a','type':'integer'}"),
            0,
            0);
    RowProblems problems = new RowProblems(1, tally);
    RowReader rows = new RowReader(columns);
    byte[] input = "1\n1,x\ny,z\n1,2,3\n\"a\"b\n\"c\"d\n".getBytes(UTF_8);
    RecordReader reader = new RecordReader(Dialects.dialect("header=false"), Limits.STANDARD);
    reader.feed(input, 0, input.length);
    reader.end();
    while (reader.next() != RecordReader.Next.END) {
      RowProblem.Broken fault = reader.record().fault();
      if (fault == null) {
        rows.read(reader.record(), new Row(2), problems);
      } else {
        problems.add(fault, List.of());
      }
    }
    assertThat(
            summary(Options.STANDARD, new Summary(6, 0, 0, 6, 0, 0, 0, 26), tally, List.of(), null))
        .contains(
            "\"problems\":{\"type-error\":{\"b\":1,\"a\":2},\"missing-cell\":{\"a\":1},"
                + "\"extra-cell\":{\"\":1},\"stray-quote\":{\"\":2}}");
  }

  /// Texts in which anything may go wrong: controls, quotes, surrogate pairs, marks, all lengths.
  private static String text(Random random, int most) {
    int length = random.nextInt(4) == 0 ? random.nextInt(most) : random.nextInt(12);
    StringBuilder text = new StringBuilder();
    boolean astral = random.nextInt(3) == 0;
    for (int i = 0; i < length; i++) {
      int c =
          switch (astral ? 5 : random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 ->
                "\"\\/'<>&\u007F\u0080\u2028\u2029\uFEFF\uFFFE\uFFFF".charAt(random.nextInt(14));
            case 2 -> random.nextInt(0x80);
            case 3 -> random.nextInt(0x800);
            case 4 -> random.nextInt(0x10000);
            default -> 0x10000 + random.nextInt(0x100000);
          };
      text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 'x' : c);
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Property(tries = 500)
  void every_row_is_strict_json_and_reads_back_to_the_same_texts(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      labels.add(i + text(random, 3_000));
    }
    List<List<String>> rows = new ArrayList<>();
    StringBuilder csv = new StringBuilder();
    for (int r = 0; r < random.nextInt(5); r++) {
      List<String> row = labels.stream().map(label -> text(random, 3_000)).toList();
      rows.add(row);
      csv.append(String.join(",", row.stream().map(LineWriterTest::quoted).toList())).append('\n');
    }
    boolean marked = csv.toString().startsWith("\uFEFF");
    byte[] lines =
        write(
            null,
            Options.STANDARD,
            100,
            4096,
            csv.toString().getBytes(UTF_8),
            labels.toArray(String[]::new));
    List<JsonNode> read = StrictJson.lines(lines);
    assertThat(marked).isFalse();
    assertThat(read).hasSameSizeAs(rows);
    for (int r = 0; r < rows.size(); r++) {
      JsonNode line = read.get(r);
      assertThat(List.copyOf(line.propertyNames())).isEqualTo(labels);
      for (int i = 0; i < labels.size(); i++) {
        assertThat(line.get(labels.get(i)).asString()).isEqualTo(rows.get(r).get(i));
      }
    }
  }

  @Property(tries = 500)
  void every_error_is_strict_json_and_shows_the_start_of_the_record(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    String label = "x" + text(random, 3_000);
    String extra = text(random, 3_000);
    String csv = "a," + quoted(extra);
    int most = 1 + random.nextInt(4_096);
    byte[] lines = write(null, Options.STANDARD, 100, most, csv.getBytes(UTF_8), label);
    JsonNode error = StrictJson.lines(lines).getFirst().get("_error");
    String raw = error.get("raw").asString();
    assertThat(csv).startsWith(raw);
    assertThat(error.has("rawCut")).isEqualTo(raw.length() < csv.length());
    int next = raw.length() < csv.length() ? csv.codePointAt(raw.length()) : 'x';
    int cutAt = raw.getBytes(UTF_8).length;
    assertThat(cutAt).isLessThanOrEqualTo(most);
    assertThat(cutAt + Character.toString(next).getBytes(UTF_8).length)
        .isGreaterThan(Math.min(most, csv.getBytes(UTF_8).length));
    String value = error.at("/problems/0/value").asString();
    assertThat(extra).startsWith(value);
    assertThat(value.codePointCount(0, value.length()))
        .isEqualTo(Math.min(200, extra.codePointCount(0, extra.length())));
  }

  @Test
  void a_text_of_a_mebibyte_goes_out_whole() throws IOException {
    String text = "é\"😀\n".repeat(100_000);
    byte[] lines =
        write(null, Options.STANDARD, 100, 4096, (quoted(text) + "\n").getBytes(UTF_8), "a");
    assertThat(StrictJson.lines(lines).getFirst().get("a").asString()).isEqualTo(text);
  }

  @Test
  void a_number_of_a_thousand_digits_goes_out_whole() throws IOException {
    String number = "1234567890".repeat(99) + ".5";
    String line = write(number, Schemas.fields("exact", "{'name':'a','type':'number'}"), "a");
    assertThat(line).isEqualTo("{\"a\":" + number + "}\n");
    assertThat(StrictJson.lines(line.getBytes(UTF_8)).getFirst().get("a").decimalValue())
        .isEqualTo(new BigDecimal(number));
  }
}
