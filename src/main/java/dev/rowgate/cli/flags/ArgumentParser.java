package dev.rowgate.cli.flags;

import dev.rowgate.cli.files.FileNames;
import dev.rowgate.cli.settings.Environment;
import dev.rowgate.cli.settings.ShellWord;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import dev.rowgate.schema.SchemaOfSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Parser of the command line into [Arguments], using picocli. Only the model of the named command
/// is built, which makes each start faster.
public final class ArgumentParser {

  private static final List<String> COMMANDS =
      List.of("transform", "validate", "infer", "init", "schema", "serve", "health", "completion");
  private static final List<String> TOP_FLAGS = List.of("--help", "--version");

  private ArgumentParser() {}

  public static Arguments parse(List<String> args, Environment environment) {
    if (args.isEmpty()) {
      return new Arguments.Bare(Help.BRIEF);
    }
    String first = args.getFirst();
    List<String> rest = args.subList(1, args.size());
    return switch (first) {
      case "transform" -> parse(new TransformFlags(), rest);
      case "validate" -> parse(new ValidateFlags(), rest);
      case "infer" -> parse(new InferFlags(), rest);
      case "init" -> parse(new InitFlags(), rest);
      case "schema" -> schema(rest);
      case "serve" -> parse(new ServeFlags(environment), rest);
      case "health" -> parse(new HealthFlags(environment), rest);
      case "completion" -> parse(new CompletionFlags(), rest);
      case "help" ->
          parse(
              rest.isEmpty() ? List.of("--help") : List.of(rest.getFirst(), "--help"), environment);
      case "--help", "-h" -> new Arguments.Tell(Help.FULL);
      case "--version", "-V" -> alone(first, args, Version.line() + "\n");
      default -> unknown(first);
    };
  }

  private static Arguments schema(List<String> args) {
    String what = args.isEmpty() ? "" : args.getFirst();
    return switch (what) {
      case "check" -> parse(new SchemaCheckFlags(), args.subList(1, args.size()));
      case "convert" -> parse(new SchemaConvertFlags(), args.subList(1, args.size()));
      case "json-schema" ->
          args.contains("--help") || args.contains("-h")
              ? new Arguments.Tell(Help.SCHEMA)
              : alone("schema " + what, args, SchemaOfSchemas.text());
      case "--help", "-h" -> new Arguments.Tell(Help.SCHEMA);
      case "" -> new Arguments.Bare(Help.SCHEMA);
      default -> {
        String near = Nearest.to(what, List.of("check", "convert", "json-schema"));
        String meant =
            near != null
                ? "schema " + near
                : !isFile(what)
                    ? null
                    : (what.endsWith(".json") ? "schema check " : "infer ")
                        + ShellWord.ofFile(what);
        String question = meant == null ? "" : "; did you mean 'rowgate " + meant + "'?";
        yield new Arguments.Misuse(
            List.of("there is no command 'schema " + String.join(" ", args) + "'" + question),
            "try 'rowgate schema --help'");
      }
    };
  }

  /// Returns the text that a word asks for. Further arguments would have no effect, and are
  /// refused.
  private static Arguments alone(String word, List<String> args, String text) {
    return args.size() == 1
        ? new Arguments.Tell(text)
        : new Arguments.Misuse(
            List.of("'" + word + "' takes no arguments, but is followed by '" + args.get(1) + "'"),
            "try 'rowgate --help'");
  }

  private static Arguments parse(CommandFlags command, List<String> args) {
    var commandLine = new CommandLine(command.spec()).setExpandAtFiles(false);
    commandLine.getCommandSpec().parser().collectErrors(true);
    ParseResult parsed = commandLine.parseArgs(withSwitchesSet(args));
    if (parsed.isUsageHelpRequested()) {
      return new Arguments.Tell(commandLine.getUsageMessage(Ansi.OFF));
    }
    var values = new FlagValues(parsed);
    parsed.errors().forEach(error -> complaints(error, commandLine).forEach(values::complain));
    Arguments arguments = command.read(values);
    return values.complaints().isEmpty()
        ? arguments
        : new Arguments.Misuse(
            values.complaints(),
            "try 'rowgate " + commandLine.getCommandName() + " " + command.advice(args) + "'");
  }

  /// Appends `=true` to each switch without a value. Otherwise picocli would take the next argument
  /// as its value: in `--trim people.csv` the file.
  private static String[] withSwitchesSet(List<String> args) {
    var set = new ArrayList<String>();
    int end = args.contains("--") ? args.indexOf("--") : args.size();
    for (String arg : args.subList(0, end)) {
      set.add(TransformFlags.SWITCHES.contains(arg) ? arg + "=true" : arg);
    }
    set.addAll(args.subList(end, args.size()));
    return set.toArray(String[]::new);
  }

  private static List<String> complaints(Exception failure, CommandLine command) {
    List<String> flags =
        command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    return switch (failure) {
      case UnmatchedArgumentException e ->
          e.getUnmatched().stream().map(typed -> noSuchFlag(typed, flags)).toList();
      case MissingParameterException e when e.getMissing().getFirst() instanceof OptionSpec flag ->
          List.of("option '" + flag.longestName() + "' needs a value");
      default -> List.of(String.valueOf(failure.getMessage()));
    };
  }

  private static String noSuchFlag(String typed, List<String> flags) {
    int separator = typed.indexOf('=');
    String name = separator < 0 ? typed : typed.substring(0, separator);
    return new InputProblem.UnknownOption(name, meant(name, flags), List.of()).message();
  }

  /// Returns the flag that was probably meant, for `-d` the first of those that begin with `--d`.
  private static @Nullable String meant(String name, List<String> flags) {
    return name.matches("-[a-z]")
        ? flags.stream()
            .filter(flag -> flag.startsWith("-" + name))
            .sorted()
            .findFirst()
            .orElse(null)
        : Nearest.to(name, flags);
  }

  private static Arguments unknown(String word) {
    if (word.startsWith("-") && word.length() > 1) {
      return new Arguments.Misuse(List.of(noSuchFlag(word, TOP_FLAGS)), "try 'rowgate --help'");
    }
    String near = Nearest.to(word, COMMANDS);
    String meant = near == null && isFile(word) ? "transform " + word : near;
    String question = meant == null ? "" : "; did you mean 'rowgate " + meant + "'?";
    return new Arguments.Misuse(
        List.of("there is no command '" + word + "'" + question), "try 'rowgate --help'");
  }

  private static boolean isFile(String word) {
    Path path = word.isEmpty() ? null : FileNames.path(word).path();
    return word.equals("-") || (path != null && Files.exists(path));
  }
}
