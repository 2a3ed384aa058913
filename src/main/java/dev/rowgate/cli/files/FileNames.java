package dev.rowgate.cli.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes paths of names, where the JVM passes the system exactly the bytes of the name in UTF-8.
/// The launcher sees to that. A JVM that was started without it has the locale's encoding for
/// names, and would open another file or none.
public final class FileNames {

  private static final boolean ARE_UTF_8 =
      "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

  private FileNames() {}

  /// @return the path, or why the name can't be used
  public static Named path(String name) {
    return path(name, ARE_UTF_8);
  }

  /// @param areUtf8 whether the JVM has UTF-8 for names
  static Named path(String name, boolean areUtf8) {
    if (!areUtf8 && !name.chars().allMatch(c -> c < 0x80)) {
      return new Named(null, "can't be opened in this locale; try LC_ALL=C.UTF-8");
    }
    try {
      return new Named(Path.of(name), "");
    } catch (InvalidPathException e) {
      return new Named(null, "is not the name of a file");
    }
  }

  /// @param path null if there is none
  /// @param fault why there is none, as a predicate
  public record Named(@Nullable Path path, String fault) {}
}
