package dev.rowgate.pipeline.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Detector of the delimiter of a rejects file, by the two labels at its start, maybe in quotes.
final class RejectsHead {

  /// Maximum length in bytes of a byte order mark and the labels, in UTF-16.
  static final int LONGEST = 2 * 20;

  private static final String FIRST = "_\"\0\u00EF\u00FE\u00FF";
  private static final Pattern MARKS_AND_QUOTES =
      Pattern.compile("[\"\0\u00EF\u00BB\u00BF\u00FE\u00FF]");

  private static final char ANY = '?';
  private static final String LABELS = "_line?_errors?";

  private static final Pattern DELIMITED =
      Pattern.compile("\uFEFF?\"?_line\"?([\\p{Punct}\t &&[^\"_]])\"?_errors\"?(?:\\1|[\r\n]|\\z)");

  private RejectsHead() {}

  /// Whether the bytes so far may become the labels.
  static boolean isOpen(byte[] head, int length) {
    if (length == 0 || length >= LONGEST || FIRST.indexOf(head[0] & 0xFF) < 0) {
      return false;
    }
    String text = new String(head, 0, length, ISO_8859_1);
    String bare = MARKS_AND_QUOTES.matcher(text).replaceAll("");
    for (int i = 0; i < Math.min(bare.length(), LABELS.length()); i++) {
      if (LABELS.charAt(i) != bare.charAt(i) && LABELS.charAt(i) != ANY) {
        return false;
      }
    }
    return bare.length() < LABELS.length();
  }

  /// Returns the delimiter between the labels; null if the text doesn't begin with them.
  static @Nullable String delimiter(String text) {
    Matcher labels = DELIMITED.matcher(text);
    return labels.lookingAt() ? labels.group(1) : null;
  }
}
