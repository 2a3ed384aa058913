package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.dist.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The man page and the completions say what the program takes. With `-Drowgate.pages=write` they
/// are written anew.
class ShippedPagesTest {

  private static final Path MAN = Path.of("src/dist/man/rowgate.1");
  private static final Path BASH = Path.of("src/dist/completions/rowgate.bash");
  private static final Path FISH = Path.of("src/dist/completions/rowgate.fish");

  @Test
  void the_man_page_is_what_help_tells() throws IOException {
    hold(MAN, ManPage::text);
  }

  @Test
  void the_completions_are_those_of_the_flags() throws IOException {
    hold(BASH, ShippedPagesTest::bash);
    hold(FISH, FishCompletion::text);
  }

  /// Where the flags know no value, bash offers files, as it does by itself; the library turns that
  /// off.
  private static String bash() {
    return AutoComplete.bash("rowgate", CommandModel.commandLine())
        .replace("  type compopt &>/dev/null && compopt +o default\n", "");
  }

  private static void hold(Path file, Supplier<String> made) throws IOException {
    String text = made.get();
    if ("write".equals(System.getProperty("rowgate.pages"))) {
      Files.writeString(file, text);
    }
    assertThat(file).hasContent(text);
  }

  @Test
  void every_flag_of_every_command_is_on_the_man_page_and_completed() throws IOException {
    String man = Files.readString(MAN);
    String bash = Files.readString(BASH);
    String fish = Files.readString(FISH);
    for (CommandSpec command : CommandModel.commands()) {
      String section = section(man, command.name());
      for (OptionSpec option : command.options()) {
        String name = option.longestName();
        assertThat(section).contains("\\fB" + name.replace("-", "\\-") + "\\fR");
        assertThat(bash).contains("'" + name + "'");
        assertThat(fish).contains(command.name() + "' ").contains(" -l " + name.substring(2) + " ");
      }
    }
  }

  /// From the heading of a command to the next heading.
  private static String section(String man, String command) {
    int from = man.indexOf("\n.SS rowgate " + command);
    assertThat(from).as(command).isPositive();
    int to = man.indexOf("\n.S", from + 1);
    return man.substring(from, to);
  }

  @Test
  void mandoc_finds_no_fault_in_the_man_page() {
    Tool.needed("mandoc").run("-T", "lint", "-W", "warning", MAN.toString()).good();
  }

  @Test
  void bash_completes_commands_flags_and_values() {
    assertThat(completed("rowgate tr")).contains("transform");
    assertThat(completed("rowgate transform --err")).contains("--errors");
    assertThat(completed("rowgate transform --errors ")).contains("inline", "only", "fail");
    assertThat(completed("rowgate transform --nulls ")).contains("keep", "omit");
    assertThat(completed("rowgate transform pom")).isBlank();
    assertThat(BASH).content().contains("-o default rowgate").doesNotContain("+o default");
  }

  private static String completed(String typed) {
    String script =
        """
        source src/dist/completions/rowgate.bash
        COMP_LINE=$1 COMP_POINT=${#1}
        read -ra COMP_WORDS <<<"$1"
        [[ $1 == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_rowgate
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    return Tool.needed("bash").run("-c", script, "-", typed).good();
  }

  @Test
  void zsh_and_fish_can_read_the_completions() {
    Tool.needed("fish").run("--no-execute", FISH.toString()).good();
    Tool.needed("zsh").run("-n", BASH.toString()).good();
  }
}
