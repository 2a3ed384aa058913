package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.cli.flags.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests `--jobs`: it changes no byte of the results, no message and no exit code.
@Isolated
class JobsTest {

  private static final String PIECE = "rowgate.piece";

  private static final String FIELDS =
      "\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}, {\"name\": \"note\", \"type\":"
          + " \"string\"}, {\"name\": \"age\", \"type\": \"integer\"}]";

  @TempDir Path dir;
  private Path file;
  private Path schema;

  @BeforeEach
  void cutSmallFiles() throws IOException {
    System.setProperty(PIECE, "2048");
    file = Files.writeString(dir.resolve("big.csv"), csv());
    schema = Files.writeString(dir.resolve("schema.json"), "{" + FIELDS + "}");
  }

  @AfterEach
  void cutOnlyLargeFiles() {
    System.clearProperty(PIECE);
  }

  /// Records with line ends in cells, wrong values, lost quotes, missing cells and blank lines.
  private static String csv() {
    var random = new Random(7);
    var csv = new StringBuilder("id,note,age\n");
    for (int i = 0; i < 8_000; i++) {
      switch (random.nextInt(200)) {
        case 0 -> csv.append(i).append(",x,old\n");
        case 1 -> csv.append(i).append(",\"lost,3\n");
        case 2 -> csv.append(i).append(",short\n");
        case 3 -> csv.append("\n");
        default ->
            csv.append(i)
                .append(random.nextInt(3) == 0 ? ",\"two\nlines, é\"," : ",text,")
                .append(random.nextInt(90))
                .append('\n');
      }
    }
    return csv.toString();
  }

  private List<String> with(String jobs, String command, String... more) {
    var all = new ArrayList<>(List.of(command, "--schema=" + schema, "--jobs=" + jobs));
    all.addAll(List.of(more));
    all.add(file.toString());
    return all;
  }

  private Ran run(String jobs, String command, String... more) {
    return rowgate(with(jobs, command, more).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transform --errors=inline",
        "transform --errors=skip",
        "transform --errors=only",
        "transform --errors=fail",
        "transform --max-errors=5",
        "transform --max-error-ratio=0.01",
        "transform --format=csv",
        "transform --format=rejects-csv",
        "transform --nulls=omit --missing-cells=null",
        "transform --encoding=windows-1252",
        "transform --encoding=gb18030",
        "transform --positions",
        "transform --comment=1",
        "transform --line-terminator=lf",
        "transform --max-record-bytes=40",
        "transform --header=false",
        "transform --skip-rows=5 --header=false",
        "transform --skip-footer=3",
        "validate --format=json",
        "validate --format=table",
        "validate --format=github",
        "validate --errors=fail"
      })
  void the_number_of_jobs_changes_no_byte(String command) {
    String[] words = command.split(" ");
    String[] more = Stream.of(words).skip(1).toArray(String[]::new);

    Ran one = run("1", words[0], more);
    Ran three = run("3", words[0], more);

    assertThat(three.out()).isEqualTo(one.out());
    assertThat(three.exit()).isEqualTo(one.exit());
    assertThat(one.out()).isNotEmpty();
  }

  @Test
  void rejects_are_the_same() throws IOException {
    Path first = dir.resolve("1.csv");
    Path second = dir.resolve("3.csv");

    run("1", "transform", "--rejects=" + first);
    Ran three = run("3", "transform", "--rejects=" + second);

    assertThat(three.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(second).hasSameTextualContentAs(first);
    assertThat(Files.readString(first).lines().count()).isGreaterThan(50);
  }

  @Test
  void a_schema_with_keys_is_for_one_thread_and_that_is_said_if_more_are_asked_for()
      throws IOException {
    Files.writeString(schema, "{" + FIELDS + ", \"primaryKey\": \"id\"}");

    assertThat(run("1", "transform").err()).isEmpty();
    assertThat(run("3", "transform").err())
        .isEqualTo("rowgate: " + file + ": one thread converts it, because the schema has keys\n");
    assertThat(run("3", "transform").out()).isEqualTo(run("1", "transform").out());
  }

  @Test
  void a_compressed_file_is_for_one_thread() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Files.readAllBytes(file));
    }
    Files.write(file, bytes.toByteArray());

    assertThat(run("3", "transform").err()).contains("because it is compressed");
    assertThat(run("3", "transform").out()).isEqualTo(run("1", "transform").out());
  }

  @Test
  void a_file_with_carriage_returns_alone_is_cut_too() throws IOException {
    Files.write(file, csv().replace('\n', '\r').getBytes(ISO_8859_1));

    assertThat(run("3", "transform").out()).isEqualTo(run("1", "transform").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "", "10000", "1.5"})
  void a_number_that_is_none_is_refused(String jobs) {
    Ran ran = run(jobs, "transform");

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("--jobs").contains("a whole number from 1 to 9999");
  }

  @Test
  void files_of_a_directory_are_the_same_however_many_are_converted_at_once() throws IOException {
    Path data = Files.createDirectory(dir.resolve("data"));
    for (int i = 0; i < 9; i++) {
      String text = "id,note,age\n" + i + ",x," + (i % 3 == 0 ? "old" : "7") + "\n";
      Files.writeString(data.resolve("small" + i + ".csv"), text);
    }
    Files.writeString(data.resolve("broken.csv"), "id,other\n1,2\n");
    Files.write(data.resolve("cut.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0});
    Files.copy(file, data.resolve("big.csv"));
    Files.createSymbolicLink(data.resolve("lost.csv"), dir.resolve("nowhere"));

    Map<String, String> one = intoDirectory(data, "1");
    Map<String, String> three = intoDirectory(data, "3");

    assertThat(three).isEqualTo(one);
    assertThat(one).containsKeys("out/big.ndjson", "rejects/big.rejects.csv", "total.json");
    assertThat(one.get("stderr")).contains("10 of 13 files whole");
    assertThat(one.get("exit")).isEqualTo("IO_FAILED");
  }

  /// Returns all results by name.
  private Map<String, String> intoDirectory(Path data, String jobs) throws IOException {
    Path results = Files.createDirectory(dir.resolve("results" + jobs));
    Ran ran =
        rowgate(
            "transform",
            "--schema=" + schema,
            "--jobs=" + jobs,
            "--output=" + results + "/out/",
            "--rejects=" + results + "/rejects/",
            "--total=" + results + "/total.json",
            data.toString());
    var all = new TreeMap<String, String>();
    all.put("stderr", ran.err().replace(results.toString(), ""));
    all.put("exit", ran.exit().name());
    try (Stream<Path> files = Files.walk(results)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        all.put(results.relativize(each).toString(), Files.readString(each, UTF_8));
      }
    }
    return all;
  }

  @Test
  void files_on_stdout_follow_one_another_with_any_number_of_jobs() throws IOException {
    Path other = Files.copy(file, dir.resolve("other.csv"));

    Ran one = run("1", "transform", other.toString(), dir.resolve("missing.csv").toString());
    Ran three = run("3", "transform", other.toString(), dir.resolve("missing.csv").toString());

    assertThat(three).isEqualTo(one);
  }

  @Test
  void more_threads_than_memory_allows_are_said_once() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    Ran ran = run("9999", "transform", "--format=csv");

    assertThat(ran.err())
        .startsWith(
            "rowgate: option '--jobs' is 9999, but there is memory for %d: each takes 24 MiB of the heap, which has %d;"
                .formatted(heap / 24, heap))
        .contains("ROWGATE_JAVA_OPTS=-Xmx269973m\n");
    assertThat(ran.err().lines().filter(line -> line.contains("--jobs"))).hasSize(1);
    assertThat(run("2", "transform").err()).doesNotContain("--jobs");
  }

  @Test
  void a_file_that_one_thread_converts_faster_is_named() throws IOException {
    assumeTrue(Runtime.getRuntime().availableProcessors() <= 2, "there are more processors");
    System.clearProperty(PIECE);
    Path medium =
        Files.writeString(dir.resolve("medium.csv"), "a\n" + "12345678\n".repeat(940_000));
    String reason =
        medium
            + ": one thread converts it, because on at most two processors, two are faster only if"
            + " it has at least 768 MiB\n";
    String[] words = {"transform", "--errors=only", medium.toString()};

    assertThat(rowgate(words[0], "--jobs=2", words[1], words[2]).err())
        .isEqualTo("rowgate: " + reason);
    assertThat(rowgate(words[0], "--jobs=1", words[1], words[2]).err()).isEmpty();
    assertThat(rowgate(words).err()).isEmpty();
    assertThat(rowgate("transform", "--jobs=2", file.toString()).err()).isEmpty();
  }

  @Test
  void of_several_files_that_one_thread_converts_the_first_is_named() throws IOException {
    Files.writeString(schema, "{" + FIELDS + ", \"primaryKey\": \"id\"}");
    Path other = Files.copy(file, dir.resolve("other.csv"));

    Ran three = run("3", "transform", "--errors=only", other.toString());

    assertThat(three.err())
        .startsWith(
            "rowgate: "
                + other
                + ": one thread converted it, because the schema has keys (and 1 more file)\n"
                + "rowgate: total: 2 of 2 files");
    Path third = Files.copy(file, dir.resolve("third.csv"));
    assertThat(run("3", "transform", "--errors=only", other.toString(), third.toString()).err())
        .contains("because the schema has keys (and 2 more files)\n");
    assertThat(run("1", "transform", "--errors=only", other.toString()).err())
        .startsWith("rowgate: total: 2 of 2 files");
  }
}
