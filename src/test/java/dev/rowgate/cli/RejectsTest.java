package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of `--rejects`: the content of the file, and when it exists.
class RejectsTest {

  private static final String CSV = "name,age\nAda,36\nGrace,old\nEve,\"x\"y\n";

  private static final String REJECTS =
      """
      _line,_errors,name,age
      3,"type-error in age: 'old' is not an integer",Grace,old
      4,"stray-quote in age: cell 2 has a quote where none is allowed; double a quote inside a quoted cell",Eve,"x"y
      """;

  @TempDir private Path dir;
  private Path rejects;
  private Path schema;

  @BeforeEach
  void name() throws IOException {
    rejects = dir.resolve("rejects.csv");
    schema =
        Files.writeString(
            dir.resolve("s.json"),
            "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
  }

  private Ran transform(String csv, String... more) {
    return rowgate("transform", csv, more);
  }

  private Ran rowgate(String command, String csv, String... more) {
    return Ran.with(
        csv,
        Stream.concat(
                Stream.of(command, "--rejects=" + rejects, "--schema=" + schema), Stream.of(more))
            .toArray(String[]::new));
  }

  private String written() throws IOException {
    return Files.readString(rejects);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inline", "skip", "only"})
  void rejected_records_stand_there_whatever_becomes_of_them_in_the_output(String errors)
      throws IOException {
    Ran ran = transform(CSV, "--errors=" + errors);

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(written()).isEqualTo(REJECTS);
  }

  @Test
  void a_record_of_any_length_names_its_column() throws IOException {
    assertThat(transform("name,age\nEve,\"x\"" + "y".repeat(200_000)).exit())
        .isEqualTo(ExitCode.SOME_REJECTED);

    assertThat(written()).startsWith("_line,_errors,name,age\n2,\"stray-quote in age: cell 2 has");
  }

  /// `_errors` runs on to the next line, where a later cell is malformed: only the first line is
  /// rejected, and no cell of the record's own begins on it.
  @Test
  void a_first_line_that_ends_in_errors_is_kept_whole() throws IOException {
    Ran ran = transform("_line,_errors,name,age\n7,\"x\nlonger\",\"Ada\"b,1\n8,x,Eve,2\n");

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out()).contains("{\"name\":\"Eve\",\"age\":2}");
    assertThat(written())
        .startsWith(
            "_line,_errors,name,age\n"
                + "7,\"unclosed-quote: the quote that opens the cell of column '_errors' has no"
                + " end")
        .contains("\",7,\"x\n");
  }

  @Test
  void validation_has_them_too() throws IOException {
    assertThat(rowgate("validate", CSV).exit()).isEqualTo(ExitCode.SOME_REJECTED);

    assertThat(written()).isEqualTo(REJECTS);
  }

  @Test
  void without_any_the_header_stands_alone() throws IOException {
    assertThat(transform("name,age\nAda,36").exit()).isEqualTo(ExitCode.ALL_GOOD);

    assertThat(written()).isEqualTo("_line,_errors,name,age\n");
  }

  @Test
  void a_fault_leaves_an_older_file_as_it_was() throws IOException {
    Files.writeString(rejects, "older");

    assertThat(transform(CSV, "--errors=fail").exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(transform("age,name\n").exit()).isEqualTo(ExitCode.INPUT_BROKEN);

    assertThat(written()).isEqualTo("older");
    assertThat(dir).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void what_stands_before_the_header_stands_before_theirs() throws IOException {
    transform("\uFEFFexport of today\n# a comment\n" + CSV, "--skip-rows=1", "--comment=#");

    assertThat(written())
        .startsWith("\uFEFFexport of today\n# a comment\n_line,_errors,name,age\n5,");
  }

  @Test
  void lines_left_out_at_the_end_come_last() throws IOException {
    transform("name,age\nAda,old\n\nTotal,1", "--skip-footer=1");
    assertThat(written())
        .isEqualTo(
            """
            _line,_errors,name,age
            2,"type-error in age: 'old' is not an integer",Ada,old
            Total,1\
            """);

    transform("Total,1\n", "--skip-footer=1", "--header=false");
    assertThat(written()).isEqualTo("Total,1\n");
  }

  /// A generated header would be a line of the footer, which is longer than the file.
  @Test
  void a_file_that_is_only_its_footer_reads_back() throws IOException {
    Ran first = transform("\uFEFF\nSum,1\nTotal,1", "--skip-footer=4", "--header=false");
    String written = written();
    Ran second = transform(written, "--skip-footer=4", "--header=false");

    assertThat(written).isEqualTo("\uFEFF\nSum,1\nTotal,1");
    assertThat(written()).isEqualTo(written);
    assertThat(second.out()).isEqualTo(first.out()).contains("\"footerLines\":2");
  }

  @Test
  void a_header_of_several_rows_keeps_them() throws IOException {
    transform("na,a\nleft out\nme,ge\nAda,old", "--header-rows=1,3", "--header-join=");

    assertThat(written())
        .isEqualTo(
            """
            _line,_errors,na,a
            left out
            ,,me,ge
            4,"type-error in age: 'old' is not an integer",Ada,old
            """);
  }

  @Test
  void without_a_header_the_fields_of_the_schema_are_theirs() throws IOException {
    transform("Ada,old\n", "--header=false");

    assertThat(written())
        .isEqualTo(
            """
            _line,_errors,"name","age"
            1,"type-error in age: 'old' is not an integer",Ada,old
            """);
    assertThat(Ran.with(written().replace("old", "36"), "transform", "--schema=" + schema).out())
        .startsWith("{\"name\":\"Ada\",\"age\":36}\n");
  }

  private String rejectsWithoutHeader(String csv, String... more) throws IOException {
    var args = new ArrayList<>(List.of("transform", "--header=false", "--rejects=" + rejects));
    args.addAll(List.of(more));
    Ran.with(csv, args.toArray(String[]::new));
    return written();
  }

  @Test
  void the_first_well_formed_record_determines_the_header_of_the_rejects_before_it()
      throws IOException {
    String expected =
        """
        _line,_errors,"field1","field2"
        1,"unclosed-quote: the quote that opens cell 1 has no end","open
        3,"extra-cell: cell 3 ('3') is after the last column",1,2,3
        5,"missing-cell in field2: the record has no cell for column 'field2'",6
        """;
    String csv = "\"open\n1,2\n1,2,3\n4,5\n6\n";
    assertThat(rejectsWithoutHeader(csv)).isEqualTo(expected);
    assertThat(rejectsWithoutHeader("title\n# c\n" + csv, "--skip-rows=1", "--comment=#"))
        .startsWith("title\n# c\n_line,_errors,\"field1\",\"field2\"\n3,");

    Ran again = Ran.with(expected.replace("\"open", "x,y"), "transform", "--header=false");
    assertThat(again.out())
        .startsWith("{\"field1\":\"x\",\"field2\":\"y\"}\n")
        .contains("\"rowsWritten\":1,\"rowsRejected\":2");
  }

  /// As its run hadn't a well-formed record either.
  @Test
  void a_rejects_file_without_columns_gets_them_from_its_first_well_formed_record()
      throws IOException {
    String none = rejectsWithoutHeader("\"a\n\"b\n\"c\n");
    assertThat(none).startsWith("_line,_errors\n1,").hasLineCount(4);

    String corrected = none.replace("\"b", "1,2").replace("\"c", "1,2,3");
    assertThat(rejectsWithoutHeader(corrected))
        .startsWith("_line,_errors,\"field1\",\"field2\"\n1,")
        .contains("\n3,\"extra-cell")
        .hasLineCount(3);
  }

  @Test
  void a_long_record_of_the_first_ones_is_rejected_whole() throws IOException {
    String text = rejectsWithoutHeader("\"x\"" + "y".repeat(50_000) + "\n1,2\n1,2,3\n");
    assertThat(text)
        .startsWith("_line,_errors,\"field1\",\"field2\"\n1,")
        .contains("y".repeat(50_000) + "\n3,");
  }

  @Test
  void rejects_before_the_columns_are_kept_within_a_limit() throws IOException {
    String csv = "\"open\n".repeat(2_000) + "1,2\n1,2,3\n";
    assertThat(rejectsWithoutHeader(csv)).startsWith("_line,_errors\n1,").hasLineCount(2_002);
  }

  /// Their two columns count for no number.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Eve,\"x\"y | cell 2 has a quote where none is allowed",
        "Eve,36,7 | cell 3 ('7') is after the last column",
        "Eve,\"3 | the quote that opens cell 2 has no end",
      })
  void the_numbers_of_cells_are_the_same_in_every_round(String record, String message)
      throws IOException {
    Ran first = transform("name,age\n" + record + "\n");
    String rejected = written();
    Ran second = transform(rejected);

    assertThat(first.out()).contains(message);
    assertThat(second.out()).contains(message);
    assertThat(written()).isEqualTo(rejected);
    assertThat(columnNumber(second.out())).isEqualTo(columnNumber(first.out()));
  }

  private static String columnNumber(String lines) {
    return lines.replaceFirst("(?s).*?\"columnNumber\":([0-9]+).*", "$1");
  }

  @Test
  void the_numbers_of_labels_do_not_count_them_either() {
    Ran ran = transform("_line,_errors,name,age,x\n2,,Ada,36,1\n");

    assertThat(ran.err()).contains("label 3, 'x', is not in the schema");
  }

  @Test
  void a_fault_in_their_own_cells_names_them() throws IOException {
    Ran ran = transform("_line,_errors,name,age\n2,\"a\"b,Ada,36\n");

    assertThat(ran.out())
        .contains("the cell of column '_errors' has a quote where none is allowed")
        .doesNotContain("\"columnNumber\"");
  }

  @Test
  void rejected_again_they_keep_the_line_of_the_first_file() throws IOException {
    transform(CSV);
    String first = written();

    transform(first.replace("old", "36").replace("\"x\"y", "z"));

    assertThat(written())
        .isEqualTo(
            """
            _line,_errors,name,age
            4,"type-error in age: 'z' is not an integer",Eve,z
            """);
    assertThat(first).isEqualTo(REJECTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--delimiter=_",
        "--delimiter=e --quote=",
        "--delimiter=3 --quote=",
        "--delimiter=- --quote= --escape=\\",
        "--comment=_",
        "--comment=3 --quote=",
        "--comment=2 --header=false",
        "--escape=e",
        "--escape=3 --quote=",
        "--quote=_",
        "--quote=3 --double-quote=false",
        "--line-terminator=_",
        "--header=false",
        "--null-sequence=_line",
        "--null-sequence=3",
        "--encoding=windows-1252 --comment=_",
      })
  void they_read_back_in_every_dialect(String options) throws IOException {
    String[] flags = options.split(" ");
    String delimiter = options.startsWith("--delimiter") ? options.substring(12, 13) : ",";
    String end = options.contains("terminator") ? "_" : "\n";
    String header = options.contains("header=false") ? "" : "K,V\n";
    schema =
        Files.writeString(
            schema, "{\"fields\":[{\"name\":\"K\"},{\"name\":\"V\",\"type\":\"boolean\"}]}");
    String csv = (header + "A,TRUE\nB,FALSCH\nC,WAHR\n").replace(",", delimiter).replace("\n", end);

    transform(csv, flags);
    String first = written();
    Ran again = transform(first, flags);

    assertThat(written()).isEqualTo(first).contains("FALSCH").contains("WAHR");
    assertThat(again.out()).contains("\"rowsRejected\":2");
    Ran mended = transform(first.replace("FALSCH", "0").replace("WAHR", "0"), flags);
    assertThat(mended.exit()).as(first).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(mended.out()).startsWith("{\"K\":\"B\",\"V\":false}\n{\"K\":\"C\",\"V\":false}\n");
  }

  @Test
  void without_quotes_what_would_end_the_cell_is_left_out() throws IOException {
    transform("name\tage\nAda\to\"l'd\\\n", "--delimiter=tab", "--quote=");

    assertThat(written())
        .isEqualTo(
            "_line\t_errors\tname\tage\n"
                + "2\ttype-error in age: 'o\"l'd\\' is not an integer\tAda\to\"l'd\\\n");
  }

  @Test
  void a_cell_of_many_problems_counts_the_rest() throws IOException {
    transform("name,age\n" + "a,".repeat(60) + "\n");

    String cell = written().lines().skip(1).findFirst().orElseThrow();
    assertThat(cell).contains("; and 40 more\",a,a,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--trim",
        "--header=false",
        "--header-rows=1,2 --header-join=",
        "--delimiter=_",
        "--delimiter=_ --quote=",
        "--encoding=utf-16le",
      })
  void a_header_at_the_limits_reads_back(String options) throws IOException {
    Charset encoding = options.contains("utf-16") ? UTF_16LE : UTF_8;
    String delimiter = options.contains("=_") ? "_" : ",";
    boolean twoRows = options.contains("rows");
    String labels = "a,b,c" + "d".repeat(twoRows ? 19 : 38);
    String header = twoRows ? labels + "\n" + "e".repeat(17) + ",f,\n" : labels + "\n";
    String csv = (header + "1,2\n1,2,3\n1,2,3,4\n").replace(",", delimiter);
    Path input = Files.write(dir.resolve("in.csv"), csv.getBytes(encoding));
    String first = readAgain(input, options);
    assertThat(first).doesNotContain("\"fault\"");
    Path mended = Files.move(rejects, dir.resolve("mended.csv"), REPLACE_EXISTING);
    String again = readAgain(mended, options);

    assertThat(again).isNotEmpty().contains("\"recordsRead\":2,");
    assertThat(Files.readAllBytes(rejects)).isEqualTo(Files.readAllBytes(mended));

    String quoted =
        Files.readString(mended, encoding)
            .replaceFirst("^_line,_errors,", "\"_line\",\"_errors\",");
    Files.writeString(mended, quoted, encoding);
    assertThat(readAgain(mended, options)).isEqualTo(again);
  }

  /// Reads with limits of 40 header bytes and 3 columns.
  private String readAgain(Path input, String options) {
    return Ran.with(
            "",
            Stream.concat(
                    Stream.of(
                        "transform",
                        input.toString(),
                        "--errors=skip",
                        "--rejects=" + rejects,
                        "--max-fields=3",
                        "--max-record-bytes=43"),
                    Stream.of(options.split(" ")))
                .toArray(String[]::new))
        .out()
        .replaceFirst("\"bytesRead\":\\d+,", "");
  }

  @Test
  void a_line_longer_than_all_limits_is_there_whole() throws IOException {
    String line = "Ada," + "é0123456789".repeat(50_000) + ",x";
    transform(
        "name,age\n" + line + "\nEve,7\n", "--max-record-bytes=10240", "--max-cell-bytes=10240");

    assertThat(written())
        .isEqualTo(
            "_line,_errors,name,age\n2,\"record-too-large: the record is longer than 10240 bytes\","
                + line
                + "\n");
  }

  @Test
  void a_file_that_is_read_or_written_otherwise_is_refused() throws IOException {
    Path input = Files.writeString(dir.resolve("in.csv"), CSV);
    Files.createLink(rejects, input);

    Ran ran = transform("", input.toString());
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains(rejects + ": the output can't be the file that is read");
    assertThat(transform(CSV, "-o", dir + "/./rejects.csv").err())
        .contains("the rejects can't go where the output goes");
    assertThat(Ran.with(CSV, "transform", "--rejects=-").err())
        .contains("the rejects can't go where the output goes");
    assertThat(Files.readString(input, UTF_8)).isEqualTo(CSV);
  }

  @Test
  void a_place_where_no_file_can_be_is_named() {
    rejects = dir.resolve("none/rejects.csv");

    Ran ran = transform(CSV);

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).startsWith("rowgate: " + rejects + ": ");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void rows_left_out_behind_the_header_are_refused() {
    Ran ran = transform(CSV, "--comment-rows=3");

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("option '--comment-rows' is '3'; it takes rows before the last");
  }
}
