package dev.rowgate.bytes;

/// Thrown for malformed compressed input. Caught in [Decompressor], which converts it to an
/// [dev.rowgate.problem.InputProblem].
final class DamagedException extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  /// @param reason the end of the sentence `the gzip input can't be read: …`
  DamagedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
