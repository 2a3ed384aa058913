package dev.rowgate.bytes;

/// Packs one output by one format, piece after piece. Every piece can be unpacked as soon as it has
/// come: nothing of it waits inside for the next one. Not thread-safe.
///
/// What was packed has its proper end only after [#end]. Without it every reader of the format
/// tells that the output is cut off.
public sealed interface Encoder extends AutoCloseable permits GzipEncoder, ZstdEncoder {

  /// By how many bytes the longest piece can grow: what begins and ends the output included.
  int GROWTH = 64;

  /// The longest piece.
  int MAX_PIECE = (32 << 10) - GROWTH;

  /// Packs a piece.
  ///
  /// @param length at most [#MAX_PIECE]
  /// @param into has room for `length` bytes and [#GROWTH] more
  /// @return how many bytes now stand at the start of `into`
  int encode(byte[] from, int length, byte[] into);

  /// Ends the output.
  ///
  /// @param offset where the end begins in `into`, which has room for [#GROWTH] bytes from there if
  ///   nothing was encoded, otherwise for what the last piece has left of them
  /// @return how many bytes the end took
  int end(byte[] into, int offset);

  /// Frees what is held outside the heap, whether the output has its end or not.
  @Override
  void close();
}
