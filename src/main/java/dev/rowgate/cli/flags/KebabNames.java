package dev.rowgate.cli.flags;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/// Conversion of option names to flags: `maxErrors` becomes `--max-errors`. Problems and the output
/// stream keep the names that all front ends share.
public final class KebabNames {

  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  /// The end of the advice in the message of [InputProblem.BadCompression].
  private static final Pattern WINDOW = Pattern.compile("max-zstd-window-bytes$");

  /// The end of the advice in the message of [InputProblem.BrokenHeader].
  private static final Pattern ENCODING = Pattern.compile("(?<=name it: )encoding=[\\w-]+$");

  private KebabNames() {}

  /// Returns the flag of an option: `--max-errors`.
  static String flag(String name) {
    String kebab = CAPITAL.matcher(name).replaceAll(m -> "-" + m.group().toLowerCase(Locale.ROOT));
    return "--" + kebab;
  }

  /// Returns the message of a problem, with the names of options in it as flags. What comes from
  /// the input, such as a label, stays as it is, even if it looks like an option.
  public static String text(Problem problem) {
    return switch (problem) {
      case InputProblem.MisnamedEncoding p ->
          p.message().replace("use encoding=", "use --encoding=");
      case InputProblem.UnnamedEncoding p -> p.message().replace(": encoding=", ": --encoding=");
      case InputProblem.NotCsv p -> p.message().replace(": encoding=", ": --encoding=");
      case InputProblem.SkippedRecords p -> p.message().replace("skipFooter=0", "--skip-footer 0");
      case InputProblem.InflateRatio p -> p.message().replace("by max-", "by --max-");
      case InputProblem.UniquenessBudget p ->
          p.message().replace("by max-", "by --max-").replace("or max-", "or --max-");
      case InputProblem.BadCompression p -> WINDOW.matcher(p.message()).replaceFirst("--$0");
      case InputProblem.BrokenHeader p -> ENCODING.matcher(p.message()).replaceFirst("--$0");
      case InputProblem.BadReference p -> {
        String whole = p.message();
        String cause = p.cause().message();
        yield whole.endsWith(cause)
            ? whole.substring(0, whole.length() - cause.length()) + text(p.cause())
            : whole;
      }
      case Problem other -> in(other).message();
    };
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
