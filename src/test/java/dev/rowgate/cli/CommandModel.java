package dev.rowgate.cli;

import dev.rowgate.options.Options;
import dev.rowgate.options.Respond;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// All commands and flags in one piece, for what is made of them beside the program: it sets up one
/// command alone.
final class CommandModel {

  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "--errors", lower(Options.Errors.values()),
          "--nulls", lower(Options.Nulls.values()),
          "--respond", lower(Respond.values()),
          "--format", lower(ReportFormat.values()),
          "--reading", lower(Options.Reading.values()),
          "--line-terminator", List.of("any", "lf", "crlf", "cr"),
          "--delimiter", List.of("tab"));

  private CommandModel() {}

  /// @return `rowgate` with its commands, and what the values of their flags can be
  static CommandLine commandLine() {
    CommandSpec top = CommandSpec.create().name("rowgate");
    top.addOption(CommandFlags.help());
    top.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).build());
    for (CommandSpec command : commands()) {
      top.addSubcommand(command.name(), new CommandLine(withChoices(command)));
    }
    return new CommandLine(top);
  }

  static List<CommandSpec> commands() {
    var environment = new Environment(Map.of());
    return Stream.of(
            new TransformFlags(),
            new ValidateFlags(),
            new InferFlags(),
            new SchemaCheckFlags(),
            new ServeFlags(environment),
            new HealthFlags(environment))
        .map(CommandFlags::spec)
        .toList();
  }

  /// @return the values that the flag has, or null if there is no list of them
  static @Nullable List<String> choices(OptionSpec option) {
    return switch (option.paramLabel()) {
      case "BOOL" -> List.of("true", "false");
      case "FORM" -> List.of("text", "json");
      default -> CHOICES.get(option.longestName());
    };
  }

  static boolean isFile(OptionSpec option) {
    return List.of("FILE", "DIR").contains(option.paramLabel());
  }

  /// The library tells lists of values apart by their labels.
  private static CommandSpec withChoices(CommandSpec command) {
    for (OptionSpec option : List.copyOf(command.options())) {
      List<String> choices = choices(option);
      if (choices != null) {
        command.remove(option);
        command.addOption(
            option.toBuilder()
                .paramLabel(option.longestName())
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
