package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that a message names the flag that helps, and that the flag does.
class HintsTest {

  private static final int FRAME_OF_128_MIB = (27 - 10) << 3;

  @TempDir private Path dir;

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transform", "validate"})
  void utf_16_without_a_mark(String command) throws IOException {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      String file = write("wide.csv", "name,age\nÄda,36\n".getBytes(charset));
      Ran ran = rowgate(command, "--errors=skip", file);
      String flag = "--encoding=" + charset.name().toLowerCase(Locale.ROOT);

      assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
      assertThat(ran.err()).contains("wide.csv: ", flag, "[not-csv]");
      assertThat(rowgate(command, flag, file).exit()).isEqualTo(ExitCode.ALL_GOOD);
    }
  }

  @Test
  void text_that_is_not_utf_8_in_a_header() throws IOException {
    String file = write("l1.csv", new byte[] {(byte) 0xE4, ',', 'b', '\n', '1', ',', '2', '\n'});

    assertThat(rowgate("transform", file).err()).contains("--encoding=windows-1252");
  }

  @Test
  void an_encoding_that_the_schema_names_is_told_as_the_schemas() throws IOException {
    String fields = "{\"encoding\":\"%s\",\"schema\":{\"fields\":[{\"name\":\"a\"}]}}";
    String utf8 = write("utf8.json", fields.formatted("utf-8").getBytes(UTF_8));
    String latin = write("latin.json", fields.formatted("iso-8859-15").getBytes(UTF_8));
    String wide = write("wide.json", fields.formatted("utf-16").getBytes(UTF_8));
    String isLatin = write("l1.csv", "a\nJos\u00e9\n".getBytes(ISO_8859_1));
    String isUtf8 = write("u8.csv", "a\nJosé\n".getBytes(UTF_8));

    assertThat(warnings(utf8, isLatin))
        .contains("though the schema says so", "--encoding=windows-1252, or correct the schema's");
    assertThat(warnings(latin, isUtf8))
        .contains("the schema names that encoding", "use --encoding=utf-8");
    assertThat(rowgate("transform", "--schema", wide, isUtf8).err())
        .contains("the schema names that encoding", "use --encoding=utf-8");
    assertThat(rowgate("transform", "--schema", wide, "--encoding=utf-8", isUtf8).exit())
        .isEqualTo(ExitCode.ALL_GOOD);
    assertThat(warnings(utf8, isLatin, "--encoding=utf-8")).contains("though the schema says so");
    assertThat(warnings(utf8, isUtf8, "--encoding=iso-8859-15"))
        .contains("name no encoding")
        .doesNotContain("schema");
  }

  private static String warnings(String schema, String file, String... flags) {
    var args = new ArrayList<>(List.of("transform", "--summary=false", "--schema", schema, file));
    args.addAll(List.of(flags));
    return rowgate(args.toArray(String[]::new)).err();
  }

  /// A frame of one raw block, as `zstd --long=27` writes it for input of unknown length.
  private static byte[] zstd(String text) {
    var frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) FRAME_OF_128_MIB});
    frame.writeBytes(new byte[] {(byte) (text.length() << 3 | 1), 0, 0});
    frame.writeBytes(text.getBytes(UTF_8));
    return frame.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transform", "validate", "infer"})
  void a_window_of_zstd_beyond_the_limit(String command) throws IOException {
    String file = write("long.csv.zst", zstd("a,b\n1,2\n"));
    Ran ran = rowgate(command, file);

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.err()).contains("134217728", "allow more by --max-zstd-window-bytes");
    assertThat(rowgate(command, "--max-zstd-window-bytes", "128MiB", file).exit())
        .isEqualTo(ExitCode.ALL_GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transform", "validate", "infer"})
  void a_ratio_beyond_the_limit(String command) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write("a,b\n".repeat(20_000).getBytes(UTF_8));
    }
    String file = write("x.csv.gz", bytes.toByteArray());
    String whole = command.equals("infer") ? "--whole" : "--errors=inline";
    Ran ran = rowgate(command, whole, "--max-inflate-ratio=2", "--inflate-free-bytes=1000", file);

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.err()).contains("allow more by --max-inflate-ratio");
    assertThat(rowgate(command, whole, "--inflate-free-bytes=1000", file).exit())
        .isEqualTo(ExitCode.ALL_GOOD);
  }

  @Test
  void listed_problems_raw_text_and_schemas_have_flags_too() throws IOException {
    String file = write("x.csv", "a\n1,2,3,4\n".getBytes(UTF_8));
    String schema = write("s.json", "{\"fields\":[{\"name\":\"a\"}]}".getBytes(UTF_8));

    assertThat(rowgate("transform", "--max-listed-problems=1", "--max-raw-bytes=3", file).out())
        .contains("\"more\":2,\"raw\":\"1,2\",\"rawCut\":true");
    assertThat(rowgate("transform", "--max-schema-bytes=5", "--schema", schema, file).err())
        .contains("schema-too-large");
  }

  @Test
  void a_csv_file_where_a_schema_is_expected() throws IOException {
    String file = write("x.csv", "a,b\n1,2\n".getBytes(UTF_8));

    assertThat(rowgate("schema", file).err())
        .contains("did you mean 'rowgate infer " + file + "'?");
    assertThat(rowgate("transform", "--schema", file, file).err())
        .contains("schema-not-json")
        .endsWith("a schema for this CSV file: rowgate infer " + file + "\n");
    assertThat(rowgate("schema", "check", file).err()).contains("rowgate infer " + file);
    assertThat(rowgate("infer", file).exit()).isEqualTo(ExitCode.ALL_GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "my data.csv | 'DIR/my data.csv'",
        "it's.csv | 'DIR/it'\\''s.csv'",
        "$(x);&.csv | 'DIR/$(x);&.csv'",
        "größe-1.csv | DIR/größe-1.csv",
      })
  void a_suggested_command_quotes_the_files_name(String name, String quoted) throws IOException {
    String file = write(name, "a,b\n1,2\n".getBytes(UTF_8));
    String word = quoted.replace("DIR", dir.toString());

    assertThat(rowgate("schema", "check", file).err()).contains("rowgate infer " + word + "\n");
    assertThat(rowgate("transform", "--schema", file, file).err())
        .endsWith("rowgate infer " + word + "\n");
    assertThat(rowgate("schema", file).err()).contains("'rowgate infer " + word + "'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "0", ":65536", "--port 70000", "http://127.0.0.1:99999/readyz"})
  void a_port_that_is_none_is_not_suggested(String arguments) {
    Ran ran = rowgate(("health " + arguments).split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).endsWith("try 'rowgate health --help'\n");
  }

  @Test
  void a_schema_without_a_command_for_it() throws IOException {
    String schema = write("s.json", "{\"fields\":[{\"name\":\"a\"}]}".getBytes(UTF_8));

    assertThat(rowgate("schema", schema).err())
        .contains("did you mean 'rowgate schema check " + schema + "'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port 8090",
        "--port=8090",
        "-p 8090",
        "8090",
        "localhost:8090",
        ":8090",
        "localhost:8090/readyz",
      })
  void a_port_in_place_of_a_url(String arguments) {
    Ran ran = rowgate(("health " + arguments).split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).endsWith("try 'rowgate health http://127.0.0.1:8090/readyz'\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | | 1,234 | if the comma is the decimal mark, set ~decimalChar~: ~,~; if the mark"
            + " groups digits, set ~groupChar~: ~,~ in",
        "number | | 0,234 | if the comma is the decimal mark, set ~decimalChar~: ~,~ in",
        "number | ,~decimalChar~: ~,~ | 1,234.5 | ``",
        "number | ,~decimalChar~: ~,~ | 1.5 | ``",
        "number | ,~decimalChar~: ~,~ | 1.234 | if the mark groups digits, set ~groupChar~: ~.~ in",
        "number | ,~decimalChar~: ~,~ | 1'234,5 | if the mark groups digits, set ~groupChar~: ~'~"
            + " in",
        "number | ,~groupChar~: ~ ~ | 1 234,5 | if the comma is the decimal mark, set"
            + " ~decimalChar~: ~,~ in",
        "number | ,~groupChar~: ~,~ | 1,5 | ``",
        "number | ,~groupChar~: ~ ~ | 1.234,5 | ``",
        "integer | ,~groupChar~: ~ ~ | 1.234 | ``",
        "integer | ,~bareNumber~: false | 1.234 | if the mark groups digits, set ~groupChar~: ~.~"
            + " in",
        "boolean | ,~trueValues~: [~yes~] | 1 | set ~trueValues~: [~yes~, ~1~] in",
        "boolean | ,~trueValues~: [~Yes~], ~falseValues~: [~No~] | ja | set ~trueValues~: [~Yes~,"
            + " ~ja~] and ~falseValues~: [~No~, ~nein~] in",
        "boolean | ,~trueValues~: [~0~], ~falseValues~: [~-~] | 1 | ``",
        "boolean | ,~trueValues~: [~\\~~, ~\\u001b[~], ~falseValues~: [~no~] | yes |"
            + " set ~trueValues~: [~\\~~, ~\\u001b[~, ~yes~] in",
      })
  void a_hint_agrees_with_what_the_field_states(
      String type, @Nullable String stated, String cell, String hint) throws IOException {
    String field = "{~name~:~a~,~type~:~" + type + "~" + (stated == null ? "" : stated) + "}";
    String schema = "{~fields~:[" + field + "]}";
    String path = write("s.json", schema.replace('~', '"').getBytes(UTF_8));
    String file = write("x.csv", ("a\n\"" + cell + "\"\n").getBytes(UTF_8));

    String table = rowgate("validate", "--format=table", "--schema", path, file).out();
    assertThat(table).contains("type-error");
    if (hint.isEmpty()) {
      assertThat(table).doesNotContain(" = ");
    } else {
      assertThat(table).contains(hint.replace('~', '"'));
    }
  }

  @Test
  void words_and_marks_that_the_schema_may_lack_are_told_once() throws IOException {
    String schema =
        write(
            "s.json",
            """
            {"fields":[{"name":"a","type":"number"},{"name":"b","type":"boolean"}]}
            """
                .getBytes(UTF_8));
    String file = write("x.csv", "a,b\n\"1.234,5\",Yes\n\"2.345,6\",No\n".getBytes(UTF_8));

    String table = rowgate("validate", "--format=table", "--schema", schema, file).out();
    assertThat(table)
        .containsOnlyOnce(
            "if the comma is the decimal mark, set \"decimalChar\": \",\" and \"groupChar\": \".\"")
        .containsOnlyOnce(
            "to read it as a boolean, set \"trueValues\": [\"Yes\"] and \"falseValues\": [\"No\"]");

    String mended =
        write(
            "t.json",
            """
            {"fields":[{"name":"a","type":"number","decimalChar": ",","groupChar": "."},
              {"name":"b","type":"boolean","trueValues": ["Yes"],"falseValues": ["No"]}]}
            """
                .getBytes(UTF_8));
    assertThat(rowgate("validate", "--schema", mended, file).exit()).isEqualTo(ExitCode.ALL_GOOD);
  }
}
