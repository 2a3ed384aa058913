package dev.rowgate.http;

/// What goes wrong in the middle of a stream.
enum Fault {
  /// Nothing: what is whole must be taken for whole, or the rest proves nothing.
  NONE,
  GZIP_CUT,
  /// One bit: gzip's checksum comes last, so that rows may be wrong until then.
  GZIP_BIT_FLIPPED,
  ZSTD_CUT,
  /// The network ends between client and server, while the answer could still come.
  UPLOAD_CUT,
  ANSWER_CUT,
  ANSWER_RESET,
  UPLOAD_LIMIT,
  TOO_MANY_ERRORS,
  SPOOL_FULL,
  /// SIGTERM, and the drain is over before the upload.
  TERMINATED,
  /// `kill -9`.
  KILLED,
  /// A worker of nginx, by `kill -9`.
  NGINX_KILLED;

  /// Whether it comes from outside, at a moment of its own, perhaps after the answer.
  boolean canComeTooLate() {
    return switch (this) {
      case NONE, UPLOAD_CUT, ANSWER_CUT, ANSWER_RESET, TERMINATED, KILLED, NGINX_KILLED -> true;
      case GZIP_CUT, GZIP_BIT_FLIPPED, ZSTD_CUT, UPLOAD_LIMIT, TOO_MANY_ERRORS, SPOOL_FULL -> false;
    };
  }

  /// Whether the input itself is another, so that rows of it may be.
  boolean harmsBytes() {
    return this == GZIP_BIT_FLIPPED;
  }

  /// Whether it hits all that runs at the time.
  boolean endsProcess() {
    return this == TERMINATED || this == KILLED || this == NGINX_KILLED;
  }
}
