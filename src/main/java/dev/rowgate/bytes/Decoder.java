package dev.rowgate.bytes;

import java.nio.ByteBuffer;

/// Undoes one format, member after member. Holds memory outside the heap until it is closed.
///
/// What it hands out, and where it finds a fault, depends on the bytes alone and never on how they
/// were cut into pieces.
sealed interface Decoder extends AutoCloseable permits GzipDecoder, ZipDecoder, ZstdDecoder {

  /// Goes on until `out` is full, or `in` is used up and nothing waits inside.
  ///
  /// @param in backed by an array
  /// @param out backed by an array, with room
  /// @throws DamagedException at the first fault; what came before it stands in `out`
  void decode(ByteBuffer in, ByteBuffer out) throws DamagedException;

  /// Whether the input may end here: behind a member, nothing else begun.
  boolean isComplete();

  @Override
  void close();
}
