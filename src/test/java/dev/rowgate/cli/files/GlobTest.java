package dev.rowgate.cli.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that a quoted glob denotes the files that bash finds with `globstar`.
class GlobTest {

  private static final List<String> FILES =
      List.of(
          "top.csv",
          "top.tsv",
          "top.txt",
          ".hidden.csv",
          "a/b.csv",
          "a/x/b.csv",
          "a/x/y/b.csv",
          "a/x/.b.csv",
          "a/.git/b.csv",
          "a/1.csv",
          "a/-.csv",
          "a/^.csv",
          "a/&.csv",
          "a/[1].csv",
          "a/{b}.csv",
          "a/b,c.csv",
          "a/b*.csv",
          "a b/c.csv",
          "é/ß.csv",
          "a/].csv",
          "a/\uD83D\uDE00.csv",
          "a/\uD83D\uDE01.csv");

  @TempDir private Path dir;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : FILES) {
      Path file = dir.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a\n1\n");
    }
  }

  /// Runs a command in a directory.
  private static List<String> lines(Path in, String... command)
      throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).directory(in.toFile());
    process.environment().put("LC_ALL", "C.UTF-8");
    Process running = process.start();
    String out = new String(running.getInputStream().readAllBytes(), UTF_8);
    running.waitFor();
    return out.lines().toList();
  }

  /// Bash's files of a glob.
  private static List<String> inShell(Path in, String glob)
      throws IOException, InterruptedException {
    assumeThat(Path.of("/bin/bash")).exists();
    // Bash splits words at a space that isn't escaped.
    String word = glob.replace("a b", "a\\ b");
    String script =
        "shopt -s globstar nullglob; for f in "
            + word
            + "; do [ -f \"$f\" ] && printf '%s\\n' \"$f\"; done | sort -u";
    return lines(in, "/bin/bash", "-c", script);
  }

  private List<String> found(String glob) {
    return InputFinder.find(List.of(dir.resolve(glob))).stream()
        .filter(input -> Files.exists(input.path()))
        .map(input -> dir.relativize(input.path()).toString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "**/*.csv",
        "**/*.{csv,tsv}",
        "{**/,}*.tsv",
        "{a,é}/**/*.csv",
        "{a/**/b,top}.{csv,tsv}",
        "**/{a,x}/*.csv",
        "**/x/**/b.csv",
        "{top,a/{b,1}}.csv",
        "a/**/b.csv",
        "a/**",
        "a/**/**/b.csv",
        "*.csv",
        ".*.csv",
        "a/.*/b.csv",
        "**/.b.csv",
        "?.csv",
        "?op.csv",
        "?hidden.csv",
        "[.t]*.csv",
        "a/?.csv",
        "a/[0-9].csv",
        "a/[!0-9].csv",
        "a/[^a-z].csv",
        "a/[b1].csv",
        "a/[1^].csv",
        "a/[[]*.csv",
        "a/[]1]*.csv",
        "a/\\[1\\].csv*",
        "a/\\{b}.csv*",
        "a/b\\*.cs?",
        "a/b\\,c.{csv,tsv}",
        "a/b,c.*",
        "a\\ b/*.csv",
        "a b/*",
        "a?b.csv",
        "a*b.csv",
        "[a]/*b.csv",
        "*/*.csv",
        "a/[1.csv",
        "É/*.csv",
        "é/[ß].csv",
        "a/[\uD83D\uDE00].csv",
        "a/[!\uD83D\uDE00].csv",
        "a/[\uD83D\uDE00-\uD83D\uDE02].csv",
        "a/[[:digit:]].csv",
        "a/[![:digit:]].csv",
        "a/[[:alpha:]1]*.csv",
        "a/[[:upper:][:digit:]].csv",
        "a/[[:nothing:]].csv",
        "a/[[:digit].csv",
        "a/[\\]]*.csv",
        "a/[\\[]*.csv",
        "a/[!\\]].csv",
        "a/[b-].csv",
        "a/[x/b]*.csv",
        "a**.csv",
        "a/x**/b.csv",
        "a/***.csv",
        "a/{b}*.csv",
        "{a}/*.csv",
        "{a/*.csv",
        "{a,é/*.csv",
        "{{a,é}/*.csv",
        "{a,{é}}/*.csv",
        "a/{b},*.csv",
        "a}/*.csv"
      })
  void a_glob_finds_what_a_shell_finds(String glob) throws IOException, InterruptedException {
    assertThat(found(glob)).containsExactlyInAnyOrderElementsOf(inShell(dir, glob));
  }

  /// Prints the files of globs that are relative to the directory in which it runs.
  public static final class Relative {

    private Relative() {}

    static void main(String[] globs) {
      for (String glob : globs) {
        IO.println(glob);
        InputFinder.find(List.of(Path.of(glob))).stream()
            .filter(input -> Files.exists(input.path()))
            .forEach(input -> IO.println(input.path()));
      }
    }
  }

  @Test
  void a_relative_glob_finds_them_too() throws IOException, InterruptedException {
    List<String> globs =
        List.of("**/*.csv", "./*.csv", "./**/b.csv", "*/*.csv", "../a/*.csv", "../**/b.csv", "x/*");
    Path in = dir.resolve("a");
    var wanted = new ArrayList<String>();
    for (String glob : globs) {
      wanted.add(glob);
      wanted.addAll(inShell(in, glob));
    }
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Relative.class.getName()));
    command.addAll(globs);

    assertThat(lines(in, command.toArray(String[]::new)))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static String absolute(String classPath) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(classPath)
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// A directory that can't be walked, here a loop of links, is a failed input if the glob could
  /// have found something in it.
  @ParameterizedTest
  @CsvSource({
    "**/*.csv, false",
    "*/*.csv, false",
    "a/*/*.csv, false",
    "top*/*/*.csv, false",
    "a/.git/*/*.csv, true",
    "a/.git/**/*.csv, true",
    "a/.*/*/*.csv, true"
  })
  void directories_that_no_wildcard_stands_for_are_not_entered(String glob, boolean isEntered)
      throws IOException {
    Files.createSymbolicLink(dir.resolve("a/.git/loop"), dir.resolve("a/.git"));
    assertThat(
            InputFinder.find(List.of(dir.resolve(glob))).stream()
                .anyMatch(input -> input.path().endsWith("loop")))
        .isEqualTo(isEntered);
  }

  @Test
  void a_malformed_glob_is_a_file_that_does_not_exist() {
    assertThat(found("{a")).isEmpty();
    assertThat(found("a/{b,c.csv")).isEmpty();
    assertThat(found("a/[9-0].csv")).isEmpty();
  }
}
