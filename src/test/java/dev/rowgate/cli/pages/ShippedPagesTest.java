package dev.rowgate.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.Ran;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.settings.Shell;
import dev.rowgate.dist.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Tests that the man page and completions match the program, and that their tools accept them.
class ShippedPagesTest {

  @TempDir Path share;
  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    ShippedPages.main(new String[] {share.toString()});
  }

  @Test
  void every_flag_of_every_command_is_on_the_man_page_and_completed() throws IOException {
    String man = Files.readString(share.resolve(ShippedPages.MAN));
    String bash = Files.readString(share.resolve(ShippedPages.BASH));
    String zsh = Files.readString(share.resolve(ShippedPages.ZSH));
    String fish = Files.readString(share.resolve(ShippedPages.FISH));
    for (CommandSpec command : CommandModel.commands()) {
      String section = section(man, command.name());
      for (OptionSpec option : command.options()) {
        String name = option.longestName();
        assertThat(section).contains("\\fB" + name.replace("-", "\\-") + "\\fR");
        assertThat(bash).contains("'" + name + "'");
        String[] words = command.name().split(" ");
        assertThat(zsh).containsPattern("\n +" + words[0] + "\\) .*[ {,]" + name + "[=,}]");
        String last = words[words.length - 1];
        assertThat(fish).containsPattern(last + "'.* -l " + name.substring(2) + " ");
      }
    }
  }

  /// The text from a command's heading to the next heading.
  private static String section(String man, String command) {
    int from = man.indexOf("\n.SS rowgate " + command);
    assertThat(from).as(command).isPositive();
    int to = man.indexOf("\n.S", from + 1);
    return man.substring(from, to);
  }

  @Test
  void the_man_page_has_every_exit_code_and_the_environment() throws IOException {
    String man = Files.readString(share.resolve(ShippedPages.MAN));
    for (ExitCode code : ExitCode.values()) {
      assertThat(man).contains("\n.B " + code.number() + "\n");
    }
    assertThat(man).contains("\n.B ROWGATE_JAVA\n", "\n.B ROWGATE_JAVA_OPTS\n");
  }

  @Test
  void mandoc_finds_no_fault_in_the_man_page() {
    Tool.needed("mandoc")
        .run("-T", "lint", "-W", "warning", share.resolve(ShippedPages.MAN).toString())
        .good();
  }

  @Test
  void bash_completes_commands_flags_and_values() {
    assertThat(completed("rowgate tr")).contains("transform");
    assertThat(completed("rowgate transform --err")).contains("--errors");
    assertThat(completed("rowgate transform --errors ")).contains("inline", "only", "fail");
    assertThat(completed("rowgate transform --nulls ")).contains("keep", "omit");
  }

  /// An interactive bash, on a pseudoterminal, takes `=` for a word of its own.
  @ParameterizedTest
  @CsvSource({
    "rowgate transform --errors=onl,         --errors=only",
    "rowgate transform --nulls=o,            --nulls=omit",
    "rowgate transform --trim=true --errors=ski, --trim=true --errors=skip",
    "rowgate validate --format=git,          --format=github",
    "rowgate transform --schema=LICEN,       --schema=LICENSE",
    "rowgate transform --errors onl,         --errors only",
    "rowgate schema check --format=js,       --format=json",
  })
  void bash_completes_values_behind_an_equals_sign(String typed, String completed)
      throws IOException {
    Path rc =
        Files.writeString(
            directory.resolve("rc"),
            "PS1=\nrowgate() { echo \"<$*>\"; }\nsource %s\n"
                .formatted(share.resolve(ShippedPages.BASH).toAbsolutePath()));
    String command = "bash --noprofile --rcfile " + rc + " -i";
    Tool.needed("script");

    String seen =
        Tool.needed("timeout")
            .run(
                "60",
                "sh",
                "-c",
                "printf '%s\\t\\nexit\\n' \"$1\" | TERM=dumb script -qec \"$2\" /dev/null",
                "-",
                typed,
                command)
            .good();

    assertThat(seen).contains(completed + ">");
  }

  @Test
  void bash_and_fish_complete_what_stands_behind_schema() throws IOException {
    assertThat(completed("rowgate schema ")).contains("check", "convert", "json-schema");
    assertThat(completed("rowgate schema ch")).contains("check").doesNotContain("json-schema");
    assertThat(completed("rowgate schema check --fo")).contains("--format");
    assertThat(completed("rowgate schema check --format ")).contains("text", "json");
    assertThat(completed("rowgate schema convert --ta")).contains("--table");
    assertThat(completed("rowgate schema json-schema --")).doesNotContain("--format");
    assertThat(share.resolve(ShippedPages.FISH))
        .content()
        .contains(" -f -a check -d ", " -f -a json-schema -d ");
  }

  @Test
  void bash_offers_files_where_there_is_nothing_else() {
    assertThat(completed("rowgate transform pom")).isBlank();
    assertThat(share.resolve(ShippedPages.BASH))
        .content()
        .contains("-o default rowgate")
        .doesNotContain("+o default");
  }

  private String completed(String typed) {
    String script =
        """
        source "$2"
        COMP_LINE=$1 COMP_POINT=${#1}
        read -ra COMP_WORDS <<<"$1"
        [[ $1 == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_rowgate
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    String file = share.resolve(ShippedPages.BASH).toString();
    return Tool.needed("bash").run("-c", script, "-", typed, file).good();
  }

  @Test
  void fish_can_read_its_completions() {
    Tool.needed("fish").run("--no-execute", share.resolve(ShippedPages.FISH).toString()).good();
  }

  /// The key after the typed text is the tab key, in an interactive zsh on a pseudoterminal. As
  /// sourced by `.zshrc`, and as a file in `fpath`.
  @ParameterizedTest
  @ValueSource(strings = {"source $2", "fpath=(${2:h} $fpath)"})
  void zsh_completes_commands_flags_and_values(String way) {
    String script =
        """
        zmodload zsh/zpty
        zpty z zsh -f -i
        complete() {
          zpty -w -n z $'\\C-u'"$1"$'\\t'
          zpty -r -m z shown "*$2*" && print -r -- "completed to $2"
        }
        if [[ $1 == source* ]]; then after="${(e)1}"; else before="${(e)1};"; fi
        zpty -w z "PS1=; unsetopt zle_bracketed_paste; $before autoload -Uz compinit; compinit -u -D; $after; print rea''dy"
        zpty -r -m z shown '*ready*'
        complete 'rowgate tran' transform
        complete 'rowgate transform --max-error-r' '--max-error-ratio'
        complete 'rowgate transform --errors=onl' '--errors=only'
        complete 'rowgate schema json-s' 'json-schema'
        complete 'rowgate completion fi' 'fish'
        zpty -d z
        """;
    String file = share.resolve(ShippedPages.ZSH).toString();
    Tool.needed("zsh");

    String seen =
        Tool.needed("timeout").run("60", "zsh", "-f", "-c", script, "-", way, file).good();

    assertThat(seen.lines().filter(line -> line.startsWith("completed to"))).hasSize(5);
  }

  @Test
  void the_program_prints_the_completions_itself() throws IOException {
    for (String shell : Shell.NAMES) {
      Ran ran = Ran.rowgate("completion", shell);
      assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
      Path file =
          switch (shell) {
            case "bash" -> ShippedPages.BASH;
            case "zsh" -> ShippedPages.ZSH;
            default -> ShippedPages.FISH;
          };
      assertThat(share.resolve(file)).hasContent(ran.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcsh", "", "bash zsh"})
  void another_shell_is_refused(String shells) {
    Ran ran = Ran.rowgate(("completion " + shells).strip().split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("bash, zsh or fish", shells);
  }
}
