package dev.rowgate.cli.screen;

import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import java.nio.charset.Charset;
import java.util.Base64;

/// The source line of a problem, and the range in it.
///
/// @param lineNumber the physical line, from 1
/// @param text the line without its line end
/// @param from start of the cell in the text, in chars
/// @param to its end; equal to `from` if there is nothing to mark
/// @param isPlaced whether the range is known
record Snippet(long lineNumber, String text, int from, int to, boolean isPlaced) {

  private static final char REPLACEMENT = '\uFFFD';

  /// @param raw the start of the record
  /// @param encoding of the source, for a record that isn't valid text
  static Snippet of(RawRecord record, RowProblem problem, RawExcerpt raw, Charset encoding) {
    return switch (raw) {
      case RawExcerpt.Text text -> ofText(record, problem, text.text());
      case RawExcerpt.Base64 bytes -> {
        String text = new String(Base64.getDecoder().decode(bytes.base64()), encoding);
        int first = text.indexOf(REPLACEMENT);
        yield first < 0
            ? onLine(record, text, 0, 0, false)
            : onLine(record, text, first, first + 1, true);
      }
    };
  }

  private static Snippet ofText(RawRecord record, RowProblem problem, String text) {
    int cell = problem.columnNumber() - 1 + record.cellsInFront();
    if (problem.columnNumber() <= 0) {
      return onLine(record, text, 0, 0, false);
    }
    if (problem instanceof RowProblem.Broken) {
      int from = cell == 0 ? 0 : chars(text, record.placeTo(cell - 1));
      if (cell > 0) {
        // Skip the previous cell's closing quote, if any, and the delimiter.
        from = Math.min(text.length(), from + (text.startsWith("\"", from) ? 2 : 1));
      }
      return onLine(record, text, from, text.length(), true);
    }
    int from = chars(text, record.placeFrom(cell));
    return onLine(record, text, from, chars(text, record.placeTo(cell)), true);
  }

  /// Returns the number of chars in `text` that correspond to its first `bytes` bytes of UTF-8.
  private static int chars(String text, int bytes) {
    int left = bytes;
    int at = 0;
    while (at < text.length() && left > 0) {
      int codePoint = text.codePointAt(at);
      left -= codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      at += Character.charCount(codePoint);
    }
    return at;
  }

  /// Returns the line of the text that contains `from`.
  private static Snippet onLine(RawRecord record, String text, int from, int to, boolean isPlaced) {
    int start = 0;
    long line = record.line();
    for (int i = 0; i < from; i++) {
      boolean isEnd =
          text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1));
      if (isEnd) {
        start = i + 1;
        line++;
      }
    }
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return new Snippet(
        line, text.substring(start, end), from - start, Math.min(to, end) - start, isPlaced);
  }
}
