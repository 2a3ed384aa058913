package dev.rowgate.options;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// When an answer over HTTP goes out.
public enum Respond {
  /// While the upload comes in, where nothing speaks against it; what the client doesn't take
  /// meanwhile is kept on disk.
  AUTO,
  /// While the upload comes in, and no faster than the client takes it: nothing is kept.
  STRAIGHT,
  /// Not before all of the upload is in and converted.
  AFTER_UPLOAD;

  public static final List<String> NAMES = Stream.of(values()).map(Respond::toString).toList();

  /// What a refusal tells is allowed.
  public static final String EXPECTED = "auto, straight or after-upload";

  /// The one that is written so.
  public static Optional<Respond> of(String text) {
    return Stream.of(values()).filter(value -> value.toString().equals(text)).findFirst();
  }

  /// As it is written everywhere.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
