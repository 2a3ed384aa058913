package dev.rowgate.cli.screen;

/// Text highlighting for the terminal, with ANSI colours or without.
public enum TextStyle {
  PLAIN,
  COLOURED;

  private static final String RESET = "\033[0m";

  public String strong(String text) {
    return in("\033[1m", text);
  }

  String faint(String text) {
    return in("\033[2m", text);
  }

  public String bad(String text) {
    return in("\033[1;31m", text);
  }

  public String warning(String text) {
    return in("\033[1;33m", text);
  }

  public String good(String text) {
    return in("\033[1;32m", text);
  }

  String place(String text) {
    return in("\033[36m", text);
  }

  private String in(String start, String text) {
    return this == PLAIN || text.isEmpty() ? text : start + text + RESET;
  }
}
