package dev.rowgate.cli.screen;

/// Formatter of GitHub Actions workflow commands: `::error file=…,line=…::message`.
public final class Annotations {

  private Annotations() {}

  /// @param level `error` or `warning`
  /// @param file as the user named it; empty for none
  /// @param line from 1; 0 for none
  /// @param column in that line, from 1; 0 for none
  /// @param title usually a problem code
  public static String of(
      String level, String file, long line, int column, String title, String message) {
    var properties = new StringBuilder();
    if (!file.isEmpty()) {
      add(properties, "file", file);
    }
    if (line > 0) {
      add(properties, "line", Long.toString(line));
    }
    if (column > 0) {
      add(properties, "col", Integer.toString(column));
    }
    add(properties, "title", title);
    return "::" + level + " " + properties + "::" + data(message) + "\n";
  }

  private static void add(StringBuilder properties, String name, String value) {
    properties
        .append(properties.isEmpty() ? "" : ",")
        .append(name)
        .append('=')
        .append(property(value));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
