package dev.rowgate.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Start of a text from the input, cut between two code points.
///
/// @param text the text, at most [#MAX_CODE_POINTS] code points
/// @param cut whether the text is longer
public record Excerpt(String text, boolean cut) {

  /// Maximum length of an excerpt: enough to find a value, too little to flood a log.
  public static final int MAX_CODE_POINTS = 200;

  public static Excerpt of(String whole) {
    if (whole.codePointCount(0, whole.length()) <= MAX_CODE_POINTS) {
      return new Excerpt(whole, false);
    }
    return new Excerpt(whole.substring(0, whole.offsetByCodePoints(0, MAX_CODE_POINTS)), true);
  }

  /// Returns the start of the UTF-8 text in `bytes[from, to)`; reads no further than necessary.
  public static Excerpt of(byte[] bytes, int from, int to) {
    int end = from;
    for (int codePoints = 0; end < to; end++) {
      boolean startsCodePoint = (bytes[end] & 0xC0) != 0x80;
      if (startsCodePoint && codePoints++ == MAX_CODE_POINTS) {
        return new Excerpt(new String(bytes, from, end - from, UTF_8), true);
      }
    }
    return new Excerpt(new String(bytes, from, to - from, UTF_8), false);
  }

  /// The text, with an ellipsis if it was cut.
  public String shown() {
    return cut ? text + "…" : text;
  }

  /// The text in quotes, for messages.
  @Override
  public String toString() {
    return "'" + shown() + "'";
  }
}
