package dev.rowgate.cli.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
          "a/\uD83D\uDE00.csv");

  @TempDir private Path dir;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : FILES) {
      Path file = dir.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a\n1\n");
    }
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
        "é/[ß].csv"
      })
  void a_glob_finds_what_a_shell_finds(String glob) throws IOException, InterruptedException {
    assumeThat(Path.of("/bin/bash")).exists();
    // Bash splits words at a space that isn't escaped.
    String word = glob.replace("a b", "a\\ b");
    String script =
        "shopt -s globstar nullglob; for f in "
            + word
            + "; do [ -f \"$f\" ] && printf '%s\\n' \"$f\"; done | sort -u";
    var bash = new ProcessBuilder("/bin/bash", "-c", script).directory(dir.toFile());
    bash.environment().put("LC_ALL", "C.UTF-8");
    Process shell = bash.start();
    String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    shell.waitFor();

    assertThat(found(glob)).containsExactlyInAnyOrderElementsOf(out.lines().toList());
  }

  @Test
  void a_malformed_glob_is_a_file_that_does_not_exist() {
    assertThat(found("{a")).isEmpty();
    assertThat(found("a/{b,c.csv")).isEmpty();
    assertThat(found("a/[9-0].csv")).isEmpty();
  }
}
