package dev.rowgate.cli.settings;

/// One setting as given by its source.
///
/// @param name in that source: `--port`, `ROWGATE_PORT` or `port`
/// @param place file and line; empty for flags and variables
public record Given(String name, String text, String place) {

  /// Returns the source for messages: its location in the file, or the name of the flag or
  /// variable.
  public String origin() {
    return place.isEmpty() ? name : place;
  }
}
