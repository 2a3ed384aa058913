package dev.rowgate.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the launcher of the one-file executable: where it unpacks to, and what it refuses. Its
/// payload is a small one with a fake program; `.ci/ship` runs the real one.
@Timeout(300)
class OneFileIT {

  private static final Path ROWGATE = Path.of(System.getProperty("rowgate.executable"));
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");
  private static final String SAMPLE = "src/docs/sample/people.csv";

  /// The fake program's exit code is none of the launcher's.
  private static final String PROGRAM = "#!/bin/sh\necho \"$0 ran $# $1\"\nexit 7\n";

  private static final List<String> OTHERS =
      List.of(
          "rowgate.cli.aot",
          "rowgate.infer.aot",
          "rowgate.serve.aot",
          "runtime/release",
          "runtime/lib/modules",
          "runtime/lib/libjava.so",
          "runtime/lib/libjli.so",
          "runtime/lib/libjimage.so",
          "runtime/lib/libzstd-jni.so",
          "runtime/lib/server/libjvm.so");

  @TempDir Path dir;

  private Path folder;
  private Path file;
  private Path cache;

  @BeforeEach
  void make() throws IOException {
    folder = dir.resolve("folder");
    file = dir.resolve("one file");
    cache = dir.resolve("cache");
    Files.createDirectories(folder.resolve("runtime/lib/server"));
    Files.createDirectories(folder.resolve("runtime/bin"));
    for (String name : OTHERS) {
      Files.writeString(folder.resolve(name), name);
    }
    executable("rowgate", PROGRAM);
    executable("runtime/bin/java", "#!/bin/sh\n");
    build();
  }

  private void executable(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void build() {
    new Tool(Path.of("src/dist/onefile.sh").toAbsolutePath())
        .run(folder.toString(), file.toString())
        .good();
  }

  private Tool.Ran start(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    return run(environment, command);
  }

  private static Tool.Ran run(Map<String, String> environment, List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().putAll(environment);
    return Tool.run(builder);
  }

  private Map<String, String> there() {
    return Map.of("ROWGATE_CACHE_DIR", cache.toString());
  }

  private List<Path> unpacked() throws IOException {
    try (Stream<Path> found = Files.list(cache)) {
      return found.toList();
    }
  }

  private void assertRefused(Tool.Ran ran, int exit, String... texts) {
    assertThat(ran.exit()).as(ran.output()).isEqualTo(exit);
    assertThat(ran.output()).startsWith("rowgate: ").contains(texts).doesNotContain(" ran ");
  }

  @Test
  void the_first_start_unpacks_and_later_ones_only_run() throws Exception {
    Tool.Ran first = start(there(), "a  b", "c");
    Path unpacked = unpacked().getFirst();
    Path mark = Files.createFile(unpacked.resolve("mark"));
    Tool.Ran second = start(there(), "a  b", "c");

    assertThat(first.output()).isEqualTo(unpacked + "/rowgate ran 2 a  b\n");
    assertThat(first.exit()).isEqualTo(7);
    assertThat(second).isEqualTo(first);
    assertThat(mark).exists();
    assertThat(unpacked()).hasSize(1);
    assertThat(unpacked.getFileName().toString()).matches("[0-9a-f]{64}");
    assertThat(Files.getPosixFilePermissions(cache))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void another_file_has_another_directory() throws Exception {
    start(there());
    Files.writeString(folder.resolve("rowgate.cli.aot"), "another");
    build();

    assertThat(start(there()).exit()).isEqualTo(7);
    assertThat(unpacked()).hasSize(2);
  }

  @Test
  void the_same_folder_gives_the_same_bytes() throws Exception {
    byte[] before = Files.readAllBytes(file);

    build();

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void several_first_starts_at_once_all_run() throws Exception {
    Files.write(folder.resolve("rowgate.serve.aot"), new byte[5_000_000]);
    build();
    String four =
        "all=; n=0; for i in 1 2 3 4; do \"$0\" & all=\"$all $!\"; done; "
            + "for one in $all; do wait $one; [ $? -eq 7 ] && n=$((n + 1)); done; echo $n";

    Tool.Ran ran =
        run(there(), List.of(Tool.needed("bash").path().toString(), "-c", four, file.toString()));

    assertThat(ran.output()).endsWith("4\n");
    assertThat(unpacked()).hasSize(1);
    try (Stream<Path> inside = Files.list(unpacked().getFirst())) {
      assertThat(inside).hasSize(5);
    }
  }

  @Test
  void what_has_been_tidied_away_is_unpacked_again() throws Exception {
    start(there());
    Path unpacked = unpacked().getFirst();
    for (String name : List.of("runtime/lib/modules", "rowgate")) {
      Files.delete(unpacked.resolve(name));

      assertThat(start(there()).exit()).isEqualTo(7);
    }
    assertThat(unpacked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 3_000, 5_500, -1})
  void one_that_is_cut_off_is_told(int length) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, length < 0 ? whole.length + length : length));

    // The shell may have a message of its own before it.
    Tool.Ran ran = start(there(), "x");
    assertThat(ran.exit()).as(ran.output()).isEqualTo(70);
    assertThat(ran.output()).contains("rowgate: ", "cut off").doesNotContain(" ran ");
  }

  @Test
  void one_that_is_damaged_is_told() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);

    assertRefused(start(there()), 70, "is damaged");
    assertThat(unpacked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rwxrwx---, drwxrwx---", "rwx----w-, drwx----w-", "rwxrwxrwx, drwxrwxrwx"})
  void a_directory_that_others_can_write_to_is_refused(String mode, String shown) throws Exception {
    start(there());
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(mode));

    assertRefused(start(there()), 4, "written to by others (" + shown, "ROWGATE_CACHE_DIR");
  }

  @Test
  void a_directory_of_another_user_is_refused() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "another user's needs root");
    start(there());
    Files.setAttribute(cache, "unix:uid", 65534);

    assertRefused(start(there()), 4, "belongs to another user (65534)");
  }

  @Test
  void one_of_root_is_used_by_all() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "another user needs root");
    Tool setpriv = Tool.needed("setpriv");
    start(there());
    for (Path open : List.of(cache, dir)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Tool.Ran ran =
        run(
            there(),
            List.of(
                setpriv.path().toString(),
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                file.toString()));

    assertThat(ran.exit()).as(ran.output()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "ro, Read-only file system",
    "noexec, nothing can be run from",
    "'size=16k', is there room?"
  })
  void a_place_that_will_not_do_is_told(String options, String text) throws Exception {
    Tool unshare = Tool.needed("unshare");
    assumeTrue(unshare.run("-m", "true").exit() == 0, "a mount needs root");
    Files.createDirectory(cache);
    Files.write(folder.resolve("rowgate.serve.aot"), new byte[100_000]);
    build();
    String script =
        "mount -t tmpfs -o mode=700,"
            + options
            + " tmpfs \"$1\" && { \"$0\"; code=$?; "
            + "echo left: $(ls -A \"$1\"); exit $code; }";

    Tool.Ran ran =
        run(
            there(),
            List.of(
                unshare.path().toString(),
                "-m",
                "sh",
                "-c",
                script,
                file.toString(),
                cache.toString()));

    assertRefused(ran, 4, text, "ROWGATE_CACHE_DIR");
    assertThat(ran.output()).endsWith("left:\n");
  }

  @Test
  void the_place_is_the_user_s_cache() throws Exception {
    Path home = Files.createDirectory(dir.resolve("home"));
    Path xdg = dir.resolve("xdg");
    start(Map.of("HOME", home.toString()));
    start(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", xdg.toString()));

    assertThat(home.resolve(".cache/rowgate")).isNotEmptyDirectory();
    assertThat(xdg.resolve("rowgate")).isNotEmptyDirectory();
    assertRefused(start(Map.of()), 4, "HOME is not set", "ROWGATE_CACHE_DIR");
  }

  @Test
  void the_program_in_it_does_as_the_program() throws Exception {
    Files.copy(ROWGATE, folder.resolve("rowgate"), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(folder.resolve("runtime/bin/java"));
    Files.createSymbolicLink(folder.resolve("runtime/bin/java"), JAVA);
    Files.writeString(folder.resolve("runtime/release"), "JAVA_VERSION=\"25\"\n");
    build();

    Tool.Ran ran = start(there(), "transform", SAMPLE);

    assertThat(ran)
        .isEqualTo(
            run(
                Map.of("ROWGATE_JAVA", JAVA.toString()),
                List.of(ROWGATE.toAbsolutePath().toString(), "transform", SAMPLE)));
    assertThat(ran.exit()).isEqualTo(1);
    // The variable is known, so there is no warning about it.
    assertThat(start(there(), "serve", "--schemas", "/nowhere").output())
        .doesNotContain("ROWGATE_CACHE_DIR");
  }
}
