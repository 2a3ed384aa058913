package dev.rowgate.keys;

import org.jspecify.annotations.Nullable;

/// Source of additional storage for one run, provided by the front end, because the engine opens no
/// files.
public interface Scratch {

  /// Storage area of 64-bit numbers, initially all 0, until it is closed.
  interface Area extends AutoCloseable {

    long get(long index);

    void set(long index, long value);

    @Override
    void close();
  }

  /// The empty area.
  Area NOTHING =
      new Area() {
        @Override
        public long get(long index) {
          throw new IndexOutOfBoundsException(index);
        }

        @Override
        public void set(long index, long value) {
          throw new IndexOutOfBoundsException(index);
        }

        @Override
        public void close() {}
      };

  /// Allocates an area.
  ///
  /// @param bytes its size, a multiple of 8
  /// @return null if there is no storage left
  @Nullable Area take(long bytes);

  /// Whether an area was refused because of a disk error rather than a limit.
  default boolean hasFailed() {
    return false;
  }
}
