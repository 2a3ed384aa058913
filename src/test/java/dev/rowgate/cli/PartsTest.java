package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests `--split` and `--part`: the parts give what the file gives, and what is no part of the
/// file is refused.
class PartsTest {

  @TempDir Path dir;
  private Path file;
  private Path schema;

  @BeforeEach
  void write() throws IOException {
    var csv = new StringBuilder("id,note,age\n");
    for (int i = 0; i < 500; i++) {
      csv.append(i).append(i % 5 == 0 ? ",\"two\nlines\"," : ",é,");
      csv.append(i % 50 == 49 ? "old" : "7").append(i % 60 == 0 ? "\n\n" : "\n");
    }
    file = Files.writeString(dir.resolve("big.csv"), csv);
    schema =
        Files.writeString(
            dir.resolve("s.json"),
            "{\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}, {\"name\": \"note\"},"
                + " {\"name\": \"age\", \"type\": \"integer\"}]}");
  }

  private Ran transform(String... more) {
    return rowgate(
        Stream.concat(
                Stream.of("transform", "--schema=" + schema),
                Stream.concat(Stream.of(more), Stream.of(file.toString())))
            .toArray(String[]::new));
  }

  private List<String> split(String... more) {
    Ran ran =
        transform(Stream.concat(Stream.of("--split=1KiB"), Stream.of(more)).toArray(String[]::new));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    return ran.out().lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--positions=true", "--header=false", "--encoding=windows-1252"})
  void the_parts_give_what_the_file_gives(String option) {
    String whole = transform(option, "--summary=false").out();
    assertThat(whole).contains("\"_error\":{\"record\":");
    List<String> parts = split(option);
    assertThat(parts).hasSizeGreaterThan(4);
    var all = new StringBuilder();
    for (String part : parts) {
      all.append(transform(option, "--summary=false", "--part=" + part).out());
    }
    assertThat(all.toString()).isEqualTo(whole);
  }

  @Test
  void a_summary_has_the_range_and_the_counts_of_its_part() {
    List<String> parts = split();
    String[] second = parts.get(1).split(",");
    Ran ran = transform("--part=" + parts.get(1));
    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    long bytes = Long.parseLong(second[1]) - Long.parseLong(second[0]);
    assertThat(ran.out().lines().toList().getLast())
        .contains(
            "\"bytesRead\":%d,\"part\":{\"from\":%s,\"to\":%s}"
                .formatted(bytes, second[0], second[1]));
  }

  @Test
  void an_altered_part_is_refused() {
    String[] part = split().get(1).split(",");
    for (int i = 0; i < part.length; i++) {
      String[] altered = part.clone();
      altered[i] =
          altered[i].equals("9") || altered[i].endsWith("9")
              ? altered[i].replaceFirst(".$", "8")
              : altered[i].replaceFirst(".$", "9");
      Ran ran = transform("--part=" + String.join(",", altered));
      assertThat(ran.out()).as("member %d", i).isEmpty();
      assertThat(ran.exit()).as("member %d", i).isIn(ExitCode.WRONG_USAGE, ExitCode.INPUT_BROKEN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--delimiter=;", "--comment=#", "--max-cell-bytes=100", "--header=false"})
  void a_part_is_refused_with_other_options(String option) {
    Ran ran = transform("--part=" + split().get(1), option);
    assertThat(ran.err()).contains("a line that --split has printed for this file");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void a_part_of_a_file_that_has_changed_is_refused() throws IOException {
    String part = split().get(1);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    Ran ran = transform("--part=" + part);
    assertThat(ran.err()).contains("has changed since it was split").contains("[input-changed]");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
  }

  @Test
  void other_content_with_the_same_size_and_time_is_a_fault() throws IOException {
    String part = split().get(1);
    FileTime time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[Integer.parseInt(part.split(",")[1]) - 1] = 'x';
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
    Ran ran = transform("--part=" + part);
    assertThat(ran.err()).contains("the file has other content").contains("[input-changed]");
    assertThat(ran.err())
        .contains("no record ends at byte " + part.split(",")[1] + "; split it again");
    assertThat(ran.out()).contains("\"complete\":false");
    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);

    Path out = dir.resolve("out.ndjson");
    assertThat(transform("--part=" + part, "-o", out.toString()).exit())
        .isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(out).doesNotExist();
  }

  /// Converts the last part of a file of several MB, and lets the file change at the first output.
  private Ran lastPart(Change change) throws IOException {
    Files.writeString(file, "id,note,age\n" + "1,a,7\n".repeat(400_000));
    String last =
        rowgate("transform", "--split=1MiB", file.toString()).out().lines().toList().getLast();
    var out =
        new ByteArrayOutputStream() {
          private boolean isChanged;

          @Override
          public void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (!isChanged) {
              isChanged = true;
              try {
                change.make();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }
        };
    Ran ran =
        Ran.with(
            InputStream.nullInputStream(), out, "transform", "--part=" + last, file.toString());
    return new Ran(ran.exit(), out.toString(UTF_8), ran.err());
  }

  private interface Change {
    void make() throws IOException;
  }

  @Test
  void the_last_part_ends_where_the_file_ended_even_if_it_grows() throws IOException {
    Ran ran = lastPart(() -> Files.writeString(file, "2,b,8\n".repeat(50_000), APPEND));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out()).contains("\"complete\":true").doesNotContain("\"b\"");
  }

  @Test
  void a_part_of_a_file_that_is_rewritten_meanwhile_is_not_complete() throws IOException {
    assertChanged(
        lastPart(() -> {
          Files.writeString(file, "id,note,age\n" + "3,c,9\n".repeat(400_000));
          Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        }));
  }

  @Test
  void a_part_of_a_file_that_is_replaced_meanwhile_is_not_complete() throws IOException {
    assertChanged(
        lastPart(() -> {
          Path other = dir.resolve("other.csv");
          Files.writeString(other, "id,note,age\n" + "3,c,9\n".repeat(400_000));
          Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
          Files.move(other, file, REPLACE_EXISTING);
        }));
  }

  private static void assertChanged(Ran ran) {
    assertThat(ran.err())
        .contains("the file has changed since it was split; split it again [input-changed]");
    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.out()).contains("\"complete\":false").doesNotContain("\"complete\":true");
  }

  @ParameterizedTest
  @CsvSource({
    "--skip-footer=1, because lines are left out at its end",
    "--max-errors=3, can't be used with '--max-errors'",
    "--max-error-ratio=0.5, they are about the whole file",
    "--split=0, a size from 1",
    "--part=1, a line that --split has printed",
    "--encoding=gbk, because of its encoding"
  })
  void what_cannot_be_split_is_refused(String option, String message) {
    Ran ran =
        option.startsWith("--split") || option.startsWith("--part")
            ? transform(option)
            : transform("--split=1KiB", option);
    assertThat(ran.err()).contains(message);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void keys_compression_pipes_and_several_files_are_refused() throws IOException {
    List<String> refusals = new ArrayList<>();
    Path gz = dir.resolve("big.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      Files.copy(file, out);
    }
    refusals.add(refused("transform", "--split=1KiB", gz.toString()));
    refusals.add(refused("transform", "--split=1KiB"));
    refusals.add(refused("transform", "--split=1KiB", dir.toString()));
    Path keys =
        Files.writeString(
            dir.resolve("k.json"),
            "{\"fields\": [{\"name\": \"id\"}, {\"name\": \"note\"}, {\"name\": \"age\"}],"
                + " \"primaryKey\": \"id\"}");
    refusals.add(refused("transform", "--split=1KiB", "--schema=" + keys, file.toString()));
    String part = "--part=" + split().get(1);
    refusals.add(refused("transform", part, "--schema=" + keys, file.toString()));
    assertThat(String.join("", refusals))
        .isEqualTo(
            """
            rowgate: %s: it can't be split, because it is compressed
            rowgate: stdin: only a regular file can be split
            rowgate: option '--split' takes one FILE
            rowgate: try 'rowgate transform --help'
            rowgate: %2$s: it can't be split, because the schema has keys
            rowgate: %2$s: it can't be split, because the schema has keys
            """
                .formatted(gz, file));
  }

  /// None of them has a clean start of a record by which the pass could notice.
  @ParameterizedTest
  @ValueSource(strings = {"", "id,note,age\n", "\"a\"b,c,d\n", "id\n\"a\"b\n\"c\"d\n", "a\n\"b"})
  void compressed_files_are_refused_whatever_they_contain(String csv) throws IOException {
    Path gz = dir.resolve("odd.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(csv.getBytes(UTF_8));
    }
    for (String option : List.of("--header=true", "--header=false")) {
      assertThat(refused("transform", "--split=1KiB", option, gz.toString()))
          .isEqualTo("rowgate: %s: it can't be split, because it is compressed\n".formatted(gz));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 40, 400})
  void a_compressed_file_that_is_cut_off_is_refused(int length) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      Files.copy(file, out);
    }
    Path gz = Files.write(dir.resolve("cut.gz"), Arrays.copyOf(bytes.toByteArray(), length));
    assertThat(refused("transform", "--split=1KiB", gz.toString())).contains("is compressed");
  }

  /// Reading the file in full would take hours; the time limit ends a run that does.
  @Timeout(60)
  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, 1KiB, because of its encoding",
    "UTF-8, 1KiB, because lines are left out",
    "UTF-8, 1, more than 100000 parts"
  })
  void a_file_that_cannot_be_split_is_not_read_to_its_end(
      String encoding, String size, String message) throws IOException {
    Files.writeString(file, "id,note\n" + "1,a\n".repeat(200_000), Charset.forName(encoding));
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(4L << 40);
    }
    int footer = message.contains("lines") ? 1 : 0;
    String[] args = {
      "transform",
      "--split=" + size,
      "--encoding=" + encoding,
      "--skip-footer=" + footer,
      file.toString()
    };
    assertThat(refused(args)).contains(message);
  }

  @Test
  void split_writes_no_rejects() {
    Path rejects = dir.resolve("r.csv");
    assertThat(refused("transform", "--split=1KiB", "--rejects=" + rejects, file.toString()))
        .contains("option '--split' converts nothing; give '--rejects' with '--part'");
    assertThat(rejects).doesNotExist();
  }

  private static String refused(String... args) {
    Ran ran = rowgate(args);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    return ran.err();
  }
}
