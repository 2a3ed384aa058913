package dev.rowgate.infer;

import org.jspecify.annotations.Nullable;

/// Extent of an input that is read.
///
/// @param bytes limit in uncompressed bytes; null for all
/// @param rows limit in records; null for none
public record Scope(@Nullable Long bytes, @Nullable Long rows) {

  /// Compromise between accuracy and time.
  public static final long STANDARD_BYTES = 1 << 20;

  public static final Scope STANDARD = new Scope(STANDARD_BYTES, null);
  public static final Scope WHOLE = new Scope(null, null);
}
