package dev.rowgate.infer;

import dev.rowgate.options.Encoding;
import java.util.regex.Pattern;

/// The text of a sample, before it is split: it says which dialects are worth a trial.
final class SampleText {

  /// More of it changes nothing.
  private static final int MOST_BYTES = 64 << 10;

  /// Cells in single quotes, from delimiter to delimiter. Fewer than so many may be chance.
  private static final int ENOUGH_QUOTED = 2;

  private static final String BEFORE = "(?:^|[,;\t|:^~#\u0001\u001F§¦ ]) *";
  private static final String BEHIND = " *(?=$|[\r\n,;\t|:^~#\u0001\u001F§¦ ])";

  private static final Pattern IN_APOSTROPHES =
      // Few doubled ones: Java's loop over a group takes stack for each round.
      Pattern.compile(BEFORE + "'[^'\r\n]*+(?:''[^'\r\n]*+){0,50}+'" + BEHIND, Pattern.MULTILINE);

  /// A backslash before what would mean something without it.
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

  /// Whether spaces stand behind a good part of the delimiters, or before a quote.
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

  /// Whether a line begins with it.
  boolean hasLineWith(String start) {
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    return text.startsWith(start, begin)
        || text.contains("\n" + start)
        || text.contains("\r" + start);
  }
}
