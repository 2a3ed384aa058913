package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests of foreign keys on the command line.
class ReferencesTest {

  private static final String TREE =
      """
      {"fields":[{"name":"id","type":"integer"},{"name":"parent","type":"integer"}],
       "foreignKeys":[{"fields":"parent","reference":{"fields":"id"}}]}
      """;

  private static final String ORDERS =
      """
      {"fields":[{"name":"country"}],
       "foreignKeys":[{"fields":"country","reference":{"resource":"countries","fields":"code"}}]}
      """;

  /// Every row refers to the next one; the last refers to a missing one.
  private static final String CSV =
      "id,parent\n"
          + IntStream.rangeClosed(1, 20_000)
              .mapToObj(i -> i + "," + (i + 1) + "\n")
              .collect(Collectors.joining());

  @TempDir private Path dir;

  private String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private static void assertOnlyTheLastIsWrong(Ran ran) {
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out())
        .contains("'20001' is in no row under 'id'")
        .contains("\"rowsWritten\":19999,\"rowsRejected\":1,");
  }

  @Test
  void a_file_that_refers_to_itself_is_read_twice() throws IOException {
    String schema = write("tree.json", TREE);

    assertOnlyTheLastIsWrong(Ran.rowgate("transform", "--schema", schema, write("tree.csv", CSV)));
    assertOnlyTheLastIsWrong(Ran.with(CSV, "transform", "--schema", schema));
  }

  @Test
  void stdin_that_is_longer_than_the_spool_is_refused_before_the_first_row() throws IOException {
    String schema = write("tree.json", TREE);
    String exact = CSV.length() + "";
    String less = CSV.length() - 1 + "";

    assertOnlyTheLastIsWrong(
        Ran.with(CSV, "transform", "--schema", schema, "--max-spool-bytes", exact));
    Ran ran = Ran.with(CSV, "transform", "--schema", schema, "--max-spool-bytes", less);
    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("[spool-full]");
  }

  @Test
  void where_stdin_broke_off_the_second_reading_does() throws IOException {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    var in =
        new SequenceInputStream(
            new ByteArrayInputStream("id,parent\n1,1\n2,7\n3".getBytes(UTF_8)), broken);
    var out = new ByteArrayOutputStream();

    Ran ran = Ran.with(in, out, "transform", "--schema", write("tree.json", TREE));

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(out.toString(UTF_8).lines().toList())
        .hasSize(3)
        .last()
        .asString()
        .contains("\"recordsRead\":2,")
        .contains("\"fault\":{\"code\":\"read-failed\"");
  }

  @Test
  void a_reference_that_cannot_be_read_is_named() throws IOException {
    Ran ran = withCountries(dir.resolve("no such file").toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("the reference 'countries': it can't be read: ")
        .contains("[bad-reference]");
  }

  private Ran withCountries(String file) throws IOException {
    return Ran.with(
        "country\nGB\n",
        "transform",
        "--schema",
        write("orders.json", ORDERS),
        "--reference",
        "countries=" + file);
  }

  @Test
  void a_broken_reference_is_told_with_its_line() throws IOException {
    Ran ran = withCountries(write("iso.csv", "code,name\nGB,Britain\nNZ\n"));

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.err())
        .contains("the reference 'countries', line 3: the record has no cell for column 'name'");
  }

  @Test
  void a_reference_is_a_name_and_a_file_given_once() throws IOException {
    String schema = write("orders.json", ORDERS);
    String iso = write("iso.csv", "code\nGB\n");

    for (String wrong : new String[] {"countries", "=" + iso, "countries="}) {
      assertThat(Ran.with("", "transform", "--schema", schema, "--reference", wrong).exit())
          .as(wrong)
          .isEqualTo(ExitCode.WRONG_USAGE);
    }
    assertThat(
            Ran.with(
                    "",
                    "transform",
                    "--schema",
                    schema,
                    "--reference=countries=" + iso,
                    "--reference=countries=" + iso)
                .err())
        .contains("it takes each NAME once");
  }

  @Test
  void the_output_cannot_be_a_reference() throws IOException {
    String iso = write("iso.csv", "code\nGB\n");

    Ran ran =
        Ran.with(
            "country\nGB\n",
            "transform",
            "--schema",
            write("orders.json", ORDERS),
            "--reference=countries=" + iso,
            "-o",
            iso);

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Files.readString(Path.of(iso))).isEqualTo("code\nGB\n");
  }

  @Test
  void a_file_with_another_delimiter_is_told_as_that() throws IOException {
    Ran ran = withCountries(write("iso.csv", "code;name\nGB;Britain\n"));

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.err())
        .contains(
            "the reference 'countries': the header has no label 'code'",
            "the reference 'countries': the header is one label, in which there is ';'");
  }

  /// The input is what fails to be copied, but not what fails.
  @Test
  void a_disk_that_takes_no_temporary_files_is_told_as_that() throws Exception {
    String schema =
        write(
            "self.json",
            """
            {"fields": [{"name": "id"}],
             "foreignKeys": [{"fields": "id", "reference": {"fields": "id"}}]}
            """);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + dir.resolve("removed"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rowgate.Main",
                "transform",
                "--schema",
                schema)
            .start();
    process.getOutputStream().write("id\n1\n".getBytes(UTF_8));
    process.getOutputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(4);
    assertThat(err).contains("the disk for temporary data failed: ", "[storage-failed]");
  }
}
