package dev.rowgate.cli;

import dev.rowgate.cli.flags.CommandFlags;
import dev.rowgate.cli.flags.Environment;
import dev.rowgate.cli.flags.HealthFlags;
import dev.rowgate.cli.flags.Help;
import dev.rowgate.cli.flags.InferFlags;
import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.cli.flags.SchemaCheckFlags;
import dev.rowgate.cli.flags.SchemaConvertFlags;
import dev.rowgate.cli.flags.ServeFlags;
import dev.rowgate.cli.flags.TransformFlags;
import dev.rowgate.cli.flags.ValidateFlags;
import dev.rowgate.options.Options;
import dev.rowgate.options.Respond;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
  static final SequencedMap<String, String> SCHEMA_WORDS = schemaWords();

  private CommandModel() {}

  /// Parsed from the help text.
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
      CommandSpec named = command.name().equals("schema") ? schema(command) : withChoices(command);
      top.addSubcommand(named.name(), new CommandLine(named));
    }
    return new CommandLine(top);
  }

  /// The command `schema` with the flags of those of its subcommands that have any.
  private static CommandSpec schema(CommandSpec check) {
    CommandSpec schema = CommandSpec.create().name(check.name()).addOption(CommandFlags.help());
    SCHEMA_WORDS.forEach((word, _) -> {
      CommandSpec named =
          word.equals("check")
              ? withChoices(check)
              : word.equals("convert") ? new SchemaConvertFlags().spec() : CommandSpec.create();
      schema.addSubcommand(word, new CommandLine(named.name(word)));
    });
    return schema;
  }

  static List<CommandSpec> commands() {
    var environment = new Environment(Map.of());
    return Stream.of(
            new TransformFlags(),
            new ValidateFlags(),
            new InferFlags(),
            new SchemaCheckFlags(),
            new SchemaConvertFlags(),
            new ServeFlags(environment),
            new HealthFlags(environment))
        .map(CommandFlags::spec)
        .toList();
  }

  /// @return the values of a flag; null if they aren't an enumeration
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

  /// picocli distinguishes value lists by their labels.
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
    return Stream.of(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }
}
