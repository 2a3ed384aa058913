package dev.rowgate.parallel;

import java.io.IOException;

/// Input that any number of threads read at positions of their choice.
@FunctionalInterface
public interface PositionedSource {

  /// Reads into the start of an array.
  ///
  /// @param length how many bytes to read at most
  /// @param at position of the first one
  /// @return how many were read; -1 at the end of the input
  int read(byte[] into, int length, long at) throws IOException;
}
