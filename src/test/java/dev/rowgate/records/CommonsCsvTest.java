package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowgate.options.Dialect;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// Compares the slow path with Commons CSV reading the whole input by itself, and pins where the
/// two differ on purpose: white space after a closing quote, and escapes.
class CommonsCsvTest {

  private static final String[] TEXTS = {
    "", "a", "Ada", "1", " x ", "é€😀", "\0", "\u2028", "\uFEFF", "#", "'", "\t", "b\\", "x\"y"
  };

  /// In a text: what the dialect has in its place.
  private static final String DELIMITER = "\uE000";

  private static final String QUOTE = "\uE001";

  private static final List<String> MIXED = List.of("\n", "\r\n", "\r");

  private static final List<String[]> DIALECTS =
      List.of(
          new String[] {},
          new String[] {"delimiter=;"},
          new String[] {"delimiter=tab"},
          new String[] {"quote='"},
          new String[] {"delimiter=|", "quote='"},
          new String[] {"delimiter=||"},
          new String[] {"delimiter=~|~", "quote='"},
          new String[] {"delimiter=§"},
          new String[] {"delimiter=¦¦"},
          new String[] {"delimiter=😀"},
          new String[] {"delimiter=,;", "nullSequence=\\N"});

  /// All that Commons CSV makes of an input.
  private static List<List<String>> commons(String input, Dialect dialect) {
    try (CSVParser parser = CSVParser.parse(new StringReader(input), format(dialect))) {
      return parser.stream().map(CSVRecord::toList).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CSVFormat format(Dialect dialect) {
    return CSVFormat.Builder.create()
        .setDelimiter(dialect.delimiter())
        .setQuote(dialect.quote() == Dialect.NONE ? null : (Character) (char) dialect.quote())
        .setEscape(dialect.escape() == Dialect.NONE ? null : (Character) (char) dialect.escape())
        .setIgnoreEmptyLines(true)
        .get();
  }

  private static List<List<String>> rowgate(String input, Dialect dialect) {
    return read(new RecordReader(dialect, ReadInput.LIMITS), input);
  }

  private static List<List<String>> inPlace(String input, Dialect dialect) {
    var reader = new RecordReader(dialect, ReadInput.LIMITS, new InPlaceReader(dialect));
    return read(reader, input);
  }

  private static List<List<String>> read(RecordReader reader, String input) {
    return ReadInput.read(reader, input.getBytes(UTF_8), 11).cells();
  }

  /// Well-formed CSV.
  ///
  /// @param quotedRows the rows as a table, each cell with how it is written
  /// @param cutsLastEnd whether the last line end is left out
  private record Csv(Dialect dialect, List<Row> quotedRows, boolean cutsLastEnd) {

    List<List<String>> table() {
      return quotedRows.stream()
          .map(row -> row.cells.stream().map(cell -> cell.text(dialect)).toList())
          .toList();
    }

    String text() {
      var csv = new StringBuilder();
      for (Row row : quotedRows) {
        for (int i = 0; i < row.cells.size(); i++) {
          csv.append(i == 0 ? "" : dialect.delimiter());
          csv.append(row.cells.get(i).write(dialect, row.cells.size() == 1));
        }
        // A blank line: after a CR, an LF would be its other half.
        csv.append(row.end).append(row.blankLine ? "\r\n" : "");
      }
      return cutsLastEnd ? csv.toString().replaceFirst("[\r\n]+$", "") : csv.toString();
    }

    @Override
    public String toString() {
      return dialect + ":\n" + text();
    }
  }

  private record Row(List<Cell> cells, String end, boolean blankLine) {}

  /// @param parts texts, `DELIMITER` and `QUOTE`
  /// @param quoted whether it has quotes where it needs none
  /// @param after white space after the closing quote
  private record Cell(List<String> parts, boolean quoted, String after) {

    String text(Dialect dialect) {
      String quote = Character.toString(dialect.quote());
      return String.join("", parts).replace(DELIMITER, dialect.delimiter()).replace(QUOTE, quote);
    }

    String write(Dialect dialect, boolean alone) {
      String text = text(dialect);
      String quote = Character.toString(dialect.quote());
      boolean must =
          alone && text.isEmpty()
              || text.startsWith(quote)
              || (text + dialect.delimiter()).indexOf(dialect.delimiter()) < text.length()
              || text.indexOf('\n') >= 0
              || text.indexOf('\r') >= 0;
      if (!must && !quoted) {
        return text;
      }
      String blanks = dialect.delimiter().equals("\t") ? after.replace("\t", "") : after;
      return quote + text.replace(quote, quote + quote) + quote + blanks;
    }
  }

  @Provide
  static Arbitrary<Csv> wellFormed() {
    Arbitrary<String> text = Arbitraries.of(TEXTS);
    Arbitrary<String> meaningful =
        Arbitraries.of("\n", "\r\n", "\r", DELIMITER, QUOTE, QUOTE + QUOTE);
    Arbitrary<List<String>> more =
        Combinators.combine(meaningful, text).as(String::concat).list().ofMaxSize(3);
    Arbitrary<List<String>> parts =
        Combinators.combine(text, more)
            .as((first, others) -> Stream.concat(Stream.of(first), others.stream()).toList());
    Arbitrary<Cell> cells =
        Combinators.combine(
                parts,
                Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true)),
                Arbitraries.of("", "", "", " ", " \t"))
            .as(Cell::new);
    return Combinators.combine(
            Arbitraries.of(DIALECTS).map(Dialects::dialect),
            Arbitraries.of(List.of(List.of("\n"), List.of("\r\n"), List.of("\r"), MIXED))
                .flatMap(ends -> rows(cells, ends)),
            Arbitraries.of(false, true))
        .as(Csv::new);
  }

  private static Arbitrary<List<Row>> rows(Arbitrary<Cell> cells, List<String> ends) {
    return Combinators.combine(
            cells.list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.of(ends),
            Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
        .as(Row::new)
        .list()
        .ofMaxSize(5);
  }

  @Property(tries = 8_000, edgeCases = EdgeCasesMode.NONE)
  void well_formed_csv_reads_as_commons_csv_reads_it_and_as_it_was_written(
      @ForAll("wellFormed") Csv csv) {
    String input = csv.text();
    boolean marked = input.startsWith("\uFEFF");
    if (!marked) {
      assertThat(rowgate(input, csv.dialect)).isEqualTo(csv.table());
      assertThat(commons(input, csv.dialect)).isEqualTo(csv.table());
    }
  }

  private static List<List<String>> inPlace(String input, String... options) {
    return rowgate(input, Dialects.dialect(options));
  }

  private static List<List<String>> commons(String input, String... options) {
    return commons(input, Dialects.dialect(options));
  }

  @Test
  void white_space_behind_a_quote_differs() {
    assertThat(commons("\"a\"\u2028,b\n")).containsExactly(List.of("a", "b"));
    assertThat(commons("\"a\"\f,b\n")).containsExactly(List.of("a", "b"));
    assertThat(inPlace("\"a\"\u2028,b\n")).isEmpty();
    assertThat(inPlace("\"a\"\f,b\n")).isEmpty();
  }

  @Test
  void an_escaped_character_differs() {
    assertThat(commons("\\n,\\x,\\é\n", "escape=\\")).containsExactly(List.of("\n", "\\x", "\\é"));
    assertThat(inPlace("\\n,\\x,\\é\n", "escape=\\")).containsExactly(List.of("n", "x", "é"));
  }

  @Test
  void an_escaped_crlf_differs() {
    assertThat(commons("a\\\r\nb\n", "escape=\\")).containsExactly(List.of("a\r"), List.of("b"));
    assertThat(inPlace("a\\\r\nb\n", "escape=\\")).containsExactly(List.of("a\r\nb"));
  }

  @Test
  void an_escape_at_the_end_differs() {
    assertThatThrownBy(() -> commons("a\\", "escape=\\")).hasMessageContaining("escape");
    assertThat(inPlace("a\\", "escape=\\")).containsExactly(List.of("a\\"));
  }

  /// Up to 1.13 it stood inside Commons CSV for "no such character".
  @Test
  void u_fffe_is_text_to_both() {
    String input = "\uFFFEa,b\uFFFEn,\uFFFE\n";
    for (String quote : List.of("quote=\"", "quote=")) {
      assertThat(commons(input, quote)).containsExactly(List.of("\uFFFEa", "b\uFFFEn", "\uFFFE"));
      assertThat(inPlace(input, quote)).isEqualTo(commons(input, quote));
    }
  }

  @Test
  void dialects_that_commons_csv_reads_otherwise_are_read_in_place() {
    for (String option :
        List.of("escape=\\", "lineTerminator=lf", "lineTerminator=crlf", "lineTerminator=cr")) {
      assertThat(CommonsCsvReader.canRead(Dialects.dialect(option))).as(option).isFalse();
    }
    for (String option : List.of("trim=true", "quote=", "delimiter=||", "comment=#")) {
      assertThat(CommonsCsvReader.canRead(Dialects.dialect(option))).as(option).isTrue();
    }
    assertThat(rowgate("a\rb\n", Dialects.dialect("lineTerminator=lf")))
        .containsExactly(List.of("a\rb"));
  }

  /// What would make Commons CSV fail, or read two records as one, is rejected first.
  @Test
  void a_rejected_record_is_not_given_to_commons_csv() {
    Dialect dialect = Dialects.dialect("header=false");
    assertThat(rowgate("\"a\"\n\"c\"\u2028\n\"d\n\"e\"\n", dialect))
        .containsExactly(List.of("a"), List.of("e"));
  }

  @Test
  void a_parser_is_used_again_for_the_next_header_of_the_same_dialect() {
    Dialect dialect = Dialects.dialect("delimiter=;");
    CommonsCsvParser parser = CommonsCsvParser.take(dialect);
    parser.giveBack(10);
    var taken = new ArrayList<CommonsCsvParser>();
    for (int i = 0; i < 16; i++) {
      taken.add(CommonsCsvParser.take(dialect));
    }
    assertThat(taken).contains(parser).doesNotHaveDuplicates();
  }
}
