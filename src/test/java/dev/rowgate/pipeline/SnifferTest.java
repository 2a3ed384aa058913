package dev.rowgate.pipeline;

import static dev.rowgate.pipeline.Driven.drive;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnifferTest {

  private static Driven run(String input, int piece) {
    return drive(null, Dialect.RFC_4180, Options.STANDARD, input.getBytes(UTF_8), piece);
  }

  private static void assertNotCsv(String input, String looksLike) {
    for (int piece : new int[] {1, 2, 3, Integer.MAX_VALUE}) {
      assertThat(run(input, piece).refusal())
          .as("%s in pieces of %d", looksLike, piece)
          .singleElement(type(InputProblem.NotCsv.class))
          .returns(looksLike, InputProblem.NotCsv::looksLike);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PK\u0003\u0004", "PK\u0003\u0004\u0014\n,\"", "PK\u0003\u0004a,b\n1,2\n"})
  void a_zip_file_is_no_csv(String input) {
    assertNotCsv(input, "a ZIP or XLSX file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "<html\n",
        "<HTML><body>",
        "<!doctype html>",
        "<!DOCTYPE HTML PUBLIC",
        "\uFEFF<html>",
        " \t\r\n\n<!DocType Html",
        "\uFEFF\n  <html lang=en>\n",
        "<table border=1>",
        "\n<TABLE>\n",
        "<table\tborder=1>",
        "<table\r\n"
      })
  void a_web_page_is_no_csv(String input) {
    assertNotCsv(input, "a web page");
  }

  @Test
  void a_web_page_behind_much_white_space_is_no_csv() {
    assertNotCsv("\n".repeat(900) + "<html>", "a web page");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"",
        "{\"a\":1}\n",
        "[{",
        "[{\"a\":1}]",
        "\uFEFF{\"a\"",
        "\uFEFF[{",
        "[\n  {\"a\": 1}\n]\n",
        "{\r\n\t\"a\"",
        "[ \n{"
      })
  void json_is_no_csv(String input) {
    assertNotCsv(input, "JSON");
  }

  /// Bytes as characters of ISO 8859-1.
  static Stream<Arguments> foreignFormats() {
    String tar = "d/\u00E4.csv" + "\0".repeat(93) + "0000644\0" + "0".repeat(149) + "ustar\000";
    return Stream.of(
        Arguments.of("PK\5\6\0", "an empty ZIP file"),
        Arguments.of("BZh91AY&SY\u00FF", "a bzip2 file"),
        Arguments.of("\u00FD7zXZ\0\0", "an xz file"),
        Arguments.of("7z\u00BC\u00AF'\34\0", "a 7z file"),
        Arguments.of("Rar!\32\7\1", "a RAR file"),
        Arguments.of("\4\"M\30d", "an LZ4 file"),
        Arguments.of("LZIP\1\14", "an lzip file"),
        Arguments.of("\u00FF\6\0\0sNaPpY\0", "a Snappy file"),
        Arguments.of("\37\u009D\u0090", "a file of compress (.Z)"),
        Arguments.of(
            "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\32\u00E1\0", "an XLS or other Office file"),
        Arguments.of("PAR1\25\4\25", "a Parquet file"),
        Arguments.of("ARROW1\0\0\u00FF", "an Arrow file"),
        Arguments.of("]\0\0\u0080\0", "an LZMA file"),
        Arguments.of("FEA1\0\0", "a Feather file"),
        Arguments.of("\u0089HDF\r\n\32\n", "an HDF5 file"),
        Arguments.of("<stata_dta><header>", "a Stata file"),
        Arguments.of("$FL2@(#) IBM SPSS", "an SPSS file"),
        Arguments.of("GIF89a\1", "a GIF image"),
        Arguments.of("Obj\1\4\24avro.codec", "an Avro file"),
        Arguments.of("ORC\21\0", "an ORC file"),
        Arguments.of("SQLite format 3\0\20", "an SQLite database"),
        Arguments.of("%PDF-1.7\n%\u00E2", "a PDF file"),
        Arguments.of("{\\rtf1\\ansi", "an RTF file"),
        Arguments.of("\u0089PNG\r\n\32\n", "a PNG image"),
        Arguments.of("\u00FF\u00D8\u00FF\u00E0", "a JPEG image"),
        Arguments.of("\177ELF\2", "a program"),
        Arguments.of(tar, "a tar archive"),
        Arguments.of("<?xml version=\"1.0\"?>\n<a/>", "XML"),
        Arguments.of("\u00EF\u00BB\u00BF\n <?xml ?>", "XML"));
  }

  @ParameterizedTest
  @MethodSource("foreignFormats")
  void another_format_is_named_by_its_first_bytes(String bytes, String looksLike) {
    for (int piece : new int[] {1, 7, Integer.MAX_VALUE}) {
      byte[] input = bytes.getBytes(ISO_8859_1);
      var problem =
          (InputProblem.NotCsv)
              drive(null, Dialect.RFC_4180, Options.STANDARD, input, piece).refusal().getFirst();
      assertThat(problem.looksLike()).isEqualTo(looksLike);
      assertThat(problem.message()).contains(looksLike + ", not like CSV; ").contains("it");
    }
  }

  @Test
  void what_is_inside_a_gzip_file_is_named_too() throws Exception {
    for (String inside : new String[] {"\37\u008B\b\0", "BZh91AY&SY", "PK\3\4"}) {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(inside.getBytes(ISO_8859_1));
      }
      Driven driven = drive(null, Dialect.RFC_4180, Options.STANDARD, packed.toByteArray(), 5);
      assertThat(driven.refusal()).singleElement().isInstanceOf(InputProblem.NotCsv.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PAR1,PAR2\n1,2\n",
        "PAR1\n1\n",
        "ORC,x\n",
        "BZh\n",
        "BZh9,1\n",
        "7z,a\n",
        "Rar!,a\n",
        "Rar!\n",
        "SQLite format 3\n",
        "%PDF\n",
        "<?xm,l\n",
        "Object\n",
        "FEA1,x\n",
        "GIF8,x\n",
        "[\n1\n",
        "{\nx\n",
        "{,[\n1,2\n",
        "],x\n",
        "<TICKER>,<DATE>\nA,1\n",
        "<tab\n",
        "<TABLE_NAME>,<ROWS>\nA,1\n",
        "<tablespace>,<bytes>\na,1\n",
        "<table,x\na,1\n",
        "<HTML_ID>,<ROWS>\nA,1\n",
        "ARROW1,2\n"
      })
  void words_that_other_formats_begin_with_are_labels(String input) {
    for (int piece : new int[] {1, 3, Integer.MAX_VALUE}) {
      assertThat(run(input, piece).isComplete()).as(input).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PK",
        "PK\u0003",
        "PK\u0003\u0005",
        "pk\u0003\u0004",
        "xPK\u0003\u0004",
        " PK\u0003\u0004",
        "<htm",
        "<htm,l",
        "<html",
        "<table",
        "<xhtml",
        "x<html",
        "<!doctype",
        "<!doctype htm,",
        "<!doctype  html",
        "{",
        "{a",
        "{ \"a",
        "[",
        "[1",
        "[ {",
        " {\"",
        "\n{\"",
        "\n[{",
        "a,{\"",
        "a\n{\"x\n",
        "\uFEFF",
        "\uFEFF\uFEFF{\"",
        "   ",
        "\t",
        "\"{\"\"\"",
        "\"<html>\""
      })
  void what_only_comes_near_is_read_as_csv(String input) {
    for (int piece : new int[] {1, 2, 3, Integer.MAX_VALUE}) {
      Driven driven = run(input, piece);
      if (driven.ending() instanceof Step.Refused refused) {
        assertThat(refused.problems()).noneMatch(InputProblem.NotCsv.class::isInstance);
      } else {
        assertThat(driven.isComplete()).isTrue();
      }
    }
  }

  @Test
  void the_first_byte_that_fits_nothing_ends_the_wait() {
    Conversion conversion =
        new Conversion(
            null, Dialect.RFC_4180, Options.STANDARD, dev.rowgate.options.Limits.STANDARD);
    assertThat(conversion.step()).isInstanceOf(Step.NeedsInput.class);
    conversion.feed("<htm,\n1".getBytes(UTF_8), 0, 4);
    assertThat(conversion.step()).isInstanceOf(Step.NeedsInput.class);
    conversion.feed("<htm,\n1,2\n".getBytes(UTF_8), 4, 6);
    assertThat(conversion.step()).isInstanceOf(Step.Ready.class);
  }

  @Test
  void white_space_is_waited_through_only_so_far() {
    String blanks = " ".repeat(1_100);
    Driven driven = run(blanks + "<html>\n1\n", 1);
    assertThat(driven.isComplete()).isTrue();
    assertThat(driven.rows()).hasSize(1);
  }

  @Test
  void a_sniffed_header_of_white_space_is_still_read() {
    assertThat(run("  \n1\n", 1).text()).startsWith("{\"field1\":\"1\"}\n").contains("blank-label");
  }
}
