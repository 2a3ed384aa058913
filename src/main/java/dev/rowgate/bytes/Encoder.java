package dev.rowgate.bytes;

/// Streaming encoder of one output. The output of each piece can be decoded as soon as it is
/// received; nothing is retained for the next piece. Not thread-safe.
///
/// The output is complete only after [#end]. Without it a decoder reports that it is truncated.
public sealed interface Encoder extends AutoCloseable permits GzipEncoder, ZstdEncoder {

  /// Maximum growth in bytes of an incompressible piece, including the header and trailer of the
  /// output.
  int GROWTH = 64;

  /// Maximum length of a piece in bytes.
  int MAX_PIECE = (32 << 10) - GROWTH;

  /// Encodes a piece.
  ///
  /// @param length at most [#MAX_PIECE]
  /// @param into has space for `length` bytes and [#GROWTH] more
  /// @return the number of bytes written to the start of `into`
  int encode(byte[] from, int length, byte[] into);

  /// Writes the end of the output.
  ///
  /// @param offset where to write in `into`. There must be space for [#GROWTH] bytes, minus what
  ///   the last piece used of them
  /// @return the number of bytes written
  int end(byte[] into, int offset);

  /// Frees native memory, whether the output was ended or not.
  @Override
  void close();
}
