package dev.rowgate.http;

/// Faults in the middle of a stream.
enum Fault {
  /// No fault: verifies that a complete response is recognised as such.
  NONE,
  GZIP_CUT,
  /// One bit flips. gzip's checksum comes last, so rows may be wrong until then.
  GZIP_BIT_FLIPPED,
  ZSTD_CUT,
  /// The upload's direction ends, while the response could still be sent.
  UPLOAD_CUT,
  ANSWER_CUT,
  ANSWER_RESET,
  UPLOAD_LIMIT,
  TOO_MANY_ERRORS,
  SPOOL_FULL,
  /// SIGTERM, with a drain that ends before the upload.
  TERMINATED,
  /// `kill -9`.
  KILLED,
  /// `kill -9` for a worker of nginx.
  NGINX_KILLED;

  /// Whether it is external and may occur after the response has ended.
  boolean canComeTooLate() {
    return switch (this) {
      case NONE, UPLOAD_CUT, ANSWER_CUT, ANSWER_RESET, TERMINATED, KILLED, NGINX_KILLED -> true;
      case GZIP_CUT, GZIP_BIT_FLIPPED, ZSTD_CUT, UPLOAD_LIMIT, TOO_MANY_ERRORS, SPOOL_FULL -> false;
    };
  }

  /// Whether it changes the input, so that rows may differ.
  boolean harmsBytes() {
    return this == GZIP_BIT_FLIPPED;
  }

  /// Whether it affects all requests in progress.
  boolean endsProcess() {
    return this == TERMINATED || this == KILLED || this == NGINX_KILLED;
  }
}
