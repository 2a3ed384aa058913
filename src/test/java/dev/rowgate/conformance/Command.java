package dev.rowgate.conformance;

import java.util.Locale;

/// The command of a case. The command line's command and the HTTP route have its name.
public enum Command {
  TRANSFORM("application/x-ndjson"),
  VALIDATE("application/json"),
  INFER("application/json");

  /// The media type of its HTTP response.
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
