package dev.rowgate.bytes;

import java.nio.ByteBuffer;

/// Streaming decoder of one compression format, for any number of members or frames. Holds native
/// memory until it is closed.
///
/// Its output, and the place where it finds a fault, depend only on the input's bytes, not on how
/// they were cut into pieces.
sealed interface Decoder extends AutoCloseable permits GzipDecoder, ZipDecoder, ZstdDecoder {

  /// Decodes until `out` is full, or until `in` is consumed and no output is pending.
  ///
  /// @param in backed by an array
  /// @param out backed by an array, with space left
  /// @throws DamagedException at the first fault; `out` holds everything decoded before it
  void decode(ByteBuffer in, ByteBuffer out) throws DamagedException;

  /// Whether the input may end here: at least one member was decoded, and no other has started.
  boolean isComplete();

  /// Size in bytes of the window of the current frame, which lies outside the heap; 0 for a format
  /// whose window is small and fixed.
  default long window() {
    return 0;
  }

  @Override
  void close();

  /// Collects the bytes of a header in `field`; returns whether it holds `length` bytes.
  static boolean collect(ByteBuffer in, ByteBuffer field, int length) {
    while (field.position() < length && in.hasRemaining()) {
      field.put(in.get());
    }
    return field.position() >= length;
  }
}
