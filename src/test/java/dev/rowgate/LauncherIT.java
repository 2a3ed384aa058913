package dev.rowgate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the launcher script as a process: which Java it chooses, and its message if there is none.
class LauncherIT {
  private static final Path ROWGATE = Path.of(System.getProperty("rowgate.executable"));
  private static final String VERSION =
      "rowgate " + System.getProperty("rowgate.version") + System.lineSeparator();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @TempDir Path dir;

  record Ended(int exit, String out, String err) {}

  @Nested
  class TheRealFile {
    private final Map<String, String> env = Map.of("ROWGATE_JAVA", JAVA, "PATH", "/usr/bin:/bin");

    @Test
    void prints_its_version() throws Exception {
      assertThat(run(env, ROWGATE, "--version")).isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void finds_a_java_with_nothing_but_its_usual_places() throws Exception {
      assumeTrue(
          javas().anyMatch(java -> majorOf(java) >= 25),
          "no Java 25 in this machine's usual place");

      assertThat(run(Map.of("PATH", "/nowhere", "HOME", ""), ROWGATE, "--version"))
          .isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void needs_no_environment_at_all_but_a_java() throws Exception {
      assertThat(run(Map.of("ROWGATE_JAVA", JAVA), ROWGATE, "--version"))
          .isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void refuses_a_real_java_that_is_too_old() throws Exception {
      Optional<Path> old = javas().filter(java -> majorOf(java) < 25).findFirst();
      assumeTrue(old.isPresent(), "no Java older than 25 on this machine");

      var ended = run(Map.of("ROWGATE_JAVA", old.get().toString()), ROWGATE, "--version");

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .contains("ROWGATE_JAVA", "25 or newer", old.get() + " is Java " + majorOf(old.get()));
    }

    @Test
    void runs_under_a_path_with_blanks() throws Exception {
      Path there = Files.createDirectories(dir.resolve("a b/*c"));

      assertThat(run(env, Files.copy(ROWGATE, there.resolve("row gate")), "--version"))
          .isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void runs_through_a_symlink() throws Exception {
      Path copy = Files.copy(ROWGATE, dir.resolve("copy"));
      Path link = Files.createSymbolicLink(dir.resolve("link"), copy);

      assertThat(run(env, link, "--version")).isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void runs_from_the_path() throws Exception {
      Files.copy(ROWGATE, dir.resolve("rowgate"));

      assertThat(
              run(
                  Map.of("ROWGATE_JAVA", JAVA, "PATH", dir + ":/usr/bin:/bin"),
                  Path.of("/bin/sh"),
                  "-c",
                  "rowgate --version"))
          .isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void is_a_jar_too() throws Exception {
      assertThat(run(Map.of(), Path.of(JAVA), "-jar", ROWGATE.toString(), "--version"))
          .isEqualTo(new Ended(0, VERSION, ""));
    }

    @Test
    void the_caller_s_options_win_and_leave_stdout_alone() throws Exception {
      var ended =
          run(
              Map.of("ROWGATE_JAVA", JAVA, "ROWGATE_JAVA_OPTS", " -Xmx128m  -XX:+PrintFlagsFinal "),
              ROWGATE,
              "--version");

      assertThat(ended.exit()).isZero();
      assertThat(ended.out()).isEqualTo(VERSION);
      assertThat(ended.err())
          .containsPattern("MaxHeapSize +=? *= *134217728 ")
          .containsPattern("UseSerialGC +=? *= *true ");
    }

    @Test
    void its_exit_code_is_the_program_s() throws Exception {
      assertThat(run(env, ROWGATE, "--no-such-option").exit()).isEqualTo(2);
    }
  }

  /// The AOT caches that the build has put beside the file.
  @Nested
  class TheCaches {
    private static final String SAMPLE = "src/docs/sample/people.csv";
    private static final Path CLI = beside(ROWGATE, ".cli.aot");

    private final Map<String, String> env = Map.of("ROWGATE_JAVA", JAVA, "PATH", "/usr/bin:/bin");

    @BeforeEach
    void needsCaches() {
      assumeTrue(Files.exists(CLI), "built without AOT caches");
    }

    @Test
    void a_command_takes_its_classes_from_its_cache_and_touches_no_server() throws Exception {
      Path log = dir.resolve("classes.log");
      Map<String, String> logging =
          Map.of("ROWGATE_JAVA", JAVA, "ROWGATE_JAVA_OPTS", "-Xlog:class+load:file=" + log);

      // One record of the sample lacks a cell.
      assertThat(run(logging, ROWGATE, "transform", SAMPLE).exit()).isEqualTo(1);

      List<String> loaded = Files.readAllLines(log);
      assertThat(loaded)
          .anyMatch(line -> line.contains("dev.rowgate.pipeline.Conversion source: shared"))
          .anyMatch(line -> line.contains("picocli.CommandLine source: shared"))
          .noneMatch(line -> line.contains("jetty") || line.contains("javalin"));
    }

    @Test
    void infer_takes_its_classes_from_a_cache_of_its_own() throws Exception {
      Path log = dir.resolve("classes.log");
      Map<String, String> logging =
          Map.of("ROWGATE_JAVA", JAVA, "ROWGATE_JAVA_OPTS", "-Xlog:class+load:file=" + log);

      assertThat(run(logging, ROWGATE, "infer", SAMPLE).exit()).isZero();

      assertThat(Files.readAllLines(log))
          .anyMatch(line -> line.contains("dev.rowgate.infer.Inference source: shared"))
          .noneMatch(line -> line.contains("source: file:"))
          .noneMatch(line -> line.contains("jackson.databind") || line.contains("jetty"));
    }

    @Test
    void the_version_takes_nothing_but_the_cache() throws Exception {
      Path log = dir.resolve("classes.log");
      Map<String, String> logging =
          Map.of("ROWGATE_JAVA", JAVA, "ROWGATE_JAVA_OPTS", "-Xlog:class+load:file=" + log);

      assertThat(run(logging, ROWGATE, "--version").out()).isEqualTo(VERSION);

      assertThat(Files.readAllLines(log))
          .anyMatch(line -> line.contains("dev.rowgate.cli.flags.Version source: shared"))
          .noneMatch(line -> line.contains("source: file:"));
    }

    @Test
    void the_server_makes_no_class_for_a_switch_or_a_record() throws Exception {
      Path log = dir.resolve("classes.log");
      Map<String, String> logging =
          Map.of("ROWGATE_JAVA", JAVA, "ROWGATE_JAVA_OPTS", "-Xlog:class+load:file=" + log);

      // The directory doesn't exist, but options are parsed before that is detected.
      var ended = run(logging, ROWGATE, "serve", "--schemas", dir.resolve("none").toString());

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(Files.readAllLines(log))
          .anyMatch(line -> line.contains("dev.rowgate.http.Server source: shared"))
          .noneMatch(line -> line.contains("TypeSwitch"))
          .noneMatch(line -> line.contains("java.lang.runtime."));
    }

    @Test
    void without_a_cache_a_command_touches_no_server_either() throws Exception {
      Path log = dir.resolve("classes.log");
      Map<String, String> logging =
          Map.of("ROWGATE_JAVA", JAVA, "ROWGATE_JAVA_OPTS", "-Xlog:class+load:file=" + log);
      Path alone = Files.copy(ROWGATE, dir.resolve("rowgate"));

      assertThat(run(logging, alone, "transform", SAMPLE).exit()).isEqualTo(1);

      assertThat(Files.readAllLines(log))
          .anyMatch(line -> line.contains("dev.rowgate.pipeline.Conversion"))
          .noneMatch(line -> line.contains("jetty") || line.contains("javalin"));
    }

    @Test
    void one_of_another_file_changes_nothing_but_the_time() throws Exception {
      Path other = Files.copy(ROWGATE, dir.resolve("rowgate"));
      Files.copy(CLI, beside(other, ".cli.aot"));

      assertThat(run(env, other, "transform", SAMPLE))
          .isEqualTo(run(env, ROWGATE, "transform", SAMPLE));
    }

    @Test
    void one_of_another_java_changes_nothing_but_the_time() throws Exception {
      Map<String, String> another =
          Map.of("ROWGATE_JAVA", JAVA, "ROWGATE_JAVA_OPTS", "-XX:-UseCompactObjectHeaders");

      assertThat(run(another, ROWGATE, "transform", SAMPLE))
          .isEqualTo(run(env, ROWGATE, "transform", SAMPLE));
    }

    @Test
    void one_that_is_broken_changes_nothing_but_the_time() throws Exception {
      Path copy = Files.copy(ROWGATE, dir.resolve("rowgate"));
      byte[] cut = Arrays.copyOf(Files.readAllBytes(CLI), 100_000);

      for (byte[] broken : List.of(cut, new byte[0], new byte[] {1, 2, 3})) {
        Files.write(beside(copy, ".cli.aot"), broken);

        assertThat(run(env, copy, "transform", SAMPLE))
            .isEqualTo(run(env, ROWGATE, "transform", SAMPLE));
      }
    }

    @Test
    void one_that_is_older_than_the_file_is_left_alone() throws Exception {
      Path fake = executable(dir.resolve("jdk/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
      Files.writeString(dir.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
      Path copy = Files.copy(ROWGATE, dir.resolve("rowgate"));
      Path cache = Files.createFile(beside(copy, ".cli.aot"));
      Map<String, String> faked = Map.of("ROWGATE_JAVA", fake.toString());
      String flag = "-XX:AOTCache=" + cache;

      assertThat(run(faked, copy, "--version").out().lines()).contains(flag);
      assertThat(run(faked, copy, "serve").out().lines()).doesNotContain(flag);
      Files.setLastModifiedTime(cache, FileTime.fromMillis(0));
      assertThat(run(faked, copy, "--version").out().lines()).doesNotContain(flag);
    }

    private static Path beside(Path file, String ending) {
      return file.resolveSibling(file.getFileName() + ending);
    }
  }

  /// The script alone, with the system's directories redirected to an empty folder and fake Java
  /// binaries that print their arguments.
  @Nested
  class TheSearch {
    private static final String END_OF_A_JAR = "PK\5\6" + "\0".repeat(18);

    private Path script;

    @BeforeEach
    void moveTheUsualPlaces() throws IOException {
      String source = Files.readString(Path.of("src/main/launcher/rowgate.sh"));
      String moved =
          source
                  .replaceAll("(?m)^    /(?=\\w)", "    '" + dir + "'/")
                  .replace("/sys/fs/cgroup", dir + "/cgroup")
              + END_OF_A_JAR;
      assertThat(moved).contains("'" + dir + "'/usr/lib/jvm/*").isNotEqualTo(source);
      script = executable(dir.resolve("rowgate"), moved);
    }

    @Test
    void rowgate_java_comes_first() throws Exception {
      Path named = java("named", "25.0.3");
      Path home = java("home", "26");

      var ended =
          run(Map.of("ROWGATE_JAVA", named.toString(), "JAVA_HOME", homeOf(home)), script, "a  b");

      assertThat(ended.exit()).isZero();
      assertThat(ended.err()).isEmpty();
      assertThat(ended.out().lines())
          .startsWith(named.toString(), "-Xmx256m")
          .endsWith("-cp", script.toString(), "dev.rowgate.Main", "a  b");
    }

    /// A fake Java doesn't produce the program's output.
    @ParameterizedTest
    @CsvSource({
      "cgroup, 100, 90, 70",
      "cgroup, 1000, 990, 70",
      "cgroup, 1000, 100, 0",
      "cgroup, max, 100, 0",
      "cgroup/pids, 100, 90, 70"
    })
    void a_jvm_is_tried_where_the_control_group_has_few_threads_left(
        String place, String most, String used, int exit) throws Exception {
      Path group = Files.createDirectories(dir.resolve(place));
      Files.writeString(group.resolve("pids.max"), most + "\n");
      Files.writeString(group.resolve("pids.current"), used + "\n");

      var ended = run(Map.of("ROWGATE_JAVA", java("named", "25.0.3").toString()), script, "x");

      assertThat(ended.exit()).isEqualTo(exit);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 5_000, 9_000})
    void a_script_that_is_cut_off_is_told(int length) throws Exception {
      Path cut = executable(dir.resolve("cut"), Files.readString(script).substring(0, length));

      assertCutOff(run(Map.of("ROWGATE_JAVA", java("named", "25.0.3").toString()), cut, "x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 22, 1_000_000})
    void a_jar_that_is_cut_off_is_told(int missing) throws Exception {
      byte[] whole = Files.readAllBytes(ROWGATE);
      Path cut = Files.copy(script, dir.resolve("cut"), StandardCopyOption.COPY_ATTRIBUTES);
      Files.write(cut, Arrays.copyOf(whole, whole.length - missing));

      assertCutOff(run(Map.of("ROWGATE_JAVA", JAVA), cut, "transform", "x.csv"));
    }

    private static void assertCutOff(Ended ended) {
      assertThat(ended.exit()).isEqualTo(70);
      assertThat(ended.err()).contains("rowgate: ", "is cut off");
      assertThat(ended.out()).isEmpty();
    }

    @Test
    void a_colon_in_its_path_is_no_separator() throws Exception {
      Path named = java("named", "25.0.3");
      Path there = Files.copy(script, Files.createDirectory(dir.resolve("a:b")).resolve("rowgate"));

      assertThat(run(Map.of("ROWGATE_JAVA", named.toString()), there, "x").out().lines())
          .endsWith("-jar", there.toString(), "x");
    }

    @Test
    void what_is_over_at_once_has_one_compiler() throws Exception {
      Map<String, String> env = Map.of("ROWGATE_JAVA", java("named", "25.0.3").toString());
      String flag = "-XX:TieredStopAtLevel=1";

      assertThat(run(env, script, "--version").out().lines()).contains(flag);
      assertThat(run(env, script, "health").out().lines()).contains(flag);
      assertThat(run(env, script, "infer", "x.csv").out().lines()).contains(flag);
      assertThat(run(env, script, "infer", "--whole", "x").out().lines()).doesNotContain(flag);
      assertThat(run(env, script, "infer", "--sample-rows=9").out().lines()).doesNotContain(flag);
      assertThat(run(env, script, "infer", "--jobs=2").out().lines()).doesNotContain(flag);
      assertThat(run(env, script, "infer", "--total", "t").out().lines()).doesNotContain(flag);
      assertThat(run(env, script, "transform").out().lines()).doesNotContain(flag);
      assertThat(run(env, script, "serve").out().lines()).doesNotContain(flag);
      assertThat(run(env, script).out().lines()).doesNotContain(flag);
    }

    @Test
    void java_home_comes_before_the_path() throws Exception {
      Path home = java("home", "25");
      Path onPath = java("on-path", "26.0.1");

      assertThat(taken(Map.of("JAVA_HOME", homeOf(home), "PATH", binOf(onPath))))
          .isEqualTo(home.toString());
    }

    @Test
    void an_old_java_home_is_passed_over() throws Exception {
      Path home = java("home", "1.8.0_462");
      Path onPath = java("on-path", "26-ea");

      assertThat(taken(Map.of("JAVA_HOME", homeOf(home), "PATH", "/nowhere:" + binOf(onPath))))
          .isEqualTo(onPath.toString());
    }

    @Test
    void the_usual_places_come_last() throws Exception {
      java("usr/lib/jvm/a-17", "17.0.15");
      Path fits = java("usr/lib/jvm/b 25", "25.0.3");
      java("usr/lib/jvm/c-26", "26");
      Path onPath = java("on-path", "21.0.2");

      assertThat(taken(Map.of("PATH", binOf(onPath)))).isEqualTo(fits.toString());
    }

    @Test
    void a_home_with_blanks_is_searched() throws Exception {
      Path jdk = java("my home/.sdkman/candidates/java/25 tem", "25.0.3");

      assertThat(taken(Map.of("HOME", dir.resolve("my home").toString())))
          .isEqualTo(jdk.toString());
    }

    @Test
    void a_link_on_the_path_is_followed_to_what_its_java_says_of_itself() throws Exception {
      Path jdk = java("jdk", "25.0.3");
      Path bin = Files.createDirectories(dir.resolve("bin"));
      Path alternative = Files.createSymbolicLink(dir.resolve("alternative"), jdk);
      Path link = Files.createSymbolicLink(bin.resolve("java"), alternative);

      assertThat(taken(Map.of("PATH", bin + ":/usr/bin:/bin"))).isEqualTo(link.toString());
    }

    @Test
    void a_java_that_has_no_release_file_is_asked() throws Exception {
      Path jdk = java("jdk", "17");
      Files.delete(dir.resolve("jdk/release"));
      executable(
          jdk,
          """
          #!/bin/sh
          [ "$1" != -version ] || { echo 'openjdk version "25.0.1" 2025-10-21' >&2; exit; }
          printf '%s\\n' "$0"
          """);

      assertThat(taken(Map.of("PATH", binOf(jdk)))).isEqualTo(jdk.toString());
    }

    @Test
    void none_at_all_is_said_plainly() throws Exception {
      var ended = run(Map.of("PATH", "/nowhere"), script, "--version");

      assertThat(ended.exit()).isEqualTo(4);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .contains(
              "needs Java 25 or newer", "JAVA_HOME is not set", "no java on PATH", "ROWGATE_JAVA=");
    }

    @Test
    void all_too_old_is_said_with_what_was_found() throws Exception {
      Path home = java("home", "11.0.2");
      Path onPath = java("on-path", "17.0.15");
      java("usr/lib/jvm/jdk-21", "21.0.8");

      var ended =
          run(Map.of("JAVA_HOME", homeOf(home), "PATH", binOf(onPath)), script, "--version");

      assertThat(ended.exit()).isEqualTo(4);
      assertThat(ended.err())
          .contains(
              "JAVA_HOME (" + homeOf(home) + ") is Java 11.0.2",
              "java on PATH (" + onPath + ") is Java 17.0.15",
              dir + "/usr/lib/jvm/jdk-21 is Java 21.0.8");
    }

    @Test
    void a_rowgate_java_that_does_not_exist_is_misuse() throws Exception {
      Path home = java("home", "25");

      var ended =
          run(
              Map.of("ROWGATE_JAVA", dir + "/none", "JAVA_HOME", homeOf(home)),
              script,
              "--version");

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).contains("ROWGATE_JAVA", dir + "/none is no program");
    }

    @Test
    void a_rowgate_java_that_is_too_old_is_misuse() throws Exception {
      Path old = java("old", "24.0.2");

      var ended = run(Map.of("ROWGATE_JAVA", old.toString()), script, "--version");

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).contains("ROWGATE_JAVA", "25 or newer", old + " is Java 24.0.2");
    }

    private String taken(Map<String, String> env) throws Exception {
      var ended = run(env, script);
      assertThat(ended.err()).isEmpty();
      return ended.out().lines().findFirst().orElseThrow();
    }

    /// Creates the binary of a fake JDK in `name`.
    private Path java(String name, String version) throws IOException {
      Path bin = Files.createDirectories(dir.resolve(name).resolve("bin"));
      Files.writeString(
          bin.resolveSibling("release"),
          "IMPLEMENTOR=\"None\"\nJAVA_RUNTIME_VERSION=\"1\"\nJAVA_VERSION=\"" + version + "\"\n");
      return executable(bin.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
    }

    @Test
    void a_library_of_zstd_beside_it_is_named_in_full() throws Exception {
      Path java = java("named", "25");
      Map<String, String> env = Map.of("ROWGATE_JAVA", java.toString());
      assertThat(run(env, script).out()).doesNotContain("ZstdNativePath");

      Path library = executable(dir.resolve("runtime/lib/libzstd-jni.so"), "");
      String named = "-DZstdNativePath=" + library;
      assertThat(run(env, script).out().lines()).contains(named);
      Path relative = Path.of("").toAbsolutePath().relativize(script);
      assertThat(run(env, relative).out().lines()).anyMatch(line -> sameFile(line, library));
    }

    private static boolean sameFile(String line, Path library) {
      return line.startsWith("-DZstdNativePath=/")
          && Path.of(line.substring(line.indexOf('/'))).normalize().equals(library);
    }

    private static String binOf(Path java) {
      return java.getParent().toString();
    }

    private static String homeOf(Path java) {
      return java.getParent().getParent().toString();
    }
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// The Javas at their usual places on Linux.
  private static Stream<Path> javas() throws IOException {
    Path place = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(place)) {
      return Stream.empty();
    }
    try (var homes = Files.list(place)) {
      return homes
          .sorted()
          .filter(home -> Files.isRegularFile(home.resolve("release")))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .toList()
          .stream();
    }
  }

  private static int majorOf(Path java) {
    try {
      var version =
          Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)")
              .matcher(Files.readString(java.getParent().resolveSibling("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private Ended run(Map<String, String> env, Path file, String... args) throws Exception {
    Path out = dir.resolve("stdout");
    Path err = dir.resolve("stderr");
    var builder =
        new ProcessBuilder(Stream.concat(Stream.of(file.toString()), Stream.of(args)).toList())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, SECONDS)).as("%s ends", List.of(args)).isTrue();
      return new Ended(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
