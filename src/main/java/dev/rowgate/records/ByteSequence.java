package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A text of the dialect, in UTF-8, that is searched for in the window.
final class ByteSequence {

  /// The result depends on bytes that haven't been fed yet.
  static final int NEEDS_INPUT = -1;

  private final byte[] bytes;
  private final Window window;

  ByteSequence(String text, Window window) {
    this.bytes = text.getBytes(UTF_8);
    this.window = window;
  }

  /// The first byte as an unsigned number; -1 if the sequence is empty.
  int first() {
    return bytes.length == 0 ? -1 : bytes[0] & 0xFF;
  }

  /// The length in bytes.
  int length() {
    return bytes.length;
  }

  /// Returns the sequence's length if it is at `at`, otherwise 0.
  int lengthAt(int at) {
    for (int i = 0; i < bytes.length; i++) {
      if (at + i == window.limit) {
        return window.ended ? 0 : NEEDS_INPUT;
      }
      if (window.bytes[at + i] != bytes[i]) {
        return 0;
      }
    }
    return bytes.length;
  }
}
