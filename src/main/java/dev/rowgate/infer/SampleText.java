package dev.rowgate.infer;

import dev.rowgate.options.Encoding;
import java.util.regex.Pattern;

/// Unparsed text of the sample. It tells which dialects are worth a [Trial].
final class SampleText {

  /// More text doesn't change the result.
  private static final int MOST_BYTES = 64 << 10;

  /// Minimum number of cells in single quotes; fewer may be coincidence.
  private static final int ENOUGH_QUOTED = 2;

  private static final String BEFORE = "(?:^|[,;\t|:^~#\u0001\u001F§¦ ]) *";
  private static final String BEHIND = " *(?=$|[\r\n,;\t|:^~#\u0001\u001F§¦ ])";

  private static final Pattern IN_APOSTROPHES =
      // Limits doubled quotes: Java's regex engine recurses for each repetition of a group.
      Pattern.compile(BEFORE + "'[^'\r\n]*+(?:''[^'\r\n]*+){0,50}+'" + BEHIND, Pattern.MULTILINE);

  /// A backslash before a character that would otherwise be special.
  private static final Pattern ESCAPE = Pattern.compile("\\\\[\"',;\t|\\\\]");

  private final String text;

  SampleText(byte[] sample, Encoding encoding) {
    this.text = new String(sample, 0, Math.min(sample.length, MOST_BYTES), encoding.charset());
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

  /// Whether spaces follow at least a third of the delimiters, or are followed by a quote or a
  /// space.
  boolean hasSpacesBehind(String delimiter) {
    String spaced = delimiter + " ";
    int all = 0;
    int padded = 0;
    int at = text.indexOf(delimiter);
    while (at >= 0) {
      all++;
      padded += text.startsWith(spaced, at) ? 1 : 0;
      at = text.indexOf(delimiter, at + delimiter.length());
    }
    return padded > 0
        && (3 * padded >= all || text.contains(spaced + "\"") || text.contains(spaced + " "));
  }

  /// Whether a line starts with the text.
  boolean hasLineWith(String start) {
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    return text.startsWith(start, begin)
        || text.contains("\n" + start)
        || text.contains("\r" + start);
  }
}
