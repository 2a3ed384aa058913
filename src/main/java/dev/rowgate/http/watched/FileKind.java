package dev.rowgate.http.watched;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// The type of a file. Only a regular one, or a directory where one is expected, is opened: to open
/// a named pipe waits for a writer, and to read a device can wait, or go on, for ever.
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

  /// @param mode as `stat(2)` has it
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
