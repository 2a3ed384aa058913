package dev.rowgate.infer;

import dev.rowgate.options.Encoding;
import java.util.regex.Pattern;

/// The text of a sample, before it is split: it says which dialects are worth a trial.
final class SampleText {

  /// Cells in single quotes, from delimiter to delimiter. Fewer than so many may be chance.
  private static final int ENOUGH_QUOTED = 2;

  private static final String BEFORE = "(?:^|[,;\t|:^~#\u0001\u001F§¦ ]) *";
  private static final String BEHIND = " *(?=$|[\r\n,;\t|:^~#\u0001\u001F§¦ ])";

  private static final Pattern IN_APOSTROPHES =
      Pattern.compile(BEFORE + "'(?:[^'\r\n]|'')*'" + BEHIND, Pattern.MULTILINE);

  /// A backslash before what would mean something without it.
  private static final Pattern ESCAPE = Pattern.compile("\\\\[\"',;\t|\\\\]");

  /// A delimiter, spaces, and then something.
  private static final Pattern PADDED = Pattern.compile("(?:[,;\t|:^~#] +|[^ \r\n] {2,})[^ \r\n]");

  private final String text;

  SampleText(byte[] sample, Encoding encoding) {
    this.text = new String(sample, encoding.charset());
  }

  boolean contains(String part) {
    return text.contains(part);
  }

  boolean hasCellsIn(char quote) {
    return text.indexOf(quote) >= 0
        && IN_APOSTROPHES.matcher(text).results().limit(ENOUGH_QUOTED).count() >= ENOUGH_QUOTED;
  }

  boolean hasEscapes() {
    return text.indexOf('\\') >= 0 && ESCAPE.matcher(text).find();
  }

  boolean hasPaddedCells() {
    return PADDED.matcher(text).find();
  }

  /// Whether a line begins with it.
  boolean hasLineWith(String start) {
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    return text.startsWith(start, begin)
        || text.contains("\n" + start)
        || text.contains("\r" + start);
  }
}
