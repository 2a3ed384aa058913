package dev.rowgate.cli.flags;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/// Conversion of option names to flags: `maxErrors` becomes `--max-errors`. Problems and the output
/// stream keep the names that all front ends share.
public final class KebabNames {

  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private KebabNames() {}

  /// Returns the flag of an option: `--max-errors`.
  static String flag(String name) {
    String kebab = CAPITAL.matcher(name).replaceAll(m -> "-" + m.group().toLowerCase(Locale.ROOT));
    return "--" + kebab;
  }

  /// Returns the message of a problem, with the names of options in it as flags.
  public static String text(Problem problem) {
    return in(problem)
        .message()
        .replace(": encoding=", ": --encoding=")
        .replace("use encoding=utf-8", "use --encoding=utf-8")
        .replace("skipFooter=0", "--skip-footer 0")
        .replace("allow more by max-", "allow more by --max-")
        .replace(" or max-", " or --max-");
  }

  /// Returns the problem with its option's name as a flag.
  public static Problem in(Problem problem) {
    return switch (problem) {
      case InputProblem.BadOption p ->
          new InputProblem.BadOption(flag(p.name()), p.value(), p.expected(), p.suggestion());
      case InputProblem.TooManyErrors p ->
          new InputProblem.TooManyErrors(flag(p.option()), p.limit(), p.rejected(), p.read());
      case Problem other -> other;
    };
  }
}
