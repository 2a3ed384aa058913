package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests wrong usage of the command line: each error has its exit code and message, and stdout
/// stays empty.
class CliNegativeTest {

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--errors=loud | inline, skip, only or fail",
        "--errors=skp | inline, skip, only or fail",
        "--summary=no | true or false",
        "--max-errors=-1 | a whole number of at most 18 digits",
        "--max-error-ratio=1.5 | a decimal from 0 to 1 of at most 20 characters",
        "--nulls=drop | keep or omit",
        "--delimiter=comma | one character, tab, or up to 64 that are no letters or digits",
        "--quote='' | one printable ASCII character, tab, or nothing at all for none",
        "--escape=ä | one printable ASCII character, tab, or nothing at all for none",
        "--comment=rem | one character, tab, or up to 64 that are no letters or digits",
        "--header=no | true or false",
        "--skip-rows=1000001 | a whole number from 0 to 1000000",
        "--trim=left | true or false",
        "--line-terminator=nl | any, lf, crlf, cr, or up to 64 characters but letters and digits",
        "--encoding=morse | utf-8, utf-16",
      })
  void a_value_that_a_flag_does_not_take(String arg, String expected) {
    String flag = arg.substring(0, arg.indexOf('='));
    Ran ran = rowgate("transform", arg);

    assertMisuse(ran, "transform");
    assertThat(ran.err())
        .startsWith("rowgate: option '" + flag + "' is '" + arg.substring(flag.length() + 1) + "'")
        .contains("it takes " + expected)
        .hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--errors", "--summary", "--max-errors", "--max-error-ratio", "--nulls", "--delimiter",
        "--quote", "--escape", "--comment", "--header", "--skip-rows", "--trim",
        "--line-terminator", "--encoding", "--schema", "--output"
      })
  void a_flag_given_twice(String flag) {
    Ran ran = rowgate("transform", flag + "=true", flag + "=true");

    assertMisuse(ran, "transform");
    assertThat(ran.err())
        .contains("option '" + flag + "' is 'true, true'; it takes one value, given once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--errors",
        "--max-errors",
        "--max-error-ratio",
        "--nulls",
        "--delimiter",
        "--quote",
        "--escape",
        "--comment",
        "--skip-rows",
        "--line-terminator",
        "--encoding",
        "--schema",
        "--output"
      })
  void a_flag_without_its_value(String flag) {
    for (Ran ran :
        new Ran[] {rowgate("transform", flag), rowgate("transform", flag, "--trim", "x.csv")}) {
      assertMisuse(ran, "transform");
      assertThat(ran.err()).startsWith("rowgate: option '" + flag + "' needs a value\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--delimeter=;, --delimeter, --delimiter",
    "--maxErrors=1, --maxErrors, --max-errors",
    "--colour, --colour, ",
    "-x, -x, ",
    "-d, -d, --delimiter",
    "-s=people.json, -s, --schema",
  })
  void a_flag_that_there_is_not(String arg, String flag, String meant) {
    Ran ran = rowgate("transform", arg, "people.csv");

    assertMisuse(ran, "transform");
    assertThat(ran.err())
        .startsWith(
            "rowgate: there is no option '"
                + flag
                + "'"
                + (meant == null ? "" : "; did you mean '" + meant + "'?")
                + "\n");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    Ran ran = rowgate("transform", "--errors=loud", "--nulls=x", "--trim=x", "a", "-");

    assertMisuse(ran, "transform");
    assertThat(ran.err()).hasLineCount(5).contains("--errors", "--nulls", "--trim", "FILE is '-'");
  }

  @Test
  void a_flag_that_there_is_not_is_told_with_all_that_is_wrong() {
    Ran ran = rowgate("transform", "--errors=loud", "--delimeter=;", "--colour", "--schema");

    assertMisuse(ran, "transform");
    assertThat(ran.err())
        .hasLineCount(5)
        .contains("'--delimeter'", "'--colour'", "'--schema' needs a value", "--errors");
  }

  @Test
  void what_stands_behind_a_flag_that_there_is_not_may_be_its_value() {
    Ran ran = rowgate("transform", "--delimeter", ";", "--qoute", "", "people.csv");

    assertMisuse(ran, "transform");
    assertThat(ran.err())
        .isEqualTo(
            """
            rowgate: there is no option '--delimeter'; did you mean '--delimiter'?
            rowgate: there is no option '--qoute'; did you mean '--quote'?
            rowgate: try 'rowgate transform --help'
            """);
  }

  @Test
  void several_files() {
    Ran ran = rowgate("init", "a.csv", "b.csv");

    assertMisuse(ran, "init");
    assertThat(ran.err()).startsWith("rowgate: several files are not supported: give one FILE\n");
  }

  @Test
  void a_switch_with_its_value_apart() {
    assertThat(rowgate("transform", "--header", "false", "people.csv").err())
        .contains("a switch takes its value as in --header=false");
  }

  @Test
  void a_file_without_a_name() {
    for (String[] args : new String[][] {{""}, {"-o", ""}, {"--schema="}}) {
      Ran ran = rowgate(concat("transform", args));

      assertMisuse(ran, "transform");
      assertThat(ran.err()).contains("is ''; it takes the name of a file");
    }
  }

  @Test
  void a_name_that_no_file_can_have() {
    Ran ran = rowgate("transform", "a\0b");

    assertMisuse(ran, "transform");
    assertThat(ran.err())
        .startsWith("rowgate: FILE is 'a\\u0000b', which is not the name of a file\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--delimiter=\" | option '--delimiter' is '\"'; it takes a character other than the quote",
        "--quote=, | option '--quote' is ','; it takes a character other than the delimiter",
        "--escape=, | option '--escape' is ','; it takes a character other than the delimiter",
        "--comment=\" | option '--comment' is '\"'; it takes a character other than the quote",
      })
  void two_roles_for_one_character(String arg, String message) {
    Ran ran = Ran.with("a\n1\n", "transform", arg);

    assertThat(ran).isEqualTo(new Ran(ExitCode.WRONG_USAGE, "", "rowgate: " + message + "\n"));
  }

  @Test
  void an_input_that_is_not_there() {
    assertThat(rowgate("transform", dir + "/none.csv"))
        .isEqualTo(
            new Ran(
                ExitCode.IO_FAILED,
                "",
                "rowgate: " + dir + "/none.csv: there is no such file or directory\n"));
  }

  @Test
  void an_input_that_is_a_directory() {
    assertThat(rowgate("init", "-o", "-", dir.toString()))
        .isEqualTo(new Ran(ExitCode.IO_FAILED, "", "rowgate: " + dir + ": is a directory\n"));
  }

  @Test
  void a_schema_that_is_not_there() {
    assertThat(rowgate("transform", "--schema", dir + "/none.json"))
        .isEqualTo(
            new Ran(
                ExitCode.IO_FAILED,
                "",
                "rowgate: " + dir + "/none.json: there is no such file or directory\n"));
  }

  @Test
  void a_schema_that_is_wrong_twice() throws IOException {
    Path schema =
        Files.writeString(
            dir.resolve("schema.json"),
            """
            {"fields": [{"name": "a", "type": "intger"}, {"name": "b", "type": "nmber"}]}
            """);

    Ran ran = Ran.with("a,b\n1,2\n", "transform", "--schema", schema.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("rowgate: " + schema + ": /fields/"));
  }

  @Test
  void an_output_that_is_the_input_or_the_schema() throws IOException {
    Path csv = Files.writeString(dir.resolve("a.csv"), "a\n1\n");
    Path linked = Files.createLink(dir.resolve("b.csv"), csv);
    Path schema =
        Files.writeString(
            dir.resolve("s.json"), "{\"fields\": [{\"name\": \"a\", \"type\": \"any\"}]}");

    for (Path output : new Path[] {csv, linked, schema}) {
      Ran ran = rowgate("transform", csv.toString(), "--schema=" + schema, "-o", output.toString());

      assertThat(ran)
          .isEqualTo(
              new Ran(
                  ExitCode.WRONG_USAGE,
                  "",
                  "rowgate: " + output + ": the output can't be the file that is read\n"));
    }
    assertThat(csv).hasContent("a\n1\n");
  }

  @Test
  void an_output_where_no_file_can_be() {
    Ran directory = Ran.with("a\n1\n", "transform", "-o", dir.toString());
    Ran nowhere = Ran.with("a\n1\n", "transform", "-o", dir + "/none/out");

    assertThat(directory)
        .isEqualTo(new Ran(ExitCode.IO_FAILED, "", "rowgate: " + dir + ": is a directory\n"));
    assertThat(nowhere)
        .isEqualTo(
            new Ran(
                ExitCode.IO_FAILED,
                "",
                "rowgate: " + dir + "/none/out: there is no such file or directory\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port=65536 | option '--port' is '65536'; it takes a whole number from 0 to 65535",
        "--port=http | option '--port' is 'http'; it takes a whole number from 0 to 65535",
        "--port=-1 | option '--port' is '-1'; it takes a whole number from 0 to 65535",
        "--host= | option '--host' is ''; it takes a name or an address",
        "--schemas= | option '--schemas' is ''; it takes the name of a directory",
        "--host | option '--host' needs a value",
        "--hots=x | there is no option '--hots'; did you mean '--host'?",
        "people.csv | serve takes no FILE, and there is 'people.csv'",
      })
  void serve_misused(String arg, String message) {
    Ran ran = rowgate("serve", arg);

    assertMisuse(ran, "serve");
    assertThat(ran.err()).startsWith("rowgate: " + message + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--host", "--schemas"})
  void serve_with_a_flag_given_twice(String flag) {
    Ran ran = rowgate("serve", flag + "=1", flag + "=1");

    assertMisuse(ran, "serve");
    assertThat(ran.err()).contains("option '" + flag + "' is '1, 1'; it takes one value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--version x", "-V --help", "--version --version", "schema json-schema x.json"})
  void an_argument_that_would_have_no_effect(String args) {
    Ran ran = rowgate(args.split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("takes no arguments, but is followed by '")
        .endsWith("\nrowgate: try 'rowgate --help'\n");
  }

  @ParameterizedTest
  @CsvSource({
    "tranform, command, rowgate transform",
    "server, command, rowgate serve",
    "convert, command, ",
    "-, command, rowgate transform -",
    "'', command, ",
    "--versoin, option, --version",
    "--schema, option, ",
  })
  void a_command_that_there_is_not(String word, String kind, String meant) {
    Ran ran = rowgate(word);

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "rowgate: there is no "
                + kind
                + " '"
                + word
                + "'"
                + (meant == null ? "" : "; did you mean '" + meant + "'?")
                + "\nrowgate: try 'rowgate --help'\n");
  }

  @Test
  void a_file_in_place_of_a_command() throws IOException {
    Path csv = Files.writeString(dir.resolve("people.csv"), "a\n");

    assertThat(rowgate(csv.toString()).err())
        .contains("did you mean 'rowgate transform " + csv + "'?");
  }

  @Test
  void nothing_at_all() {
    Ran ran = rowgate();

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("rowgate transform people.csv", "rowgate --help");
  }

  private static void assertMisuse(Ran ran, String command) {
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).endsWith("\nrowgate: try 'rowgate " + command + " --help'\n");
  }

  private static String[] concat(String first, String[] rest) {
    var all = new String[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }
}
