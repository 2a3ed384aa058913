package dev.rowgate.bytes;

import com.github.luben.zstd.util.Native;
import dev.rowgate.problem.InputProblem;
import org.jspecify.annotations.Nullable;

/// Loader of zstd's native library, which is unpacked into the directory for temporary files.
///
/// If that disk is full, the next use tries again. The library's classes must not be used before it
/// is loaded: they would fail until the process ends. Thread-safe.
final class ZstdLibrary {

  private static volatile boolean isLoaded;

  /// Set if there is none for this machine, or no file may be executed there.
  private static volatile @Nullable InputProblem missing;

  private ZstdLibrary() {}

  /// Loads the library.
  ///
  /// @return why it can't be used, or null
  static @Nullable InputProblem load() {
    if (!isLoaded && missing == null) {
      try {
        Native.load();
        isLoaded = true;
      } catch (ExceptionInInitializerError e) {
        return new InputProblem.StorageFailed(
            "zstd's library can't be unpacked on it; gzip needs none");
      } catch (LinkageError e) {
        missing = new InputProblem.UnsupportedMediaType("zstd", "gzip, or the file as it is");
      }
    }
    return missing;
  }
}
