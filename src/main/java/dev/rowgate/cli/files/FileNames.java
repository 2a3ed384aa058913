package dev.rowgate.cli.files;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Conversion of file names to paths, only if the JVM passes names to the system as UTF-8. The
/// launcher ensures that it does. With another `sun.jnu.encoding`, a non-ASCII name would open
/// another file or none.
public final class FileNames {

  private static final boolean ARE_UTF_8 =
      "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

  /// Whether the working directory's path was decoded wrongly, so that relative names can't be
  /// found.
  private static final boolean IS_LOST = isLost(System.getProperty("user.dir"));

  private FileNames() {}

  static boolean isLost(String workingDirectory) {
    return workingDirectory.indexOf('\uFFFD') >= 0 && !Files.isDirectory(Path.of(workingDirectory));
  }

  /// Whether the text of a path from the system denotes the same path again. It doesn't if the path
  /// contains bytes that are invalid in the JVM's encoding for file names.
  static boolean isExact(Path path) {
    try {
      return Path.of(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// @return the path, or the reason why the name can't be used
  public static Named path(String name) {
    return path(name, ARE_UTF_8, IS_LOST);
  }

  /// @param areUtf8 whether the JVM uses UTF-8 for file names
  /// @param isLost whether relative names can't be found
  static Named path(String name, boolean areUtf8, boolean isLost) {
    if (!areUtf8 && !name.chars().allMatch(c -> c < 0x80)) {
      return new Named(null, "can't be opened in this locale; try LC_ALL=C.UTF-8");
    }
    try {
      Path path = Path.of(name);
      Descriptors.prepare(path);
      return isLost && !path.isAbsolute()
          ? new Named(null, "can't be opened: the path of the working directory is not UTF-8")
          : new Named(path, "");
    } catch (InvalidPathException e) {
      return new Named(null, "is not the name of a file");
    }
  }

  /// @param path null if the name can't be used
  /// @param fault the reason, as a predicate for the message
  public record Named(@Nullable Path path, String fault) {}
}
