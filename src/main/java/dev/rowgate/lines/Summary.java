package dev.rowgate.lines;

/// Counts of a run, for its last line, exit code and log line.
///
/// @param footerLines number of lines skipped at the end (`skipFooter`), without blank ones
/// @param rowsWritten row lines in the output; 0 with `errors=only`
/// @param bytesRead bytes of the source that are accounted for, in its own encoding
public record Summary(
    long recordsRead,
    long rowsValid,
    long rowsWritten,
    long rowsRejected,
    long blankLines,
    long footerLines,
    long resyncs,
    long bytesRead) {

  /// All counts are 0.
  public static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0, 0);

  /// Returns the sums of this run's counts and another's.
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
