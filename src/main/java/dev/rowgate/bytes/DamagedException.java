package dev.rowgate.bytes;

/// Compressed bytes that can't be what a compressor wrote.
final class DamagedException extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  /// @param reason goes behind `the gzip input can't be read: `
  DamagedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
