package dev.rowgate.http.exchange;

import dev.rowgate.options.EnumNames;

/// Result of a request, for the log.
public enum Outcome {
  /// The response was sent completely: rows to the end of the input, or what else was requested.
  COMPLETED,
  /// The response was a problem document.
  REFUSED,
  /// A fault ended the rows, and the response was aborted.
  STOPPED,
  /// The client disconnected, or read nothing for the idle time.
  CLIENT_GONE,
  /// A defect of Rowgate.
  DEFECT;

  private final String text = EnumNames.kebab(this);

  @Override
  public String toString() {
    return text;
  }
}
