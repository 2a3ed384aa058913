package dev.rowgate.infer;

import org.jspecify.annotations.Nullable;

/// How much of an input is looked at.
///
/// @param bytes how many of its plain bytes, or null for all
/// @param rows how many of its records, or null for all within the bytes
public record Scope(@Nullable Long bytes, @Nullable Long rows) {

  /// Enough for a good guess, and quick.
  public static final long STANDARD_BYTES = 1 << 20;

  public static final Scope STANDARD = new Scope(STANDARD_BYTES, null);
  public static final Scope WHOLE = new Scope(null, null);

  boolean isWhole() {
    return bytes == null && rows == null;
  }
}
