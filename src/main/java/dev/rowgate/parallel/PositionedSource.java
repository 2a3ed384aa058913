package dev.rowgate.parallel;

import java.io.IOException;

/// Input that any number of threads can read at any position.
@FunctionalInterface
public interface PositionedSource {

  /// Reads into the start of an array.
  ///
  /// @param length maximum number of bytes to read
  /// @param at position of the first byte
  /// @return the number of bytes read; -1 at the end of the input
  int read(byte[] into, int length, long at) throws IOException;
}
