package dev.rowgate.cli.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Kind of file that the name of an output refers to.
public sealed interface OutputTarget {

  /// The process's stdout, as `/dev/stdout` or another of its names.
  record Stdout() implements OutputTarget {}

  /// An open file descriptor, such as `/dev/fd/3`.
  record Descriptor(Path path) implements OutputTarget {}

  /// A device, a pipe, or anything else that can't be replaced by a file.
  record Special(Path path) implements OutputTarget {}

  /// @param path the file itself, with symbolic links resolved
  record Regular(Path path) implements OutputTarget {}

  /// Nothing exists there yet.
  ///
  /// @param path the file to create, with a dangling symbolic link resolved
  record Missing(Path path) implements OutputTarget {}

  /// Path of the process's stdout.
  Path STDOUT = Path.of("/dev/stdout");

  /// Linux's limit on symbolic links in a path.
  int MAX_LINKS = 40;

  /// @throws IOException for a directory, a cycle of links, or a path that can't be resolved
  static OutputTarget of(Path name) throws IOException {
    Path descriptor = Descriptors.of(name);
    if (descriptor != null) {
      return Descriptors.ownNumber(descriptor) == 1 ? new Stdout() : new Descriptor(descriptor);
    }
    Path path = name.toAbsolutePath();
    for (int i = 0; i <= MAX_LINKS; i++) {
      if (!Files.isSymbolicLink(path)) {
        return found(path);
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    throw new FileSystemLoopException(name.toString());
  }

  private static OutputTarget found(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return new Missing(path);
    }
    if (attributes.isDirectory()) {
      throw new FileSystemException(null, null, "is a directory");
    }
    return attributes.isRegularFile() ? new Regular(path) : new Special(path);
  }

  /// Whether a new file replaces this one at the end of the run, so that this one can be read
  /// meanwhile.
  static boolean isReplaced(Path name) {
    try {
      return of(name) instanceof Regular;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether both names refer to the same file, existing or not.
  static boolean isSame(Path one, Path other) {
    Object identity = identity(one);
    return identity != null && identity.equals(identity(other));
  }

  /// Returns a key that all names of a file share and no other file has, whether the file exists or
  /// not: hard links, symbolic links, names in linked directories, and descriptors.
  ///
  /// @return null if it can't be determined; reading or writing the file then fails too, and
  ///   reports the reason
  static @Nullable Object identity(Path name) {
    try {
      return switch (of(name)) {
        case Stdout _ -> Files.exists(STDOUT) ? existing(STDOUT) : STDOUT;
        case Descriptor(Path path) -> existing(path);
        case Special(Path path) -> existing(path);
        case Regular(Path path) -> existing(path);
        case Missing(Path path) -> missing(path);
      };
    } catch (IOException e) {
      return null;
    }
  }

  private static Object existing(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key == null ? path.toRealPath() : key;
  }

  /// Resolves symbolic links as far as the path exists. The run may create its directories.
  private static Path missing(Path path) throws IOException {
    Path existing = path.getRoot();
    for (Path up = path.getParent(); up != null; up = up.getParent()) {
      if (Files.exists(up)) {
        existing = up;
        break;
      }
    }
    Path rest = path.subpath(existing.getNameCount(), path.getNameCount());
    return existing.toRealPath().resolve(rest).normalize();
  }
}
