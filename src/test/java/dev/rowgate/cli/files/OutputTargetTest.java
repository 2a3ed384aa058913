package dev.rowgate.cli.files;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.cli.Ran;
import dev.rowgate.cli.flags.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests how the names of `-o` and `--rejects` are interpreted, by the type of the existing file.
class OutputTargetTest {

  private static final Path SHM = Path.of("/dev/shm");

  @TempDir Path dir;
  private Path csv;

  @BeforeEach
  void writeCsv() throws IOException {
    csv = Files.writeString(dir.resolve("x.csv"), "a,b\n1,2\n3\n");
  }

  private Ran run(String flag, String name) {
    return flag.equals("-o")
        ? rowgate("transform", csv.toString(), "-o", name)
        : rowgate("transform", csv.toString(), "-o", "/dev/null", flag, name);
  }

  /// All that is said where nothing is wrong with the files.
  private String rejected() {
    return "rowgate: " + csv + ": 1 of 2 records were rejected\n";
  }

  /// Without a name of an input there is none for a file in a directory of outputs.
  private static Ran runOnStdin(String flag, String name) {
    InputStream in = new ByteArrayInputStream("a\n1\n".getBytes(UTF_8));
    OutputStream out = OutputStream.nullOutputStream();
    return flag.equals("-o")
        ? Ran.with(in, out, "transform", "-o", name)
        : Ran.with(in, out, "transform", "-o", "/dev/null", flag, name);
  }

  private void assertLeftAsItWas(Path directory, String... names) throws IOException {
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(names)
          .noneMatch(name -> name.startsWith(".rowgate"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--rejects"})
  void a_regular_file_under_dev_is_replaced_as_any_other(String flag) throws IOException {
    assumeTrue(Files.isWritable(SHM), "no /dev/shm here");
    Path there = Files.createTempDirectory(SHM, "rowgate-test-");
    Path file = there.resolve("out");
    try {
      assertThat(run(flag, file.toString()).err()).isEqualTo(rejected());
      String first = Files.readString(file);
      assertThat(first).isNotEmpty();

      Ran faulty = rowgate("transform", csv.toString(), "--errors=fail", flag, file.toString());
      assertThat(faulty.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
      assertThat(file).hasContent(first);
      assertLeftAsItWas(there, "out");
    } finally {
      Files.deleteIfExists(file);
      Files.delete(there);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--rejects"})
  void a_link_to_nothing_yet_stays_and_its_target_appears(String flag) throws IOException {
    Files.createDirectory(dir.resolve("sub"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("sub/file"));
    Path second = Files.createSymbolicLink(dir.resolve("second"), Path.of("link"));

    assertThat(run(flag, second.toString()).err()).isEqualTo(rejected());

    assertThat(link).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(dir.resolve("sub/file")).isRegularFile().isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--rejects"})
  void links_in_a_circle_are_told(String flag) throws IOException {
    Path one = Files.createSymbolicLink(dir.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(dir.resolve("two"), Path.of("one"));

    Ran ran = run(flag, one.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).isEqualTo("rowgate: " + one + ": too many levels of symbolic links\n");
    assertThat(one).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--rejects"})
  void a_directory_is_told(String flag) {
    Ran ran = runOnStdin(flag, dir.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).isEqualTo("rowgate: " + dir + ": is a directory\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--rejects"})
  void a_name_with_a_slash_behind_it_is_no_file(String flag) {
    Ran ran = runOnStdin(flag, dir.resolve("new") + "/");

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("a file is needed, not a directory");
    assertThat(dir.resolve("new")).doesNotExist();
  }

  @Test
  void two_names_of_one_file_that_is_not_there_yet_are_one() throws IOException {
    Path one = Files.createSymbolicLink(dir.resolve("one"), Path.of("file"));
    Path two = Files.createSymbolicLink(dir.resolve("two"), Path.of("file"));

    Ran ran =
        rowgate("transform", csv.toString(), "-o", one.toString(), "--rejects", two.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("the rejects can't go where the output goes");
  }

  @Test
  void a_descriptor_is_no_file_of_its_directory() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.exists(descriptors), "no /proc here");

    assertThat(OutputTarget.of(descriptors.resolve("1"))).isEqualTo(new OutputTarget.Stdout());
    assertThat(OutputTarget.of(Path.of("/dev/stdout"))).isEqualTo(new OutputTarget.Stdout());
    assertThat(OutputTarget.of(Path.of("/dev/stderr"))).isInstanceOf(OutputTarget.Descriptor.class);
    assertThat(OutputTarget.of(Path.of("/dev/null"))).isInstanceOf(OutputTarget.Special.class);
    Path number = Files.writeString(dir.resolve("1"), "");
    assertThat(OutputTarget.of(number)).isEqualTo(new OutputTarget.Regular(number));
  }

  @Test
  void permissions_stay_whatever_the_umask() throws IOException {
    for (String permissions : List.of("rw-rw-rw-", "rw-------", "rwxr-x---")) {
      Path file = Files.writeString(dir.resolve("out"), "older");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

      assertThat(run("-o", file.toString()).err()).isEqualTo(rejected());

      assertThat(Files.readString(file)).isNotEqualTo("older");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(permissions);
    }
  }

  @Test
  void an_owner_stays_where_the_user_may_give_files_away() throws IOException {
    Path file = Files.writeString(dir.resolve("out"), "older");
    assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    Files.setAttribute(file, "unix:uid", 65_534);
    Files.setAttribute(file, "unix:gid", 65_533);

    assertThat(run("-o", file.toString()).err()).isEqualTo(rejected());

    assertThat(Files.readString(file)).isNotEqualTo("older");
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65_534);
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(65_533);
  }

  @Test
  void a_file_beside_which_none_can_be_created_is_told_as_that() {
    assumeTrue(Files.isWritable(Path.of("/proc/self/comm")), "no /proc here");
    Ran ran = run("-o", "/proc/self/comm");

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err())
        .isEqualTo("rowgate: /proc/self/comm: no file can be created beside it, to replace it\n");
  }
}
