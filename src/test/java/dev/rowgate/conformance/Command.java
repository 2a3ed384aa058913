package dev.rowgate.conformance;

import java.util.Locale;

/// What a case asks for: the command of the command line and the route of HTTP have its name.
enum Command {
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

  /// The file of a case that holds what comes out.
  String expectedFile() {
    return this == TRANSFORM ? "expected.ndjson" : "expected.json";
  }
}
