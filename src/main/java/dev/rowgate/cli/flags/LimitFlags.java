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

  /// The limits on unpacking, those of `infer`.
  private static final List<Limit> OF_UNPACKING =
      List.of(Limit.MAX_ZSTD_WINDOW_BYTES, Limit.MAX_INFLATE_RATIO, Limit.INFLATE_FREE_BYTES);

  /// The limits on a run of the command line: those on a record, on what is written of it, on a
  /// schema, on unpacking and on spilled data. The others protect a server from its clients.
  private static final List<Limit> OF_RUN =
      List.of(
          Limit.MAX_RECORD_BYTES,
          Limit.MAX_CELL_BYTES,
          Limit.MAX_FIELDS,
          Limit.MAX_LISTED_PROBLEMS,
          Limit.MAX_RAW_BYTES,
          Limit.MAX_SCHEMA_BYTES,
          Limit.MAX_ZSTD_WINDOW_BYTES,
          Limit.MAX_INFLATE_RATIO,
          Limit.INFLATE_FREE_BYTES,
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

  /// Adds the flags of `infer`.
  static void addOfUnpacking(CommandSpec spec) {
    OF_UNPACKING.forEach(limit -> spec.addOption(spec(limit)));
  }

  /// Reads these flags. Malformed ones are reported to `values`.
  static Limits ofRun(FlagValues values) {
    return of(OF_RUN, values);
  }

  static Limits ofUnpacking(FlagValues values) {
    return of(OF_UNPACKING, values);
  }

  private static Limits of(List<Limit> all, FlagValues values) {
    Limits limits = Limits.OF_FILES;
    for (Limit limit : all) {
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
