package dev.rowgate.infer.dialect;

import java.util.List;

/// Detector of lines of dashes, as databases and Markdown write it between a header and records.
final class Rule {

  /// Minimum length of its longest cell; shorter ones are missing values.
  private static final int LEAST_LENGTH = 3;

  private Rule() {}

  static boolean is(List<String> cells) {
    int longest = 0;
    for (String cell : cells) {
      String text = cell.strip();
      if (text.isEmpty()) {
        continue;
      }
      boolean line = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        line |= c == '-' || c == '=';
        if ("-=+|: ".indexOf(c) < 0) {
          return false;
        }
      }
      if (!line) {
        return false;
      }
      longest = Math.max(longest, text.length());
    }
    return longest >= LEAST_LENGTH;
  }
}
