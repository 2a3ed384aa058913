package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Formats the difference of two outputs, with invisible characters shown.
final class Visible {

  /// Characters shown around the first difference of a line.
  private static final int AROUND = 120;

  private Visible() {}

  /// The first differing line, expected and actual.
  static String difference(byte[] expected, byte[] actual) {
    String[] wanted = lines(expected);
    String[] got = lines(actual);
    int i = 0;
    while (i < Math.min(wanted.length, got.length) && wanted[i].equals(got[i])) {
      i++;
    }
    String one = i < wanted.length ? wanted[i] : "(nothing)";
    String other = i < got.length ? got[i] : "(nothing)";
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return "line %d differs at character %d:%n  expected %s%n  but was  %s"
        .formatted(i + 1, at + 1, shown(one, at), shown(other, at));
  }

  private static String[] lines(byte[] bytes) {
    return new String(bytes, UTF_8).splitWithDelimiters("\n", -1);
  }

  private static String shown(String line, int at) {
    int from = Math.max(0, at - AROUND);
    int to = Math.min(line.length(), at + AROUND);
    var shown = new StringBuilder(from > 0 ? "…" : "");
    line.substring(from, to)
        .chars()
        .forEach(c -> {
          switch (c) {
            case '\n' -> shown.append("␊");
            case '\r' -> shown.append("␍");
            case '\t' -> shown.append("␉");
            default -> {
              if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                shown.append("<U+%04X>".formatted(c));
              } else {
                shown.append((char) c);
              }
            }
          }
        });
    return shown + (to < line.length() ? "…" : "");
  }
}
