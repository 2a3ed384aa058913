package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.screen.WithRejects;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.Dialects;
import dev.rowgate.rows.Schemas;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the first bytes of an input say of how it is written.
class HeadDialectTest {

  private static final int[] PIECES = {1, 2, 3, 7, Integer.MAX_VALUE};

  private static Driven run(Dialect dialect, byte[] input, int piece) {
    return Driven.drive(null, dialect, Options.STANDARD, input, piece);
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }

  @Test
  void a_byte_order_mark_of_utf_16_names_the_encoding() {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      byte[] input = bytes("\uFEFFa,b\r\nä,😀\r\nx\r\n", charset);
      for (int piece : PIECES) {
        Driven driven = run(Dialect.RFC_4180, input, piece);
        assertThat(driven.text())
            .startsWith(
                "{\"a\":\"ä\",\"b\":\"😀\"}\n"
                    + "{\"_error\":{\"record\":2,\"line\":3,\"byteOffset\":24,")
            .contains("\"warnings\":[{\"code\":\"byte-order-mark\"")
            .contains(charset.name());
        assertThat(driven.summary().get("bytesRead").asLong()).isEqualTo(input.length);
      }
    }
  }

  @Test
  void utf_16_without_a_mark_is_refused_with_its_name() {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      for (String text : List.of("a,b\n1,2\n", "имя\nИван\n", "\"x\"\n1\n", "1\n", "שם\n1\n")) {
        for (String header : List.of("header=true", "header=false")) {
          for (int piece : PIECES) {
            Driven driven = run(Dialects.dialect(header), bytes(text, charset), piece);
            assertThat(driven.refusal()).hasSize(1);
            assertThat(driven.refusal().getFirst().message())
                .contains("UTF-16 without a byte order mark")
                .endsWith("encoding=" + charset.name().toLowerCase(Locale.ROOT));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0001b\u0001c\n", "a\0b\n", "\0\0\0\0\n", "a", "a\n", "ab\0\0\n"})
  void control_characters_alone_are_not_utf_16(String text) {
    for (int piece : PIECES) {
      assertThat(run(Dialect.RFC_4180, bytes(text, UTF_8), piece).isComplete()).isTrue();
    }
    String wide = "a\u0004b\u0004c\n";
    assertThat(run(Dialects.dialect("delimiter=\u0004"), bytes(wide, UTF_8), 1).isComplete())
        .isTrue();
  }

  /// Excel's usual file: the line names the delimiter, and nothing names the encoding.
  @Test
  void a_line_sep_does_not_name_the_encoding() {
    byte[] input = bytes("sep=;\na;b\nJosé;1\nx;2\n", ISO_8859_1);
    assertThat(run(Dialect.RFC_4180, input, 7).summary().get("warnings").toString())
        .contains("sep-line", "unnamed-encoding");
  }

  @Test
  void a_named_encoding_counts_more_than_a_mark() {
    byte[] input = bytes("\uFEFFa\nx\n", UTF_16LE);
    assertThat(run(Dialects.dialect("encoding=utf-16"), input, 3).summary().has("warnings"))
        .isFalse();
    assertThat(run(Dialects.dialect("encoding=utf-8"), input, 3).isComplete()).isFalse();
  }

  /// Their first bytes can't be text in the named encoding.
  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, utf-16be",
    "UTF-16BE, utf-16le",
    "UTF-16LE, utf-8",
    "UTF-16BE, utf-8",
    "UTF-8, utf-16",
    "UTF-8, utf-16le",
    "UTF-8, utf-16be"
  })
  void a_mark_of_another_unicode_encoding_than_the_named_one_is_refused(
      String written, String named) {
    for (String header : new String[] {"true", "false"}) {
      for (int piece : PIECES) {
        byte[] input = bytes("\uFEFFa\nx\n", Charset.forName(written));
        Dialect dialect = Dialects.dialect("encoding=" + named, "header=" + header);
        Driven driven = run(dialect, input, piece);
        assertThat(driven.refusal())
            .containsExactly(
                new InputProblem.EncodingConflict(written, named.toUpperCase(Locale.ROOT)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iso-8859-1", "windows-1252", "us-ascii", "gbk", "gb18030", "shift_jis"})
  void utf_8_s_mark_is_dropped_whatever_encoding_is_named(String named) {
    byte[] input = bytes("\uFEFFa,b\nx,y\nz\n", UTF_8);
    for (int piece : PIECES) {
      Driven driven = run(Dialects.dialect("encoding=" + named), input, piece);
      assertThat(driven.text())
          .startsWith(
              "{\"a\":\"x\",\"b\":\"y\"}\n{\"_error\":{\"record\":2,\"line\":3,\"byteOffset\":11,")
          .contains("\"code\":\"byte-order-mark\"", "of UTF-8, which is left out, but is read as");
      assertThat(driven.summary().get("bytesRead").asLong()).isEqualTo(input.length);
    }
  }

  @Test
  void a_line_sep_may_follow_the_mark_of_another_encoding() {
    byte[] input = bytes("\uFEFFsep=;\na;b\n1;2\n", UTF_8);
    for (int piece : PIECES) {
      assertThat(run(Dialects.dialect("encoding=windows-1252"), input, piece).text())
          .startsWith("{\"a\":\"1\",\"b\":\"2\"}\n")
          .contains("byte-order-mark", "sep-line");
    }
  }

  @Test
  void the_mark_of_utf_16_is_text_in_an_encoding_of_single_bytes() {
    byte[] input = bytes("\u00FF\u00FEa\nx\n", ISO_8859_1);
    for (int piece : PIECES) {
      assertThat(run(Dialects.dialect("encoding=iso-8859-1"), input, piece).text())
          .startsWith("{\"\u00FF\u00FEa\":\"x\"}\n")
          .contains("begins with the byte order mark of UTF-16LE, but is read as ISO-8859-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-32LE", "UTF-32BE"})
  void utf_32_is_refused_by_name(String name) {
    for (int piece : PIECES) {
      for (String option : new String[] {"quote=\"", "encoding=utf-16", "encoding=iso-8859-1"}) {
        byte[] input = bytes("\uFEFFa\nx\n", Charset.forName(name));
        Driven driven = run(Dialects.dialect(option), input, piece);
        assertThat(driven.refusal()).singleElement().isInstanceOf(InputProblem.NotCsv.class);
        assertThat(driven.refusal().getFirst().message()).contains("UTF-32");
      }
    }
  }

  @Test
  void a_mark_alone_is_an_empty_input() {
    for (int piece : PIECES) {
      assertThat(run(Dialect.RFC_4180, bytes("\uFEFF", UTF_16BE), piece).refusal())
          .containsExactly(new InputProblem.EmptyInput());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void a_first_line_sep_sets_the_delimiter(String name) {
    for (String mark : new String[] {"", "\uFEFF"}) {
      for (String end : new String[] {"\n", "\r\n", "\r"}) {
        String csv = mark + "sep=;" + end + "a;b" + end + "1,5;2" + end;
        for (int piece : PIECES) {
          Driven driven =
              run(Dialects.dialect("encoding=" + name), bytes(csv, Charset.forName(name)), piece);
          assertThat(driven.text())
              .as("%s in pieces of %d", csv, piece)
              .startsWith("{\"a\":\"1,5\",\"b\":\"2\"}\n")
              .contains("\"warnings\":[{\"code\":\"sep-line\"");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void an_input_that_is_only_this_line_is_empty(String name) {
    Charset charset = Charset.forName(name);
    for (String csv : List.of("sep=;", "\uFEFFsep=;", "sep=;\r", "sep=;\r\n", "\uFEFFsep=\t\n")) {
      for (int piece : PIECES) {
        Dialect dialect = Dialects.dialect("encoding=" + name);
        assertThat(run(dialect, bytes(csv, charset), piece).refusal())
            .as("%s in pieces of %d", csv, piece)
            .containsExactly(new InputProblem.EmptyInput());
        Dialect noHeader = Dialects.dialect("encoding=" + name, "header=false");
        assertThat(run(noHeader, bytes(csv, charset), piece).text())
            .contains("\"recordsRead\":0", "\"code\":\"sep-line\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lineTerminator=any", "lineTerminator=lf", "lineTerminator=crlf"})
  void it_may_end_in_a_bare_cr(String terminator) {
    for (int piece : PIECES) {
      Dialect dialect = Dialects.dialect(terminator);
      assertThat(run(dialect, bytes("sep=;\ra;b\r\n1;2\r\n", UTF_8), piece).text())
          .contains("{\"a\":\"1\",", "\"code\":\"sep-line\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sep=",
        "sep=a\na\n",
        "sep=\nx\n",
        "sep=;;\n1;2;3\n",
        "Sep=;\n1\n",
        "sep=\"\n1\n",
        "sep= ;\n1\n",
        "x\nsep=;\n"
      })
  void another_first_line_is_data(String csv) {
    for (int piece : PIECES) {
      assertThat(run(Dialect.RFC_4180, bytes(csv, UTF_8), piece).text()).doesNotContain("sep-line");
    }
  }

  @Test
  void another_source_of_the_delimiter_counts_more() {
    Driven driven = run(Dialects.dialect("delimiter=,"), bytes("sep=;\na,b\n1,2\n", UTF_8), 3);
    assertThat(driven.text())
        .startsWith("{\"a\":\"1\",\"b\":\"2\"}\n")
        .contains("the delimiter is ',' all the same");
  }

  @Test
  void a_line_that_is_left_out_already_is_left_out_once() {
    byte[] input = bytes("sep=;\na;b\n1;2\n", UTF_8);
    for (String dialect : List.of("skipRows=1", "headerRows=1")) {
      assertThat(run(Dialects.dialect(dialect), input, 3).text())
          .as(dialect)
          .startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
    }
    Driven unlabelled = run(Dialects.dialect("header=false"), input, 3);
    assertThat(unlabelled.text()).startsWith("{\"field1\":\"a\",\"field2\":\"b\"}\n");
  }

  @Test
  void a_rejects_file_reads_back() throws Exception {
    var schema = Schemas.fields("exact", "{'name':'a','type':'integer'},{'name':'b'}");
    for (byte[] input :
        List.of(bytes("sep=;\na;b\nx;2\n", UTF_8), bytes("\uFEFFsep=;\na;b\nx;ä\n", UTF_16BE))) {
      var rejects = new ByteArrayOutputStream();
      var writer =
          new WithRejects(
              new LineWriter(Options.STANDARD), new RejectsWriter(Dialect.RFC_4180), rejects);
      var conversion =
          new Conversion(
              schema,
              Dialect.RFC_4180,
              Options.STANDARD,
              Limits.STANDARD,
              Compression.DETECT,
              _ -> null,
              writer);
      assertThat(Driven.drive(conversion, input, 3).summary().get("rowsRejected").asInt()).isOne();

      Driven again =
          Driven.drive(schema, Dialect.RFC_4180, Options.STANDARD, rejects.toByteArray(), 3);
      assertThat(again.isComplete()).as(rejects.toString(ISO_8859_1)).isTrue();
      assertThat(again.errors()).hasSize(1);
    }
  }
}
