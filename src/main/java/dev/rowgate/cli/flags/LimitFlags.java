package dev.rowgate.cli.flags;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Flags for limits, built from the [Limit] table.
final class LimitFlags {

  /// The limits on a run of the command line: those on a record, and those on spilled data. The
  /// others protect a server from its clients.
  private static final List<Limit> OF_RUN =
      List.of(
          Limit.MAX_RECORD_BYTES,
          Limit.MAX_CELL_BYTES,
          Limit.MAX_FIELDS,
          Limit.MAX_KEY_MEMORY,
          Limit.MAX_KEY_SPOOL_BYTES,
          Limit.MAX_SPOOL_BYTES);

  private LimitFlags() {}

  static OptionSpec spec(Limit limit) {
    String standard = " Default: " + limit.text(limit.standard()) + ".";
    return CommandFlags.flag(
        limit.label(), limit.bounds() + standard, KebabNames.flag(limit.kebabName()));
  }

  /// Adds the flags of `transform` and `validate`.
  static void addOfRun(CommandSpec spec) {
    OF_RUN.forEach(limit -> spec.addOption(spec(limit)));
  }

  /// Reads these flags. Malformed ones are reported to `values`.
  static Limits ofRun(FlagValues values) {
    Limits limits = Limits.OF_FILES;
    for (Limit limit : OF_RUN) {
      String text = values.one(limit.kebabName());
      if (text == null) {
        continue;
      }
      Optional<Long> value = limit.read(text);
      if (value.isPresent()) {
        limits = limits.with(limit, value.get());
      } else {
        values.complain(
            new InputProblem.BadOption(
                limit.kebabName(), Excerpt.of(text), limit.expected(), null));
      }
    }
    return limits;
  }
}
