package dev.rowgate.schema.json;

import org.jspecify.annotations.Nullable;

/// Cache of the short texts of a document that occurred last, so that equal ones are one object.
/// Most names and many values of a schema occur often, and 200 KB of JSON can have 100,000 times
/// the same text, which would take 4 MB. Not thread-safe.
final class SharedTexts {

  private static final int LONGEST = 32;

  /// A power of two.
  private static final int SLOTS = 256;

  /// By hash code; a text replaces another one of its slot.
  private final @Nullable String[] texts = new String[SLOTS];

  /// Returns `chars[from, from + length)`; creates a string only if the cache has none.
  String of(char[] chars, int from, int length) {
    if (length > LONGEST) {
      return new String(chars, from, length);
    }
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = hash & (SLOTS - 1);
    String before = texts[slot];
    if (before != null && isEqual(before, chars, from, length)) {
      return before;
    }
    String made = new String(chars, from, length);
    texts[slot] = made;
    return made;
  }

  private static boolean isEqual(String text, char[] chars, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != chars[from + i]) {
        return false;
      }
    }
    return true;
  }
}
