package dev.rowgate.options;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When the response over HTTP is sent.
public enum Respond {
  /// During the upload, unless something prevents it; output that the client doesn't read in time
  /// is spilled to disk.
  AUTO,
  /// During the upload, and no faster than the client reads (back-pressure): nothing is spilled.
  STRAIGHT,
  /// Only after the whole upload was received and converted.
  AFTER_UPLOAD;

  public static final List<String> NAMES = Stream.of(values()).map(Respond::toString).toList();

  /// Description of the allowed values, for messages.
  public static final String EXPECTED = "auto, straight or after-upload";

  /// Parses the notation; empty if it is unknown.
  public static Optional<Respond> of(String text) {
    return Stream.of(values()).filter(value -> value.toString().equals(text)).findFirst();
  }

  /// The notation in options and files.
  @Override
  public String toString() {
    return EnumNames.kebab(this);
  }
}
