package dev.rowgate.bytes;

/// Compressed input is malformed. Caught in [Decompressor], which makes an
/// [dev.rowgate.problem.InputProblem] of it.
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
