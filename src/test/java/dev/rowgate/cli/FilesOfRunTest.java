package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that no result of a run replaces another result or a file that is read, whatever the names
/// of the files are.
class FilesOfRunTest {

  @TempDir Path dir;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(dir.resolve("a.csv"), "x\n1\n");
    Files.writeString(dir.resolve("b.csv"), "x\n2\n");
    Files.createDirectories(dir.resolve("o"));
    Files.createDirectories(dir.resolve("r"));
  }

  /// Runs with the arguments, in which `@` is the directory.
  private Ran run(String arguments) {
    return rowgate(arguments.replace("@", dir.toString()).split(" "));
  }

  /// Makes links from descriptions such as `a -> b` (symbolic) and `a = b` (hard).
  private void link(String links) throws IOException {
    for (String link : links.split(", ")) {
      String[] parts = link.split(" ");
      Path name = dir.resolve(parts[0]);
      if (parts[1].equals("=")) {
        if (!Files.exists(dir.resolve(parts[2]))) {
          Files.writeString(dir.resolve(parts[2]), "older");
        }
        Files.createLink(name, dir.resolve(parts[2]));
      } else {
        Files.createSymbolicLink(name, Path.of(parts[2]));
      }
    }
  }

  /// The contents of all files and links, by their names.
  private Map<Path, String> contents() throws IOException {
    var contents = new TreeMap<Path, String>();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.toList()) {
        contents.put(file, Files.isRegularFile(file) ? Files.readString(file) : "");
      }
    }
    return contents;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The total and the common output.
        "y.nd -> x.nd          | transform -o @/x.nd --total @/y.nd @/a.csv",
        "x.nd -> y.nd          | transform -o @/x.nd --total @/y.nd @/a.csv",
        "x.nd -> z, y.nd -> z  | transform -o @/x.nd --total @/y.nd @/a.csv @/b.csv",
        "y.nd = x.nd           | transform -o @/x.nd --total @/y.nd @/a.csv",
        "d -> o                | transform -o @/o/x.nd --total @/d/x.nd @/a.csv",
        "d -> o                | transform -o @/d/../x.nd --total @/x.nd @/a.csv",
        "d -> o, o/z -> ../z   | validate -o @/d/z --total @/z @/a.csv @/b.csv",
        // Results of two inputs.
        "o/a.ndjson -> b.ndjson               | transform -o @/o/ @/a.csv @/b.csv",
        "o/a.ndjson -> ../z, o/b.ndjson -> ../z | transform -o @/o/ @/a.csv @/b.csv",
        "o/a.ndjson = o/b.ndjson              | transform -o @/o/ @/a.csv @/b.csv",
        "o/a.json -> b.json                   | validate -o @/o/ @/a.csv @/b.csv",
        // Results and rejects, of one input and of two.
        "r/a.rejects.csv -> ../o/b.ndjson | transform -o @/o/ --rejects @/r/ @/a.csv @/b.csv",
        "r/a.rejects.csv -> ../o/a.ndjson | transform -o @/o/ --rejects @/r/ @/a.csv",
        "r/a.rejects.csv -> ../x.nd       | transform -o @/x.nd --rejects @/r/ @/a.csv @/b.csv",
        "r/a.rejects.csv -> b.rejects.csv | transform -o @/o/ --rejects @/r/ @/a.csv @/b.csv",
        "t -> r/b.rejects.csv | transform -o @/o/ --rejects @/r/ --total @/t @/a.csv @/b.csv",
        "t -> o/b.ndjson      | transform -o @/o/ --total @/t @/a.csv @/b.csv",
        "y.csv = x.nd         | transform -o @/x.nd --rejects @/y.csv @/a.csv",
        "d -> o               | transform -o @/o/x --rejects @/d/x @/a.csv",
      })
  void two_results_for_one_file_are_refused(String links, String arguments) throws IOException {
    link(links);
    Map<Path, String> before = contents();

    Ran ran = run(arguments);

    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).containsAnyOf("would be written to", "can't go where");
    assertThat(ran.out()).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h.csv = a.csv           | transform --total @/h.csv @/a.csv",
        "h.csv -> a.csv          | transform --total @/h.csv @/a.csv",
        "h.csv = a.csv           | transform -o @/h.csv @/a.csv @/b.csv",
        "h.csv = b.csv           | transform -o @/h.csv @/a.csv @/b.csv",
        "h.csv = a.csv           | transform -o @/h.csv @/a.csv",
        "o/a.ndjson = b.csv      | transform -o @/o/ @/a.csv @/b.csv",
        "r/b.rejects.csv = a.csv | transform -o @/o/ --rejects @/r/ @/a.csv @/b.csv",
        "s.json = b.csv          | transform --total @/s.json --reference n=@/b.csv @/a.csv",
        "h.json = a.csv          | infer -o @/h.json @/a.csv @/b.csv",
        "h.json = a.csv          | infer -o @/h.json @/a.csv",
      })
  void a_result_that_would_replace_a_file_that_is_read_is_refused(String links, String arguments)
      throws IOException {
    link(links);
    Map<Path, String> before = contents();

    Ran ran = run(arguments);

    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("the output can't be the file that is read");
    assertThat(ran.out()).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_directory_that_the_run_would_create_is_one_by_all_its_names() throws IOException {
    Files.createSymbolicLink(dir.resolve("d"), Path.of("o"));
    Files.createSymbolicLink(dir.resolve("t"), Path.of("o/new/b.ndjson"));

    Ran ran = run("transform -o @/d/new/ --total @/t @/a.csv @/b.csv");

    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("the total can't go where a result of " + dir + "/b.csv goes");
    assertThat(dir.resolve("o/new")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transform -o @/x.nd --total @/y.nd @/a.csv @/b.csv",
        "transform -o /dev/null --total /dev/null @/a.csv",
        "transform -o @/o/ --rejects @/o/ --total @/o/total @/a.csv @/b.csv",
        "transform -o @/new/deep/ --rejects @/new/ --total @/y.nd @/a.csv @/b.csv",
        "transform @/a.csv @/a2.csv --total @/y.nd",
      })
  void different_files_are_no_conflict(String arguments) throws IOException {
    // Snapshots of backups have hard links for files that didn't change.
    Files.createLink(dir.resolve("a2.csv"), dir.resolve("a.csv"));

    Ran ran = run(arguments);

    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.ALL_GOOD);
  }
}
