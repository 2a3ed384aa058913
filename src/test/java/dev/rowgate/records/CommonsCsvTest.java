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
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

  /// A table written as well-formed CSV: quotes where they must be and sometimes where they may.
  private static String csv(List<List<String>> table, Dialect dialect, Random random) {
    StringBuilder csv = new StringBuilder();
    String[] ends = {"\n", "\r\n", "\r"};
    String end = ends[random.nextInt(3)];
    boolean mixed = random.nextInt(4) == 0;
    for (List<String> row : table) {
      for (int i = 0; i < row.size(); i++) {
        csv.append(i == 0 ? "" : dialect.delimiter());
        csv.append(cell(row.get(i), dialect, row.size() == 1, random));
      }
      csv.append(mixed ? ends[random.nextInt(3)] : end);
      // A blank line: behind a CR, an LF would be its other half.
      csv.append(random.nextInt(10) == 0 ? "\r\n" : "");
    }
    boolean cutsLastEnd = random.nextBoolean() && csv.toString().endsWith("\n");
    return cutsLastEnd ? csv.toString().stripTrailing() + cutSpaces(csv) : csv.toString();
  }

  /// What `stripTrailing` took beyond line ends.
  private static String cutSpaces(StringBuilder csv) {
    String all = csv.toString();
    int textEnd = all.length();
    while (textEnd > 0 && "\r\n".indexOf(all.charAt(textEnd - 1)) >= 0) {
      textEnd--;
    }
    return all.substring(all.stripTrailing().length(), textEnd);
  }

  private static String cell(String text, Dialect dialect, boolean alone, Random random) {
    String quote = Character.toString(dialect.quote());
    boolean must =
        alone && text.isEmpty()
            || text.startsWith(quote)
            || (text + dialect.delimiter()).indexOf(dialect.delimiter()) < text.length()
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    if (!must && random.nextInt(3) > 0) {
      return text;
    }
    String[] behind = {"", "", "", " ", " \t"};
    String blanks = dialect.delimiter().equals("\t") ? " " : behind[random.nextInt(behind.length)];
    return quote + text.replace(quote, quote + quote) + quote + blanks;
  }

  private static List<List<String>> table(Random random, Dialect dialect) {
    List<List<String>> table = new ArrayList<>();
    int rows = random.nextInt(6);
    for (int r = 0; r < rows; r++) {
      List<String> row = new ArrayList<>();
      int cells = 1 + random.nextInt(4);
      for (int c = 0; c < cells; c++) {
        StringBuilder text = new StringBuilder(TEXTS[random.nextInt(TEXTS.length)]);
        String[] more = {
          "\n", "\r\n", "\r", dialect.delimiter(), Character.toString(dialect.quote()), "\"\""
        };
        for (int i = random.nextInt(4); i > 0; i--) {
          text.append(more[random.nextInt(more.length)]);
          text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        row.add(text.toString());
      }
      table.add(row);
    }
    return table;
  }

  @Property(tries = 8_000)
  void well_formed_csv_reads_as_commons_csv_reads_it_and_as_it_was_written(@ForAll long seed) {
    Random random = new Random(seed);
    String[][] dialects = {
      {},
      {"delimiter=;"},
      {"delimiter=tab"},
      {"quote='"},
      {"delimiter=|", "quote='"},
      {"delimiter=||"},
      {"delimiter=~|~", "quote='"},
      {"delimiter=§"},
      {"delimiter=¦¦"},
      {"delimiter=😀"},
      {"delimiter=,;", "nullSequence=\\N"}
    };
    String[] options = dialects[random.nextInt(dialects.length)];
    Dialect dialect = Dialects.dialect(options);
    List<List<String>> table = table(random, dialect);
    String input = csv(table, dialect, random);
    boolean marked = input.startsWith("\uFEFF");
    if (!marked) {
      assertThat(rowgate(input, dialect)).as(input).isEqualTo(table);
      assertThat(commons(input, dialect)).as(input).isEqualTo(table);
      assertThat(rowgate(input, dialect)).as(input).isEqualTo(table);
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
