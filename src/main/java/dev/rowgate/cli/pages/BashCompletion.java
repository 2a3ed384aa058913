package dev.rowgate.cli.pages;

import picocli.AutoComplete;

/// Generator of completions for bash, by picocli.
final class BashCompletion {

  private BashCompletion() {}

  /// Re-enables bash's default completion of file names for flags without a list of values, which
  /// picocli turns off.
  static String text() {
    return AutoComplete.bash("rowgate", CommandModel.commandLine())
        .replace("  type compopt &>/dev/null && compopt +o default\n", "");
  }
}
