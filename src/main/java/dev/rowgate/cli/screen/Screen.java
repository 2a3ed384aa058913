package dev.rowgate.cli.screen;

import dev.rowgate.cli.flags.Environment;
import dev.rowgate.cli.screen.Terminal.Stream;

/// The terminal as the user wants it used.
public record Screen(Terminal terminal, Environment environment) {

  public boolean isBehind(Stream stream) {
    return terminal.isBehind(stream);
  }

  public int columns(Stream stream) {
    return Math.max(40, terminal.columns(stream));
  }

  /// Whether a line can be written over: a dumb terminal has no way back.
  public boolean canRedraw(Stream stream) {
    return isBehind(stream) && !"dumb".equals(environment.variables().get("TERM"));
  }

  /// Colours, but where there is no terminal or the user has said `NO_COLOR` (no-color.org).
  public Style style(Stream stream) {
    boolean wanted = environment.variables().getOrDefault("NO_COLOR", "").isEmpty();
    return wanted && canRedraw(stream) ? Style.COLOURED : Style.PLAIN;
  }
}
