package dev.rowgate.cli.pages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Generator of completions for zsh, which picocli supports only through its emulation of bash. For
/// flags without a list of values zsh offers files.
final class ZshCompletion {

  private ZshCompletion() {}

  /// Returns the script. If it is sourced, it defines the completion for this shell; as a file
  /// `_rowgate` in `fpath` it is a function that zsh calls.
  static String text() {
    List<CommandSpec> commands =
        CommandModel.commands().stream().filter(one -> !one.name().contains(" ")).toList();
    return """
    #compdef rowgate
    # Made of what --help tells.
    _rowgate() {
      local curcontext="$curcontext" state line
      local -A opt_args
      _arguments -C \\
        '(- *)'{-h,--help}'[Show this and exit]' \\
        '(- *)'{-V,--version}'[Show the version and exit]' \\
        '1:command:((%s))' \\
        '*:: :->rest'
      case $state in
        rest)
          case $words[1] in
    %s      esac
          ;;
      esac
    }
    if [ "$funcstack[1]" = _rowgate ]; then
      _rowgate "$@"
    else
      compdef _rowgate rowgate
    fi
    """
        .formatted(
            commands.stream()
                .map(command -> described(command.name(), command.usageMessage().header()[0]))
                .collect(Collectors.joining(" ")),
            commands.stream().map(ZshCompletion::branch).collect(Collectors.joining()));
  }

  private static String branch(CommandSpec command) {
    var words = CommandModel.words(command.name());
    String first =
        words.isEmpty()
            ? ""
            : words.entrySet().stream()
                .map(word -> described(word.getKey(), word.getValue()))
                .collect(Collectors.joining(" ", "'1:command:((", "))' "));
    // After `schema`, the flags of `schema convert` are offered too.
    String options =
        CommandModel.commands().stream()
            .filter(one -> (one.name() + " ").startsWith(command.name() + " "))
            .flatMap(one -> one.options().stream())
            .map(ZshCompletion::option)
            .distinct()
            .collect(Collectors.joining(" "));
    return "        %s) _arguments %s%s '*:file:_files' ;;\n"
        .formatted(command.name(), first, options);
  }

  private static String described(String word, String text) {
    return word + "\\:\"" + inQuotes(text).replace("\"", "") + "\"";
  }

  private static String option(OptionSpec option) {
    boolean hasValue = option.arity().max() > 0;
    String names =
        Stream.of(option.names())
            .map(name -> name + (hasValue ? (name.startsWith("--") ? "=" : "+") : ""))
            .collect(Collectors.joining(","));
    String text = "[" + inQuotes(option.description()[0]) + "]";
    String rest = "'" + text + (hasValue ? ":" + option.paramLabel() + values(option) : "") + "'";
    return option.names().length > 1 ? "{" + names + "}" + rest : names + rest;
  }

  private static String values(OptionSpec option) {
    List<String> choices = CommandModel.choices(option);
    return choices == null
        ? ":" + (CommandModel.isFile(option) ? "_files" : " ")
        : ":(" + String.join(" ", choices) + ")";
  }

  /// Escapes characters that end a description, or the quotes around it.
  private static String inQuotes(String text) {
    return text.replace("\\", "\\\\")
        .replace("'", "'\\''")
        .replaceAll("[\\[\\]:]", "\\\\$0")
        .replace("%n", " ");
  }
}
