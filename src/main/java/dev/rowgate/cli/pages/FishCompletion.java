package dev.rowgate.cli.pages;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Generator of completions for fish, which picocli doesn't support. For flags without a list of
/// values fish offers files.
final class FishCompletion {

  private FishCompletion() {}

  static String text() {
    var script = new StringBuilder("# Made of what --help tells.\n");
    for (CommandSpec command : CommandModel.commands()) {
      if (!command.name().contains(" ")) {
        script.append(
            "complete -c rowgate -n __fish_use_subcommand -f -a %s -d %s\n"
                .formatted(command.name(), quoted(command.usageMessage().header()[0])));
      }
      for (OptionSpec option : command.options()) {
        script.append(line(command, option));
      }
      script.append(words(command.name()));
    }
    return script.toString();
  }

  private static String words(String command) {
    var words = CommandModel.words(command);
    String all = String.join(" ", words.sequencedKeySet());
    var lines = new StringBuilder();
    words.forEach((word, text) ->
        lines.append(
            ("complete -c rowgate -n '__fish_seen_subcommand_from %s;"
                    + " and not __fish_seen_subcommand_from %s' -f -a %s -d %s\n")
                .formatted(command, all, word, quoted(text))));
    return lines.toString();
  }

  private static String line(CommandSpec command, OptionSpec option) {
    var line = new StringBuilder("complete -c rowgate -n '__fish_seen_subcommand_from ");
    // Of `schema convert` only the second word, which no other command has.
    line.append(command.name().substring(command.name().indexOf(' ') + 1)).append('\'');
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
    }
    List<String> choices = CommandModel.choices(option);
    if (choices != null) {
      line.append(" -f -a '").append(String.join(" ", choices)).append('\'');
    } else if (option.arity().max() > 0 && !CommandModel.isFile(option)) {
      line.append(" -f");
    }
    return line.append(" -d ").append(quoted(option.description()[0])).append('\n').toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
