package dev.rowgate.keys;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Room beyond a run's ordinary memory, which its door gives it: the engine opens no file. Used by
/// one run.
public interface Scratch {

  /// A piece of it, all zeros, until it is closed.
  interface Area extends AutoCloseable {

    MemorySegment segment();

    @Override
    void close();
  }

  /// Takes a piece.
  ///
  /// @return null if there is no such room left
  @Nullable Area take(long bytes);
}
