package dev.rowgate.cli.flags;

/// One setting as somebody wrote it.
///
/// @param name as it is called there: `--port`, `ROWGATE_PORT` or `port`
/// @param place the file and the line, or empty for flags and variables
record Given(String name, String text, String place) {

  /// Who wrote it, in a word.
  String origin() {
    return place.isEmpty() ? name : place;
  }
}
