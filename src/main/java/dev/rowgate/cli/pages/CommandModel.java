package dev.rowgate.cli.pages;

import dev.rowgate.cli.flags.CommandFlags;
import dev.rowgate.cli.flags.CompletionFlags;
import dev.rowgate.cli.flags.HealthFlags;
import dev.rowgate.cli.flags.Help;
import dev.rowgate.cli.flags.InferFlags;
import dev.rowgate.cli.flags.InitFlags;
import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.cli.flags.SchemaCheckFlags;
import dev.rowgate.cli.flags.SchemaConvertFlags;
import dev.rowgate.cli.flags.ServeFlags;
import dev.rowgate.cli.flags.TransformFlags;
import dev.rowgate.cli.flags.ValidateFlags;
import dev.rowgate.cli.settings.Environment;
import dev.rowgate.cli.settings.Shell;
import dev.rowgate.options.EnumNames;
import dev.rowgate.options.Options;
import dev.rowgate.options.Respond;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Picocli model of all commands and flags, for the man page and the completions. The program
/// itself builds only the model of one command.
final class CommandModel {

  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "--errors", lower(Options.Errors.values()),
          "--nulls", lower(Options.Nulls.values()),
          "--missing-cells", lower(Options.MissingCells.values()),
          "--respond", lower(Respond.values()),
          "--format", lower(ReportFormat.values()),
          "--line-terminator", List.of("any", "lf", "crlf", "cr"),
          "--delimiter", List.of("tab"));

  /// The subcommands of `rowgate schema`, with their descriptions.
  private static final SequencedMap<String, String> SCHEMA_WORDS = schemaWords();

  private static final SequencedMap<String, String> SHELL_WORDS = shellWords();

  private CommandModel() {}

  /// Parses the help text.
  private static SequencedMap<String, String> schemaWords() {
    var words = new LinkedHashMap<String, String>();
    Help.SCHEMA
        .lines()
        .dropWhile(line -> !line.equals("Commands:"))
        .skip(1)
        .forEach(line -> {
          String[] wordAndText = line.strip().split(" +", 2);
          words.put(wordAndText[0], wordAndText[1]);
        });
    return words;
  }

  /// @return `rowgate` with its commands, and the possible values of their flags
  static CommandLine commandLine() {
    CommandSpec top = CommandSpec.create().name("rowgate");
    top.addOption(CommandFlags.help());
    top.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).build());
    for (CommandSpec command : commands()) {
      if (command.name().contains(" ")) {
        continue;
      }
      CommandSpec named =
          words(command.name()).isEmpty() ? withChoices(command) : withWords(command);
      top.addSubcommand(named.name(), new CommandLine(named));
    }
    return new CommandLine(top);
  }

  /// Returns the model of a command that is followed by a word. Of these, `schema check` and
  /// `schema convert` have flags.
  private static CommandSpec withWords(CommandSpec command) {
    CommandSpec top = CommandSpec.create().name(command.name()).addOption(CommandFlags.help());
    words(command.name())
        .forEach((word, _) -> {
          CommandSpec named =
              switch (word) {
                case "check" -> withChoices(command);
                case "convert" -> new SchemaConvertFlags().spec();
                default -> CommandSpec.create();
              };
          top.addSubcommand(word, new CommandLine(named.name(word)));
        });
    return top;
  }

  /// @return the words that can follow a command, with their descriptions; empty if it has none
  static SequencedMap<String, String> words(String command) {
    return switch (command) {
      case "schema" -> SCHEMA_WORDS;
      case "completion" -> SHELL_WORDS;
      default -> new LinkedHashMap<>();
    };
  }

  private static SequencedMap<String, String> shellWords() {
    var words = new LinkedHashMap<String, String>();
    Shell.NAMES.forEach(shell -> words.put(shell, "the script for " + shell));
    return words;
  }

  static List<CommandSpec> commands() {
    var environment = new Environment(Map.of());
    return Stream.of(
            new TransformFlags(),
            new ValidateFlags(),
            new InferFlags(),
            new InitFlags(),
            new SchemaCheckFlags(),
            new SchemaConvertFlags(),
            new ServeFlags(environment),
            new HealthFlags(environment),
            new CompletionFlags())
        .map(CommandFlags::spec)
        .toList();
  }

  /// @return the allowed values of a flag; null if it accepts others
  static @Nullable List<String> choices(OptionSpec option) {
    return switch (option.paramLabel()) {
      case "BOOL" -> List.of("true", "false");
      case "FORM" -> List.of("text", "json");
      case "FORMAT" -> lower(Options.Format.values());
      default -> CHOICES.get(option.longestName());
    };
  }

  static boolean isFile(OptionSpec option) {
    return List.of("FILE", "DIR").contains(option.paramLabel());
  }

  /// Adds the allowed values to a command's flags. picocli distinguishes lists of values by their
  /// labels.
  private static CommandSpec withChoices(CommandSpec command) {
    for (OptionSpec option : List.copyOf(command.options())) {
      List<String> choices = choices(option);
      if (choices != null) {
        command.remove(option);
        command.addOption(
            option.toBuilder()
                .paramLabel(command.name() + option.longestName())
                .completionCandidates(choices)
                .build());
      }
    }
    return command;
  }

  private static List<String> lower(Enum<?>[] values) {
    return Stream.of(values).map(EnumNames::kebab).toList();
  }
}
