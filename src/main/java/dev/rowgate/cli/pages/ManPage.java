package dev.rowgate.cli.pages;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.Help;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Generator of `rowgate.1` (roff), from the same model as `--help`.
final class ManPage {

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String text() {
    var made = new ManPage();
    made.head();
    for (CommandSpec command : CommandModel.commands()) {
      made.command(command);
    }
    made.foot();
    return made.page.toString();
  }

  private void head() {
    line(".\\\" Made of what --help tells.");
    line(".TH ROWGATE 1 2026-01-01 Rowgate \"User Commands\"");
    line(".SH NAME");
    line("rowgate \\- CSV in, JSON lines out, every record accounted for");
    line(".SH SYNOPSIS");
    line(".B rowgate");
    line("COMMAND [OPTIONS]");
    line(".br");
    line(".B rowgate");
    line("\\-\\-help | \\-\\-version");
    line(".SH DESCRIPTION");
    text(Help.FULL.substring(0, Help.FULL.indexOf("\n\n")).replace('\n', ' '));
    line(".SH COMMANDS");
  }

  private void command(CommandSpec command) {
    line(".SS " + escaped(command.usageMessage().customSynopsis()[0]));
    text(command.usageMessage().header()[0]);
    line(".PP");
    line(".nf");
    for (String example : command.usageMessage().description()) {
      text(example.strip());
    }
    line(".fi");
    for (PositionalParamSpec positional : command.positionalParameters()) {
      if (!positional.hidden()) {
        argument("\\fI" + escaped(positional.paramLabel()) + "\\fR", positional);
      }
    }
    for (OptionSpec option : command.options()) {
      argument(names(option), option);
    }
  }

  private static String names(OptionSpec option) {
    List<String> names =
        Stream.of(option.names()).map(name -> "\\fB" + escaped(name) + "\\fR").toList();
    boolean hasValue = option.arity().max() > 0;
    return String.join(", ", names)
        + (hasValue ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : "");
  }

  private void argument(String term, ArgSpec argument) {
    line(".TP");
    line(term);
    text(String.join(" ", argument.description()));
  }

  private void foot() {
    line(".SH ENVIRONMENT");
    environment("ROWGATE_JAVA", "the java binary to run on");
    environment(
        "ROWGATE_JAVA_OPTS", "options for it, such as -Xmx64m; they win over rowgate's own");
    environment(
        "ROWGATE_PORT",
        "what serve takes as --port; each of its flags has such a variable, but for --help");
    environment(
        "ROWGATE_CACHE_DIR",
        "where the one-file executable unpacks itself; else below XDG_CACHE_HOME or ~/.cache");
    environment("NO_COLOR", "if set, no colours on a terminal");
    line(".SH EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      environment(Integer.toString(code.number()), code.meaning());
    }
    line(".SH SEE ALSO");
    line(".BR curl (1),");
    line(".BR jq (1)");
  }

  private void environment(String name, String meaning) {
    line(".TP");
    line(".B " + escaped(name));
    text(meaning);
  }

  private void text(String text) {
    line(escaped(text));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  /// Escapes hyphens, and lines that would be roff requests.
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("%n", "");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
