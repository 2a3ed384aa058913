package dev.rowgate.cli.flags;

import dev.rowgate.options.Limit;
import picocli.CommandLine.Model.OptionSpec;

/// A limit as a flag.
final class LimitFlags {

  private LimitFlags() {}

  static OptionSpec spec(Limit limit) {
    String standard = " Default: " + limit.text(limit.standard()) + ".";
    return CommandFlags.flag(
        limit.label(), limit.bounds() + standard, KebabNames.flag(limit.kebabName()));
  }
}
