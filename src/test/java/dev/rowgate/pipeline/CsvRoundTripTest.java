package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.Options.Format;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Valid records as CSV, which reads back to the same rows.
class CsvRoundTripTest {

  private static final Options ROWS =
      new Options(
          Options.Errors.SKIP,
          false,
          null,
          null,
          Options.Nulls.KEEP,
          Format.NDJSON,
          false,
          Options.MissingCells.REJECT);

  private static String convert(Schema schema, Options options, String csv) {
    return convert(schema, options, csv, Integer.MAX_VALUE);
  }

  private static String convert(Schema schema, Options options, String csv, int piece) {
    byte[] input = csv.getBytes(UTF_8);
    var conversion = new Conversion(schema, Dialect.RFC_4180, options, Limits.STANDARD);
    var out = new ByteArrayOutputStream();
    Step.Ending ending;
    try {
      ending = Driven.run(conversion, input, piece, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ending instanceof Step.Refused refused
        ? refused.problems().getFirst().code().id() + out.toString(UTF_8)
        : out.toString(UTF_8);
  }

  private static String toCsv(Schema schema, String csv) {
    return convert(schema, ROWS.withFormat(Format.CSV), csv);
  }

  /// A list goes out as JSON. A number may have a canonical form that is a missing value.
  @Provide
  static Arbitrary<GoodCsv> fieldsThatReadTheirCanonicalForm() {
    return GoodCsv.arbitrary()
        .filter(
            csv -> csv.fields().stream().noneMatch(f -> f.contains("'list'") || f.contains("'0'")));
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void what_is_written_reads_back_to_the_same_rows(
      @ForAll("fieldsThatReadTheirCanonicalForm") GoodCsv csv) {
    String text = csv.text(Dialect.RFC_4180);
    Schema schema = csv.schema();
    String rows = convert(schema, ROWS, text);

    String written = toCsv(schema, text);

    assertThat(convert(schema, ROWS, written)).as(written).isEqualTo(rows);
    assertThat(toCsv(schema, written)).isEqualTo(written);
  }

  @Provide
  static Arbitrary<List<String>> labels() {
    return Arbitraries.of("sep=;", "\uFEFFa", "{\"a", "[{", "<html", "a", "b,c", " d", "#", "ä")
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Property(tries = 300)
  void any_label_reads_back(@ForAll("labels") List<String> labels) {
    String header =
        labels.stream()
            .map(l -> '"' + l.replace("\"", "\"\"") + '"')
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    String csv = header + "\n" + "x,".repeat(labels.size() - 1) + "\n";
    if (labels.size() == 1) {
      csv = header + "\nx\n";
    }
    String rows = convert(null, ROWS, csv);
    assertThat(rows).startsWith("{");

    assertThat(convert(null, ROWS, toCsv(null, csv))).isEqualTo(rows);
  }

  @Test
  void values_have_their_canonical_form() {
    Schema schema =
        Schemas.fields(
            "exact",
            "{'name':'n','type':'number','decimalChar':','},"
                + "{'name':'b','type':'boolean','trueValues':['y'],'falseValues':['n']},"
                + "{'name':'d','type':'date','format':'%d.%m.%Y'},"
                + "{'name':'l','type':'list','delimiter':';'},"
                + "{'name':'o','type':'object'},"
                + "{'name':'s','type':'string','missingValues':['-','NA']}");
    String csv =
        """
        n,b,d,l,o,s
        "+01,50",y,31.12.2025,a;b,"{""a"": 1}",
        ,n,,,,-
        x,y,,,,
        """;

    assertThat(toCsv(schema, csv))
        .isEqualTo(
            "n,b,d,l,o,s\r\n"
                + "1.50,true,2025-12-31,\"[\"\"a\"\",\"\"b\"\"]\",\"{\"\"a\"\":1}\",\"\"\r\n"
                + ",false,,,,-\r\n");
  }

  @Test
  void the_empty_text_and_no_value_differ() {
    assertThat(toCsv(null, "a,b\n,x\n")).isEqualTo("a,b\r\n\"\",x\r\n");
    Schema schema = Schemas.fields("exact", "{'name':'a'},{'name':'b'}");
    assertThat(toCsv(schema, "a,b\n,x\n")).isEqualTo("a,b\r\n,x\r\n");
  }

  @Test
  void a_record_of_one_empty_cell_is_no_blank_line() {
    Schema schema = Schemas.fields("exact", "{'name':'a'}");
    assertThat(toCsv(schema, "a\n\"\"\nx\n")).isEqualTo("a\r\n\"\"\r\nx\r\n");
  }

  @Test
  void without_rows_there_is_the_header_alone() {
    assertThat(toCsv(null, "a,b\n")).isEqualTo("a,b\r\n");
    assertThat(toCsv(Schemas.fields("exact", "{'name':'z'}"), "a,b\n"))
        .isEqualTo("incorrect-label");
  }

  @Test
  void formulas_are_not_altered() {
    assertThat(toCsv(null, "a,b\n=1+1,@x\n")).isEqualTo("a,b\r\n=1+1,@x\r\n");
  }

  @Test
  void positions_come_first() {
    var options =
        new Options(
            Options.Errors.SKIP,
            false,
            null,
            null,
            Options.Nulls.KEEP,
            Format.CSV,
            true,
            Options.MissingCells.REJECT);
    assertThat(convert(null, options, "a\n\n1\n\"x\ny\"\nz\n"))
        .isEqualTo("_record,_line,_byteOffset,a\r\n1,3,3,1\r\n2,4,5,\"x\ny\"\r\n3,6,11,z\r\n");
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void pieces_change_nothing(@ForAll("fieldsThatReadTheirCanonicalForm") GoodCsv csv) {
    String text = csv.text(Dialect.RFC_4180);
    for (Format format : List.of(Format.CSV, Format.REJECTS_CSV)) {
      Options options =
          new Options(
              Options.Errors.INLINE,
              true,
              null,
              null,
              Options.Nulls.KEEP,
              format,
              false,
              Options.MissingCells.REJECT);
      assertThat(convert(csv.schema(), options, text, 3))
          .isEqualTo(convert(csv.schema(), options, text));
    }
  }
}
