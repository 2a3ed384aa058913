package dev.rowgate.cli.flags;

/// One setting as given by its source.
///
/// @param name in that source: `--port`, `ROWGATE_PORT` or `port`
/// @param place file and line; empty for flags and variables
record Given(String name, String text, String place) {

  /// The source for messages: its place in the file, or the name of the flag or variable.
  String origin() {
    return place.isEmpty() ? name : place;
  }
}
