package dev.rowgate.lines;

/// The counts of a run: for its last line, an exit code and a log line.
///
/// @param footerLines lines left out at the end (`skipFooter`), blank ones not counted
/// @param rowsWritten row lines in the output; with `errors=only` there are none
/// @param bytesRead bytes of the source whose fate is told, before any change of encoding
public record Summary(
    long recordsRead,
    long rowsValid,
    long rowsWritten,
    long rowsRejected,
    long blankLines,
    long footerLines,
    long resyncs,
    long bytesRead) {

  /// Of no run at all.
  public static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0, 0);

  /// The counts of this and another run together.
  public Summary plus(Summary other) {
    return new Summary(
        recordsRead + other.recordsRead,
        rowsValid + other.rowsValid,
        rowsWritten + other.rowsWritten,
        rowsRejected + other.rowsRejected,
        blankLines + other.blankLines,
        footerLines + other.footerLines,
        resyncs + other.resyncs,
        bytesRead + other.bytesRead);
  }
}
