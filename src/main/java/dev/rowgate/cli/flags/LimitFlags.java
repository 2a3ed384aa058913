package dev.rowgate.cli.flags;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Flags for limits, built from the [Limit] table.
///
/// @param limits of a command
record LimitFlags(List<Limit> limits) {

  /// The limits on unpacking, those of `infer` and `init`.
  static final LimitFlags OF_UNPACKING =
      new LimitFlags(
          List.of(Limit.MAX_ZSTD_WINDOW_BYTES, Limit.MAX_INFLATE_RATIO, Limit.INFLATE_FREE_BYTES));

  private static final List<Limit> ON_RECORDS =
      List.of(
          Limit.MAX_RECORD_BYTES,
          Limit.MAX_CELL_BYTES,
          Limit.MAX_FIELDS,
          Limit.MAX_LISTED_PROBLEMS,
          Limit.MAX_RAW_BYTES,
          Limit.MAX_SCHEMA_BYTES);

  private static final List<Limit> ON_SPILLED_DATA =
      List.of(Limit.MAX_KEY_MEMORY, Limit.MAX_KEY_SPOOL_BYTES, Limit.MAX_SPOOL_BYTES);

  /// The limits of `transform` and `validate`: those on a record, on what is written of it, on a
  /// schema, on unpacking and on spilled data. The others protect a server from its clients.
  static final LimitFlags OF_RUN =
      new LimitFlags(
          Stream.of(ON_RECORDS, OF_UNPACKING.limits, ON_SPILLED_DATA)
              .flatMap(List::stream)
              .toList());

  static OptionSpec spec(Limit limit) {
    String standard = " Default: " + limit.text(limit.standard()) + ".";
    return CommandFlags.flag(
        limit.label(), limit.bounds() + standard, KebabNames.flag(limit.kebabName()));
  }

  void addTo(CommandSpec spec) {
    limits.forEach(limit -> spec.addOption(spec(limit)));
  }

  /// Reads these flags. Malformed ones are reported to `values`.
  Limits read(FlagValues values) {
    Limits found = Limits.OF_FILES;
    for (Limit limit : limits) {
      String text = values.one(limit.kebabName());
      if (text == null) {
        continue;
      }
      Optional<Long> value = limit.read(text);
      if (value.isPresent()) {
        found = found.with(limit, value.get());
      } else {
        values.complain(
            new InputProblem.BadOption(
                limit.kebabName(), Excerpt.of(text), limit.expected(), null));
      }
    }
    return found;
  }
}
