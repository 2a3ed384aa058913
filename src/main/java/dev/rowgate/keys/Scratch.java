package dev.rowgate.keys;

import org.jspecify.annotations.Nullable;

/// Room beyond a run's ordinary memory, which its door gives it: the engine opens no file. Used by
/// one run.
public interface Scratch {

  /// A piece of it, until it is closed: numbers of eight bytes, all 0 at first.
  interface Area extends AutoCloseable {

    long get(long index);

    void set(long index, long value);

    @Override
    void close();
  }

  /// The piece that holds none.
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

  /// Takes a piece.
  ///
  /// @return null if there is no such room left
  @Nullable Area take(long bytes);

  /// Whether one wasn't given because a disk failed, and not because none was left.
  default boolean hasFailed() {
    return false;
  }
}
