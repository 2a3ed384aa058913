package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.dist.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests `transform` and `validate` on several files, directories and globs.
class SeveralInputsTest {

  private static final String GOOD = "name,age\nAda,36\nBarbara,87\n";
  private static final String ONE_BAD = "name,age\nGrace,old\nAlan,41\n";
  private static final String SCHEMA =
      """
      {"fields": [{"name": "name", "type": "string"}, {"name": "age", "type": "integer"}]}
      """;

  @TempDir Path dir;
  private Path data;
  private Path out;
  private Path good;
  private Path bad;
  private String schema;

  @BeforeEach
  void writeFiles() throws IOException {
    data = Files.createDirectory(dir.resolve("data"));
    out = dir.resolve("out");
    good = Files.writeString(data.resolve("good.csv"), GOOD);
    bad = Files.writeString(data.resolve("bad.csv"), ONE_BAD);
    schema = Files.writeString(dir.resolve("schema.json"), SCHEMA).toString();
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /// A gzip file that is cut off in its trailer: all of its records can be read.
  private Path brokenGzip() throws IOException {
    byte[] whole = gzip(GOOD);
    return Files.write(data.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length - 4));
  }

  private static List<String> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void files_follow_one_another_with_a_summary_each_and_a_total() {
    Ran ran = rowgate("transform", "--schema", schema, good.toString(), bad.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out())
        .isEqualTo(
            """
            {"name":"Ada","age":36}
            {"name":"Barbara","age":87}
            {"_summary":{"file":"%s","complete":true,"recordsRead":2,"rowsWritten":2,"rowsRejected":0,"bytesRead":27,"problems":{}}}
            {"_error":{"record":1,"line":2,"byteOffset":9,"byteLength":10,"problems":[{"code":"type-error","column":"age","columnNumber":2,"value":"old","expected":"integer","message":"'old' is not an integer"}],"raw":"Grace,old\\n"}}
            {"name":"Alan","age":41}
            {"_summary":{"file":"%s","complete":true,"recordsRead":2,"rowsWritten":1,"rowsRejected":1,"bytesRead":27,"problems":{"type-error":{"age":1}}}}
            {"_total":{"complete":true,"files":2,"filesWhole":2,"recordsRead":4,"rowsWritten":3,"rowsRejected":1,"bytesRead":54}}
            """
                .formatted(good, bad));
    assertThat(ran.err())
        .isEqualTo(
            "rowgate: total: 2 of 2 files whole: 4 records read, 3 rows written, 1 rejected\n");
  }

  @Test
  void one_file_has_the_output_that_it_always_had() {
    Ran ran = rowgate("transform", good.toString());

    assertThat(ran.out()).doesNotContain("\"file\"", "_total");
    assertThat(ran.err()).isEmpty();
  }

  private static byte[] zip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("good.csv"));
      zip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /// Every file whose name is that of CSV in a compression is read or fails.
  @Test
  void no_compressed_file_in_a_directory_is_passed_over() throws IOException {
    Files.delete(bad);
    Files.write(data.resolve("a.csv.zip"), zip(GOOD));
    Files.write(data.resolve("b.TSV.gz"), gzip(GOOD.replace(',', '\t')));
    Files.write(data.resolve("c.csv.bz2"), "BZh91AY&SY".getBytes(UTF_8));
    Files.write(data.resolve("d.csv.xz"), new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0});
    Files.write(
        data.resolve("good.csv.7z"), new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 39, 28});
    Files.write(data.resolve("e.csv.br"), new byte[] {(byte) 0x8B, 3, (byte) 0x80, 'a', 3});
    Files.writeString(data.resolve("notes.txt"), "x");
    Files.writeString(data.resolve("old.csv.bak"), "x");
    Path total = dir.resolve("total.json");
    Ran ran = rowgate("transform", "-o", out + "/", "--total", total.toString(), data.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(filesIn(out)).containsExactly("a.ndjson", "b.ndjson", "good.ndjson");
    assertThat(ran.err())
        .contains("c.csv.bz2: this looks like a bzip2 file", "d.csv.xz: this looks like an xz file")
        .contains("good.csv.7z: this looks like a 7z file", "e.csv.br: ")
        .contains("3 of 7 files whole")
        .doesNotContain("notes.txt", "old.csv.bak");
    assertThat(Files.readString(total)).contains("\"files\":7,\"filesWhole\":3,");
  }

  @Test
  void a_broken_gzip_in_the_middle_hides_no_other_file() throws IOException {
    Path cut = brokenGzip();

    Ran ran = rowgate("transform", good.toString(), cut.toString(), bad.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.out())
        .contains(
            "{\"_summary\":{\"file\":\"" + cut + "\",\"complete\":false,",
            "{\"_summary\":{\"file\":\"" + bad + "\",\"complete\":true,")
        .endsWith(
            "{\"_total\":{\"complete\":false,\"files\":3,\"filesWhole\":2,\"recordsRead\":6,"
                + "\"rowsWritten\":6,\"rowsRejected\":0,\"bytesRead\":81,"
                + "\"failed\":[{\"file\":\""
                + cut
                + "\",\"exitCode\":3}]}}\n");
    assertThat(ran.err()).contains(cut + ": ", "[bad-compression]", "2 of 3 files whole");
  }

  @Test
  void a_missing_file_fails_alone() {
    Path none = dir.resolve("none.csv");

    Ran ran = rowgate("transform", none.toString(), good.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.out())
        .contains("\"Barbara\"", "\"complete\":false,\"files\":2,\"filesWhole\":1,")
        .endsWith("\"failed\":[{\"file\":\"" + none + "\",\"exitCode\":4}]}}\n");
    assertThat(ran.err()).contains("rowgate: " + none + ": there is no such file or directory\n");
  }

  @Test
  void the_worst_exit_code_wins_whatever_the_order() throws IOException {
    String cut = brokenGzip().toString();
    String none = dir.resolve("none.csv").toString();

    assertThat(rowgate("transform", none, cut, bad.toString()).exit().number()).isEqualTo(4);
    assertThat(rowgate("transform", cut, none, bad.toString()).exit().number()).isEqualTo(4);
    assertThat(rowgate("transform", bad.toString(), cut).exit().number()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"70,4", "4,3", "3,2", "2,1", "1,0", "70,0", "0,0"})
  void exit_codes_have_an_order(int worse, int better) {
    assertThat(exit(worse).worse(exit(better))).isEqualTo(exit(worse));
    assertThat(exit(better).worse(exit(worse))).isEqualTo(exit(worse));
  }

  private static ExitCode exit(int number) {
    return Stream.of(ExitCode.values()).filter(e -> e.number() == number).findFirst().orElseThrow();
  }

  /// Its output would get another name, or none.
  @Test
  void a_file_whose_name_is_no_text_is_a_failed_input() throws Exception {
    Path data = Files.createDirectory(dir.resolve("names"));
    Files.writeString(data.resolve("good.csv"), "a\n1\n");
    String script = "printf 'a\\n2\\n' > \"$(printf 'n\\377.csv')\"";
    assertThat(new ProcessBuilder("sh", "-c", script).directory(data.toFile()).start().waitFor())
        .isZero();
    Path out = dir.resolve("out-of-names");

    Ran ran = rowgate("transform", "-o", out + "/", data.toString());

    assertThat(ran.err()).contains("its name is not UTF-8");
    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(filesIn(out)).containsExactly("good.ndjson");
  }

  @Test
  void a_directory_gives_its_csv_files_by_their_paths() throws IOException {
    Path below = Files.createDirectories(data.resolve("2025/b"));
    Files.writeString(below.resolve("x.TSV"), "a\n1\n");
    Files.write(data.resolve("2025/a.csv.gz"), gzip("a\n2\n"));
    Files.writeString(data.resolve("notes.md"), "a\n3\n");

    Ran ran = rowgate("transform", data + "/");

    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out().lines().filter(line -> line.startsWith("{\"_summary\"")))
        .extracting(line -> line.split("\"")[5])
        .containsExactly(
            data + "/2025/a.csv.gz", data + "/2025/b/x.TSV", bad.toString(), good.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "**/*.csv*, 3",
    "*.csv, 2",
    "*/*.csv*, 1",
    "'{good,bad}.csv', 2",
    "2025/[a-c].csv.gz, 1",
    "g*, 1"
  })
  void a_glob_that_the_shell_left_is_expanded(String glob, int files) throws IOException {
    Files.createDirectory(data.resolve("2025"));
    Files.write(data.resolve("2025/a.csv.gz"), gzip(GOOD));

    Ran ran = rowgate("transform", data + "/" + glob);

    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.err()).contains(files + " of " + files + " files whole");
  }

  @Test
  void a_file_that_looks_like_a_glob_is_that_file() throws IOException {
    Path odd = Files.writeString(data.resolve("g[o]*.csv"), "a\n1\n");

    assertThat(rowgate("transform", odd.toString()).out())
        .isEqualTo(rowgate("transform", odd.toString(), "-o", "-").out())
        .contains("{\"a\":\"1\"}")
        .doesNotContain("_total");
  }

  @Test
  void a_glob_without_files_and_an_empty_directory_are_failures() throws IOException {
    Path empty = Files.createDirectory(dir.resolve("empty"));

    Ran ran = rowgate("transform", good.toString(), data + "/*.xyz", empty.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err())
        .contains(
            data + "/*.xyz: there is no such file or directory",
            empty + ": is a directory without files of the kinds *.csv",
            "1 of 3 files whole");
  }

  @Test
  void a_dangling_link_in_a_directory_is_a_failure() throws IOException {
    Path link = Files.createSymbolicLink(data.resolve("gone.csv"), Path.of("nowhere"));

    Ran ran = rowgate("transform", data.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err())
        .contains(link + ": there is no such file or directory", "2 of 3 files whole");
  }

  /// Opening a pipe blocks until another process opens it for writing.
  @ParameterizedTest
  @ValueSource(strings = {"transform DATA", "transform DATA/*.csv", "validate DATA", "infer DATA"})
  @Timeout(60)
  void a_pipe_in_a_directory_is_a_failure(String arguments) {
    Path pipe = data.resolve("pipe.csv");
    Tool.needed("mkfifo").run(pipe.toString(), data.resolve("pipe.txt").toString()).good();

    Ran ran = rowgate(arguments.replace("DATA", data.toString()).split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).contains(pipe + ": is a pipe, a socket or a device", "2 of 3 files");
  }

  @Test
  void a_link_to_a_pipe_in_a_directory_is_a_failure() throws IOException {
    Tool.needed("mkfifo").run(dir.resolve("pipe").toString()).good();
    Path link = Files.createSymbolicLink(data.resolve("link.csv"), Path.of("../pipe"));

    Ran ran = rowgate("transform", "-o", out + "/", data.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).contains(link + ": is a pipe, a socket or a device", "2 of 3 files");
    assertThat(filesIn(out)).containsExactly("bad.ndjson", "good.ndjson");
  }

  @Test
  void a_directory_of_outputs_has_one_file_for_each_input() throws IOException {
    Files.createDirectory(data.resolve("2025"));
    Files.write(data.resolve("2025/a.csv.gz"), gzip(GOOD));
    Path total = dir.resolve("total.json");

    Ran ran =
        rowgate(
            "transform",
            "--schema=" + schema,
            "-o=" + out + "/",
            "--rejects=" + dir.resolve("rejects") + "/",
            "--total=" + total,
            data.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out()).isEmpty();
    assertThat(filesIn(out)).containsExactly("2025/a.ndjson", "bad.ndjson", "good.ndjson");
    assertThat(filesIn(dir.resolve("rejects")))
        .containsExactly("2025/a.rejects.csv", "bad.rejects.csv", "good.rejects.csv");
    assertThat(out.resolve("good.ndjson"))
        .content()
        .startsWith("{\"name\":\"Ada\",\"age\":36}\n")
        .contains("{\"_summary\":{\"file\":\"" + good + "\",\"complete\":true,");
    assertThat(dir.resolve("rejects/bad.rejects.csv")).content().contains("Grace,old");
    assertThat(total)
        .hasContent(
            "{\"_total\":{\"complete\":true,\"files\":3,\"filesWhole\":3,\"recordsRead\":6,"
                + "\"rowsWritten\":5,\"rowsRejected\":1,\"bytesRead\":81}}");
  }

  @Test
  void a_failed_file_has_no_output_and_counts_nothing_in_a_directory() throws IOException {
    Path cut = brokenGzip();
    Path total = dir.resolve("total.json");

    Ran ran = rowgate("transform", "-o", out + "/", "--total", total.toString(), data.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(filesIn(out)).containsExactly("bad.ndjson", "good.ndjson");
    assertThat(total)
        .hasContent(
            "{\"_total\":{\"complete\":false,\"files\":3,\"filesWhole\":2,\"recordsRead\":4,"
                + "\"rowsWritten\":4,\"rowsRejected\":0,\"bytesRead\":54,"
                + "\"failed\":[{\"file\":\""
                + cut
                + "\",\"exitCode\":3}]}}");
  }

  @Test
  void an_output_that_cant_be_written_fails_its_input_alone() throws IOException {
    Files.createDirectories(out.resolve("bad.ndjson"));

    Ran ran = rowgate("transform", "-o", out + "/", data.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).contains(out + "/bad.ndjson: is a directory", "1 of 2 files whole");
    assertThat(filesIn(out)).containsExactly("good.ndjson");
  }

  @Test
  void one_file_may_have_a_directory_for_its_output() throws IOException {
    assertThat(rowgate("transform", "-o", out + "/", good.toString()).exit())
        .isEqualTo(ExitCode.ALL_GOOD);
    assertThat(filesIn(out)).containsExactly("good.ndjson");
  }

  @Test
  void two_inputs_for_one_output_are_refused_before_anything_is_read() throws IOException {
    Path packed = Files.write(data.resolve("good.csv.gz"), gzip(GOOD));

    Ran ran = rowgate("transform", "-o", out + "/", bad.toString(), data.toString() + "/good*");

    assertThat(ran)
        .isEqualTo(
            new Ran(
                ExitCode.WRONG_USAGE,
                "",
                "rowgate: "
                    + packed
                    + ": would be written to "
                    + out
                    + "/good.ndjson, like "
                    + good
                    + "\n"));
    assertThat(out).doesNotExist();
  }

  @Test
  void an_output_that_is_an_input_is_refused_before_anything_is_read() throws IOException {
    Ran csv = rowgate("transform", "--format=csv", "-o", data.toString(), data.toString());
    Ran shared = rowgate("transform", "-o", bad.toString(), good.toString(), bad.toString());
    Ran total = rowgate("transform", "--total", good.toString(), good.toString());

    assertThat(List.of(csv, shared, total))
        .allSatisfy(ran -> {
          assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
          assertThat(ran.err()).contains("the output can't be the file that is read");
        });
    assertThat(good).content().isEqualTo(GOOD);
    assertThat(bad).content().isEqualTo(ONE_BAD);
  }

  @Test
  void an_input_that_is_given_twice_is_refused() {
    Ran ran = rowgate("transform", data.toString(), data.resolve("../data/good.csv").toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("is given twice");
  }

  @Test
  void a_shared_file_is_written_whole_or_not_at_all() throws IOException {
    Path all = dir.resolve("all.ndjson");

    Ran whole = rowgate("transform", "-o", all.toString(), good.toString(), bad.toString());
    String before = Files.readString(all);
    Ran broken = rowgate("transform", "-o", all.toString(), good.toString(), dir + "/none.csv");

    assertThat(whole.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(before.lines().toList()).hasSize(7).last().asString().startsWith("{\"_total\":");
    assertThat(broken.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(all).content().isEqualTo(before);
  }

  @Test
  void without_summaries_the_total_of_a_whole_run_is_left_out_too() {
    String[] files = {good.toString(), bad.toString()};

    assertThat(rowgate("transform", "--summary=false", files[0], files[1]).out())
        .hasLineCount(4)
        .doesNotContain("_total");
    assertThat(rowgate("transform", "--summary=false", files[0], dir + "/none.csv").out())
        .contains("{\"_total\":{\"complete\":false,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "iso-8859-1"})
  void positions_begin_with_the_file_on_both_paths(String encoding) throws IOException {
    Path quoted = Files.writeString(data.resolve("a \"b\".csv"), "a,b\n1,2\n");

    Ran ran =
        rowgate("transform", "--positions", "--encoding=" + encoding, good.toString(), "" + quoted);

    assertThat(ran.out())
        .contains(
            "{\"_file\":\"" + good + "\",\"_record\":2,\"_line\":3,\"_byteOffset\":16,\"name\":",
            "{\"_file\":\""
                + quoted.toString().replace("\"", "\\\"")
                + "\",\"_record\":1,\"_line\":2,\"_byteOffset\":4,\"a\":\"1\",\"b\":\"2\"}\n");
  }

  @Test
  void positions_in_csv_begin_with_the_file_too() throws IOException {
    rowgate("transform", "--positions", "--format=csv", "-o", out + "/", good.toString());

    assertThat(out.resolve("good.csv"))
        .content()
        .startsWith("_file,_record,_line,_byteOffset,name,age\r\n" + good + ",1,2,9,Ada,36\r\n");
  }

  @Test
  void the_label_of_the_file_is_reserved_with_positions() throws IOException {
    Path taken = Files.writeString(data.resolve("taken.csv"), "_file,a\n1,2\n");

    Ran several = rowgate("transform", "--positions", taken.toString(), good.toString());
    Ran plain = rowgate("transform", taken.toString(), good.toString());
    Ran alone = rowgate("transform", "--positions", taken.toString());

    assertThat(several.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(several.err()).contains("[reserved-column]", "'_file'");
    assertThat(plain.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(alone.exit()).isEqualTo(ExitCode.ALL_GOOD);
  }

  @Test
  void the_key_of_the_total_is_reserved_with_several_inputs() throws IOException {
    Path taken = Files.writeString(data.resolve("taken.csv"), "_total,a\n1,2\n");

    Ran several = rowgate("transform", taken.toString(), good.toString());

    assertThat(several.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(several.err()).contains("[reserved-column]", "'_total'");
    assertThat(rowgate("transform", taken.toString()).exit()).isEqualTo(ExitCode.ALL_GOOD);
  }

  @Test
  void validate_has_a_report_for_each_and_a_total() {
    Ran ran = rowgate("validate", "--schema", schema, good.toString(), bad.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out())
        .contains(
            "\"summary\":{\"file\":\"" + good + "\",\"complete\":true,",
            "\"summary\":{\"file\":\"" + bad + "\",\"complete\":true,")
        .endsWith(
            "{\"_total\":{\"complete\":true,\"files\":2,\"filesWhole\":2,\"recordsRead\":4,"
                + "\"rowsWritten\":0,\"rowsValid\":3,\"rowsRejected\":1,\"bytesRead\":54}}\n");
  }

  @Test
  void validate_writes_reports_into_a_directory() throws IOException {
    rowgate("validate", "-o", out + "/", data.toString());
    rowgate("validate", "--format=table", "-o", out + "/", data.toString());

    assertThat(filesIn(out)).containsExactly("bad.json", "bad.txt", "good.json", "good.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format=csv GOOD BAD",
        "--format=rejects-csv GOOD BAD",
        "--rejects=x.csv GOOD BAD",
        "GOOD -",
        "--total=t.json",
        "--total=- GOOD",
        "--header false GOOD"
      })
  void what_has_no_meaning_for_several_is_refused(String flags) {
    String given = flags.replace("GOOD", good.toString()).replace("BAD", bad.toString());
    Ran ran = rowgate(("transform " + given).split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).endsWith("rowgate: try 'rowgate transform --help'\n");
  }

  @Test
  void a_lost_output_ends_the_run_and_is_counted() {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Ran ran =
        Ran.with(InputStream.nullInputStream(), full, "transform", good.toString(), bad.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err())
        .isEqualTo(
            """
            rowgate: stdout: no space left on device
            rowgate: total: 0 of 2 files whole: 0 records read, 0 rows written, 0 rejected
            """);
  }

  /// What isn't written isn't counted as written.
  @ParameterizedTest
  @ValueSource(strings = {"transform", "validate"})
  void a_common_file_that_is_not_written_counts_nothing(String command) throws IOException {
    Path all = dir.resolve("all");
    Path total = dir.resolve("total.json");
    String cut = brokenGzip().toString();

    Ran ran =
        rowgate(
            command,
            "-o",
            all.toString(),
            "--total",
            total.toString(),
            good.toString(),
            cut,
            "" + bad);

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(all).doesNotExist();
    assertThat(total)
        .content()
        .startsWith(
            "{\"_total\":{\"complete\":false,\"files\":3,\"filesWhole\":0,\"recordsRead\":0,"
                + "\"rowsWritten\":0,")
        .contains("\"bytesRead\":0,\"failed\":[{\"file\":\"" + cut + "\",\"exitCode\":3}]}}");
    assertThat(ran.err())
        .contains("total: 0 of 3 files whole: 0 records read")
        .endsWith(all + ": not written, because not all files are whole\n");
  }

  /// What was written to a pipe or a device stays there.
  @Test
  void an_output_that_is_written_directly_counts_what_it_has() throws IOException {
    Path total = dir.resolve("total.json");
    Ran ran =
        rowgate(
            "transform",
            "-o",
            "/dev/null",
            "--total",
            total.toString(),
            good.toString(),
            dir + "/none.csv");

    assertThat(ran.err())
        .contains("1 of 2 files whole: 2 records read")
        .doesNotContain("not written");
    assertThat(total).content().contains("\"filesWhole\":1,\"recordsRead\":2,");
  }
}
