package dev.rowgate.http.watched;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// Type of a file. Only regular files are opened, and directories where one is expected: opening a
/// named pipe waits for a writer, and reading a device can block or never end.
enum FileKind {
  REGULAR("a file"),
  DIRECTORY("a directory"),
  PIPE("a named pipe"),
  SOCKET("a socket"),
  DEVICE("a device");

  private static final int TYPE = 0xF000;

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /// @param mode as in `stat(2)`
  static FileKind ofMode(int mode) {
    return switch (mode & TYPE) {
      case 0x8000 -> REGULAR;
      case 0x4000 -> DIRECTORY;
      case 0x1000 -> PIPE;
      case 0xC000 -> SOCKET;
      default -> DEVICE;
    };
  }

  void requireRegular() throws IOException {
    require(REGULAR);
  }

  void requireDirectory() throws IOException {
    require(DIRECTORY);
  }

  private void require(FileKind kind) throws IOException {
    if (this != kind) {
      throw new FileSystemException(null, null, "it is " + words + ", not " + kind.words);
    }
  }
}
