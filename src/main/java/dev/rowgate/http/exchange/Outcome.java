package dev.rowgate.http.exchange;

import java.util.Locale;

/// How a request ended, for the log.
public enum Outcome {
  /// The answer was given in full: rows to the end of the input, or what else was asked for.
  COMPLETED,
  /// A problem document, and nothing else.
  REFUSED,
  /// A fault ended the stream of rows, which was then broken off.
  STOPPED,
  /// The client hung up, or took nothing for the idle time.
  CLIENT_GONE,
  /// A defect of ours.
  DEFECT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
