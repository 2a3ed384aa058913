package dev.rowgate.conformance;

import java.util.Locale;

/// The command of a case: the command of the command line and the route of HTTP have its name.
public enum Command {
  TRANSFORM("application/x-ndjson"),
  VALIDATE("application/json"),
  INFER("application/json");

  /// Of its answer over HTTP.
  final String mediaType;

  Command(String mediaType) {
    this.mediaType = mediaType;
  }

  static Command of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
