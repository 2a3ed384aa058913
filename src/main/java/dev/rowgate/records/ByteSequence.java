package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A text of the dialect that is looked for in the window, by its bytes in UTF-8.
final class ByteSequence {

  /// Only the bytes behind tell, and they aren't there yet.
  static final int NEEDS_INPUT = -1;

  private final byte[] bytes;
  private final Window window;

  ByteSequence(String text, Window window) {
    this.bytes = text.getBytes(UTF_8);
    this.window = window;
  }

  /// Its first byte as an unsigned number, or -1 if it is empty.
  int first() {
    return bytes.length == 0 ? -1 : bytes[0] & 0xFF;
  }

  /// Its length in bytes.
  int length() {
    return bytes.length;
  }

  /// Its length if it stands at `at`, 0 if something else does.
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
