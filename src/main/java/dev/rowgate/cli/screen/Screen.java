package dev.rowgate.cli.screen;

import dev.rowgate.cli.screen.Terminal.Stream;
import dev.rowgate.cli.settings.Environment;

/// The terminal, combined with the user's environment variables.
public record Screen(Terminal terminal, Environment environment) {

  public boolean isBehind(Stream stream) {
    return terminal.isBehind(stream);
  }

  public int columns(Stream stream) {
    return Math.max(40, terminal.columns(stream));
  }

  /// Whether a line can be overwritten, which a dumb terminal doesn't support.
  public boolean canRedraw(Stream stream) {
    return isBehind(stream) && !"dumb".equals(environment.variables().get("TERM"));
  }

  /// Returns colours, unless the stream isn't a capable terminal or `NO_COLOR` is set
  /// (no-color.org).
  public TextStyle style(Stream stream) {
    boolean wanted = environment.variables().getOrDefault("NO_COLOR", "").isEmpty();
    return wanted && canRedraw(stream) ? TextStyle.COLOURED : TextStyle.PLAIN;
  }
}
