package dev.rowgate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the packaged file under unusual conditions: other locales, closed streams, a JVM that
/// can't start or has too little memory.
class ProcessIT {

  private static final Path ROWGATE = Path.of(System.getProperty("rowgate.executable"));
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  /// The file as a jar, without its launcher. The AOT cache is the launcher's, so this has an
  /// archive of its own: most of the processor time would be the start.
  private static final String JAR =
      "\"$JAVA\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:SharedArchiveFile=\"$ARCHIVE\" -jar"
          + " \"$0\"";

  @TempDir private static Path archives;

  @TempDir Path dir;

  @BeforeAll
  static void archive() throws Exception {
    Path file = archives.resolve("archive");
    Path csv = Files.writeString(archives.resolve("x.csv"), "a,b\n1,2\n");
    Process process =
        new ProcessBuilder(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:ArchiveClassesAtExit=" + file,
                "-jar",
                ROWGATE.toString(),
                "transform",
                csv.toString())
            .redirectErrorStream(true)
            .redirectOutput(archives.resolve("output").toFile())
            .start();
    try {
      assertThat(process.waitFor(120, SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(file).as(read(archives.resolve("output"))).exists();
  }

  @BeforeEach
  void writeCsv() throws IOException {
    Files.writeString(dir.resolve("x.csv"), "a,b\n1,2\n");
    Files.writeString(dir.resolve("bad.csv"), "a,b\n1\n");
  }

  record Ended(int exit, String out, String err) {}

  /// Runs a shell command in which `$0` is the file, and [#JAR] runs it as a jar.
  private Ended sh(String line, Map<String, String> env) throws Exception {
    Path out = dir.resolve("stdout");
    Path err = dir.resolve("stderr");
    var builder =
        new ProcessBuilder("/bin/sh", "-c", line, ROWGATE.toString())
            .directory(dir.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "ROWGATE_JAVA",
                JAVA,
                "JAVA",
                JAVA,
                "ARCHIVE",
                archives.resolve("archive").toString(),
                "PATH",
                "/usr/bin:/bin"));
    builder.environment().putAll(env);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, SECONDS)).as(line).isTrue();
      return new Ended(process.exitValue(), read(out), read(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private Ended sh(String line) throws Exception {
    return sh(line, Map.of());
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private List<String> files() throws Exception {
    return Arrays.asList(sh("LC_ALL=C ls").out().split("\n"));
  }

  @Nested
  class Text {

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "POSIX", "de_DE.ISO-8859-1", "xx_YY.UTF-8", "C.UTF-8"})
    void an_option_is_utf_8_in_every_locale(String locale) throws Exception {
      Map<String, String> env = locale.isEmpty() ? Map.of() : Map.of("LC_ALL", locale);
      String line = "printf 'a§b\\n1§2\\n' | %s transform --delimiter §";

      for (String program : List.of("\"$0\"", JAR, "\"$JAVA\" -jar \"$0\"")) {
        var ended = sh(line.formatted(program), env);

        assertThat(ended.err()).as(program).isEmpty();
        assertThat(ended.out()).as(program).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "xx_YY.UTF-8", "C.UTF-8"})
    void a_file_name_is_utf_8_in_every_locale(String locale) throws Exception {
      var env = Map.of("LC_ALL", locale);

      var ended = sh("cp x.csv ä.csv; \"$0\" transform ä.csv -o ö.ndjson && cat ö.ndjson", env);

      assertThat(ended.err()).isEmpty();
      assertThat(ended.out()).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
    }

    @Test
    void without_the_launcher_a_name_that_can_t_be_passed_on_is_refused() throws Exception {
      var ended = sh(JAR + " transform x.csv -o ö.ndjson", Map.of("LC_ALL", "POSIX"));

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).contains("can't be opened in this locale; try LC_ALL=C.UTF-8");
      assertThat(files()).containsExactlyInAnyOrder("bad.csv", "stderr", "stdout", "x.csv");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "transform x.csv -o \"$(printf 'o\\377')\"",
          "transform \"$(printf 'x\\377.csv')\"",
          "transform --delimiter \"$(printf '\\247')\" x.csv",
          "transform --null-sequence \"$(printf '\\355\\240\\200')\" x.csv",
          "infer \"$(printf '\\300\\200')\"",
          "serve --schemas \"$(printf 's\\303')\"",
        })
    void what_is_not_utf_8_is_refused(String arguments) throws Exception {
      for (String program : List.of("\"$0\" ", JAR + " ")) {
        var ended = sh(program + arguments);

        assertThat(ended.exit()).as(program).isEqualTo(2);
        assertThat(ended.out()).as(program).isEmpty();
        assertThat(ended.err()).as(program).contains(" is not UTF-8: '").contains("\\x");
      }
      assertThat(files()).containsExactlyInAnyOrder("bad.csv", "stderr", "stdout", "x.csv");
    }

    /// Java would look for a file in another directory, which isn't there.
    @Test
    void a_working_directory_that_is_not_utf_8_is_told() throws Exception {
      String inside = "d=$(printf 'd\\377'); mkdir \"$d\"; cp x.csv \"$d\"; cd \"$d\"; ";
      var refused = sh(inside + "exec \"$0\" transform x.csv");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("the path of the working directory is not UTF-8");

      var read = sh("cd d*; exec \"$0\" transform <x.csv");
      assertThat(read.err()).isEmpty();
      assertThat(read.out()).contains("\"complete\":true");
      sh("rm -r d*");
    }

    @Test
    void a_variable_that_is_not_utf_8_is_refused() throws Exception {
      var ended = sh("ROWGATE_SCHEMAS=\"$(printf 's\\377')\" exec \"$0\" serve --port 0");

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).contains("ROWGATE_SCHEMAS is not UTF-8");
    }

    @Test
    void a_config_file_that_is_not_utf_8_is_refused() throws Exception {
      var ended = sh("printf 'host = \\377\\n' >conf; exec \"$0\" serve --config conf");

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).contains("conf: ").contains("not UTF-8");
    }
  }

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class ClosedStreams {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "transform - <&-     | 4 | stdin: ",
          "transform <&-       | 4 | stdin: ",
          "validate <&-        | 4 | stdin: ",
          "infer <&-           | 4 | stdin: ",
          "schema check <&-    | 4 | stdin: ",
          "transform x.csv >&- | 4 | stdout: it is closed",
          "validate x.csv >&-  | 4 | stdout: it is closed",
          "infer x.csv >&-     | 4 | stdout: it is closed",
          "--version >&-       | 4 | stdout: it is closed",
          "--help >&-          | 4 | stdout: it is closed",
          "transform /dev/stdin <&-                  | 4 | /dev/stdin: it ",
          "transform /dev/fd/0 <&-                   | 4 | /dev/fd/0: it ",
          "transform /proc/self/fd/0 <&-             | 4 | /proc/self/fd/0: it ",
          "transform /proc/thread-self/fd/0 <&-      | 4 | /proc/thread-self/fd/0: it ",
          "transform link <&-                        | 4 | link: it ",
          "validate /dev/stdin <&-                   | 4 | /dev/stdin: it ",
          "infer /dev/stdin <&-                      | 4 | /dev/stdin: it ",
          "schema check /dev/stdin <&-               | 4 | /dev/stdin: it ",
          "transform x.csv --schema /dev/stdin <&-   | 4 | /dev/stdin: it ",
          "transform /dev/fd/3 3<&-                  | 4 | /dev/fd/3: it ",
          "transform /dev/fd/4 4<&-                  | 4 | /dev/fd/4: it ",
          "transform x.csv --schema /dev/fd/3 3<&-   | 4 | /dev/fd/3: it ",
          "transform x.csv -o /dev/fd/8 8>&-         | 4 | /dev/fd/8: it ",
          "transform x.csv -o /dev/stdout >&-        | 4 | /dev/stdout: it ",
          "transform x.csv --rejects - >&-           | 4 | stdout: it ",
          "transform x.csv --rejects - -o out >&-    | 4 | /dev/stdout: it ",
          "transform x.csv --rejects /dev/fd/8 8>&-  | 4 | /dev/fd/8: it ",
          "infer x.csv -o /dev/fd/8 8>&-             | 4 | /dev/fd/8: it ",
        })
    void one_that_is_needed_is_told(String line, int exit, String told) throws Exception {
      Files.createSymbolicLink(dir.resolve("link"), Path.of("/dev/stdin"));
      for (String program : List.of("\"$0\" ", JAR + " ")) {
        var ended = sh(program + line);

        assertThat(ended.err()).as(program).contains("rowgate: " + told).contains("is closed");
        assertThat(ended.exit()).as(program).isEqualTo(exit);
        assertThat(ended.out()).as(program).doesNotContain("\"complete\":true");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "transform x.csv -o out <&-",
          "transform x.csv -o out >&-",
          "transform x.csv -o out 2>&-",
          "transform x.csv -o out <&- >&- 2>&-",
        })
    void one_that_is_not_needed_does_not_matter(String line) throws Exception {
      for (String program : List.of("\"$0\" ", JAR + " ")) {
        assertThat(sh(program + line).exit()).as(program).isZero();
        assertThat(read(dir.resolve("out"))).contains("\"complete\":true");
        Files.delete(dir.resolve("out"));
      }
    }

    /// One that is open in the other direction isn't closed, and gives no false reason either.
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "transform x.csv bad.csv --total /dev/fd/8 8>&- | 4 | /dev/fd/8: it is closed",
          "transform x.csv /dev/stdin <&- | 4 | /dev/stdin: it is closed",
          "transform /dev/fd/8 8>other        | 4 | /dev/fd/8: it is not open for reading",
          "transform x.csv -o /dev/fd/8 8<bad.csv | 4 | /dev/fd/8: it is not open for writing",
          "transform /dev/fd/8 8<x.csv        | 0 | ''",
          "transform /dev/stdin <x.csv        | 0 | ''",
          "transform x.csv -o /dev/fd/8 8>other | 0 | ''",
          "transform x.csv -o /dev/fd/8 8>&1  | 0 | ''",
          "transform /dev/stdin </dev/null    | 3 | empty-input",
        })
    void one_is_used_as_it_was_opened(String line, int exit, String told) throws Exception {
      for (String program : List.of("\"$0\" ", JAR + " ")) {
        var ended = sh(program + line);

        assertThat(ended.exit()).as(program + ended.err()).isEqualTo(exit);
        assertThat(ended.err()).as(program).contains(told);
      }
    }

    @Test
    void what_goes_to_a_closed_stderr_is_not_lost_in_silence() throws Exception {
      for (String program : List.of("\"$0\" ", JAR + " ")) {
        for (String option : List.of("-o /dev/stderr", "-o out --rejects /dev/fd/2")) {
          var ended = sh(program + "transform bad.csv " + option + " 2>&-");

          assertThat(ended.exit()).as(program + option).isEqualTo(4);
        }
      }
    }

    @Test
    void without_stderr_the_exit_code_is_the_same() throws Exception {
      assertThat(sh("\"$0\" transform none.csv 2>&-").exit()).isEqualTo(4);
      assertThat(sh("\"$0\" transform bad.csv 2>&-").exit()).isEqualTo(1);
      assertThat(sh("\"$0\" transform - <&- 2>&-").exit()).isEqualTo(4);
    }
  }

  @Nested
  class TheJvm {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-Xmx1m",
          "-XX:NoSuchFlag",
          "-Xmx9999999g",
          "-Xms2g",
          "-version",
          "--list-modules",
          "-Djava.security.manager",
          "-Djava.system.class.loader=none"
        })
    void one_that_does_not_start_is_told(String options) throws Exception {
      for (String command : List.of("transform bad.csv", "--version", "serve --port 0")) {
        var ended = sh("exec \"$0\" " + command, Map.of("ROWGATE_JAVA_OPTS", options));

        assertThat(ended.exit()).as(command).isEqualTo(70);
        assertThat(ended.err()).as(command).contains("rowgate: the JVM does not start");
        assertThat(ended.out()).as(command).isEmpty();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void its_own_variables_count_too(String variable) throws Exception {
      assertThat(sh("exec \"$0\" transform bad.csv", Map.of(variable, "-XX:NoSuchFlag")).exit())
          .isEqualTo(70);
      assertThat(sh("exec \"$0\" transform bad.csv", Map.of(variable, "-Dx=\"a b\"")).exit())
          .isEqualTo(1);
    }

    @Test
    void one_that_gets_too_little_memory_of_the_system_is_told() throws Exception {
      var ended = sh("ulimit -v 200000; exec \"$0\" transform bad.csv");

      assertThat(ended.exit()).isEqualTo(70);
      assertThat(ended.err()).contains("rowgate: the JVM does not start");
    }

    /// With less than twelve, the shell that runs the launcher says so itself.
    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 16, 20})
    void one_that_may_open_too_few_files_is_told(int files) throws Exception {
      for (String command : List.of("transform bad.csv", "--version")) {
        var ended = sh("ulimit -n " + files + "; exec \"$0\" " + command);

        assertThat(ended.exit()).as(command).isIn(command.equals("--version") ? 0 : 1, 70);
        assertThat(ended.out().isEmpty()).as(command).isEqualTo(ended.exit() == 70);
        assertThat(ended.err().isEmpty()).as(command).isEqualTo(ended.exit() != 70);
      }
    }

    /// Limits of processes are none for root.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 10})
    void one_that_gets_too_few_threads_is_told(int threads) throws Exception {
      Path open = Files.createTempDirectory("threads");
      try {
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(ROWGATE, open.resolve("rowgate"), StandardCopyOption.COPY_ATTRIBUTES);
        String nobody =
            sh("id -u").out().equals("0\n")
                ? "setpriv --reuid 65533 --regid 65533 --clear-groups "
                : "";
        assumeTrue(sh(nobody + "prlimit --nproc=9999 true").exit() == 0, "no setpriv or prlimit");
        String limited = nobody + "prlimit --nproc=" + threads + " " + open + "/rowgate ";
        for (String command : List.of("transform bad.csv", "serve --port 0")) {
          var ended = sh("exec " + limited + command);

          assertThat(ended.exit()).as(command).isEqualTo(70);
          assertThat(ended.err()).as(command).contains("rowgate: ");
          assertThat(ended.out()).as(command).isEmpty();
        }
      } finally {
        Files.deleteIfExists(open.resolve("rowgate"));
        Files.delete(open);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-agentlib:nosuch", "-Xlog:nosuch"})
    void what_can_t_be_tried_is_said(String options) throws Exception {
      var ended = sh("exec \"$0\" transform bad.csv", Map.of("ROWGATE_JAVA_OPTS", options));

      assertThat(ended.err()).contains("rowgate: not tried whether a JVM starts with " + options);
    }

    @Test
    void one_that_is_killed_has_the_signal_s_exit_code() throws Exception {
      assertThat(sh("\"$0\" transform - <x & kill -9 $!; wait $!; echo $?").out())
          .isNotEqualTo("0\n");
      var ended = sh("yes | \"$0\" transform - >y & sleep 1; kill -KILL $!; wait $!");
      assertThat(ended.exit()).isEqualTo(137);
    }

    @ParameterizedTest
    @CsvSource({"transform x.csv, 16", "validate x.csv, 16", "infer x.csv, 32", "serve, 32"})
    void a_heap_that_is_too_small_is_told(String command, int heap) throws Exception {
      var ended = sh("exec \"$0\" " + command, Map.of("ROWGATE_JAVA_OPTS", "-Xmx" + heap + "m"));

      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).startsWith("rowgate: the heap is too small").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"transform x.csv, 24", "validate x.csv, 24", "infer x.csv, 40"})
    void the_smallest_heap_is_enough(String command, int heap) throws Exception {
      var ended = sh("exec \"$0\" " + command, Map.of("ROWGATE_JAVA_OPTS", "-Xmx" + heap + "m"));

      assertThat(ended.err()).isEmpty();
      assertThat(ended.exit()).isZero();
    }

    @Test
    void memory_that_runs_out_is_no_broken_input() throws Exception {
      var ended =
          sh(
              "head -c 200000000 /dev/zero | tr '\\0' x | exec \"$0\" transform"
                  + " --max-record-bytes 250MiB --max-cell-bytes 250MiB",
              Map.of("ROWGATE_JAVA_OPTS", "-Xmx32m"));

      assertThat(ended.exit()).isEqualTo(70);
      assertThat(ended.err()).startsWith("rowgate: out of memory").hasLineCount(1);
      assertThat(ended.out()).doesNotContain("\"complete\":true");
    }
  }
}
