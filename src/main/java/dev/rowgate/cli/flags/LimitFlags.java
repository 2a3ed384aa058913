package dev.rowgate.cli.flags;

import dev.rowgate.options.Limit;
import picocli.CommandLine.Model.OptionSpec;

/// Flags for limits, built from the [Limit] table.
final class LimitFlags {

  private LimitFlags() {}

  static OptionSpec spec(Limit limit) {
    String standard = " Default: " + limit.text(limit.standard()) + ".";
    return CommandFlags.flag(
        limit.label(), limit.bounds() + standard, KebabNames.flag(limit.kebabName()));
  }
}
