package dev.rowgate.cli;

import dev.rowgate.cli.Terminal.Stream;

/// The terminal as the user wants it used.
record Screen(Terminal terminal, Environment environment) {

  boolean isBehind(Stream stream) {
    return terminal.isBehind(stream);
  }

  int columns(Stream stream) {
    return Math.max(40, terminal.columns(stream));
  }

  /// Whether a line can be written over: a dumb terminal has no way back.
  boolean canRedraw(Stream stream) {
    return isBehind(stream) && !"dumb".equals(environment.variables().get("TERM"));
  }

  /// Colours, but where there is no terminal or the user has said `NO_COLOR` (no-color.org).
  Style style(Stream stream) {
    boolean wanted = environment.variables().getOrDefault("NO_COLOR", "").isEmpty();
    return wanted && canRedraw(stream) ? Style.COLOURED : Style.PLAIN;
  }
}
