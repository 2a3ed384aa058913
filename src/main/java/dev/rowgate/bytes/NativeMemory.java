package dev.rowgate.bytes;

/// Count of native memory that decoders share. Implementations are thread-safe.
public interface NativeMemory {

  /// No limit, and nothing to count.
  NativeMemory UNLIMITED =
      new NativeMemory() {
        @Override
        public boolean take(long bytes) {
          return true;
        }

        @Override
        public void giveBack(long bytes) {}
      };

  /// Takes `bytes` if this much is free; doesn't wait.
  ///
  /// @return whether they were taken
  boolean take(long bytes);

  /// Releases memory that was taken.
  void giveBack(long bytes);
}
