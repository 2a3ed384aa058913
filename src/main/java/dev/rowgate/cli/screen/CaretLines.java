package dev.rowgate.cli.screen;

/// A source line fitted to the width of the terminal, and the carets below it.
///
/// @param source printable text, shortened on both sides of the cell if necessary
/// @param indent terminal columns before the first caret
/// @param carets number of carets
record CaretLines(String source, int indent, int carets) {

  private static final String CUT = "…";

  /// Terminal columns before the cell that stay visible.
  private static final int BEFORE = 24;

  /// @param columns width of the terminal; at least 20
  static CaretLines of(Snippet snippet, int columns) {
    String text = Printable.of(snippet.text());
    int first = 0;
    if (Printable.columns(text.substring(0, snippet.to())) >= columns) {
      first = back(text, snippet.from(), BEFORE);
    }
    String head = first == 0 ? "" : CUT;
    int end = first;
    int used = head.length();
    while (end < text.length()) {
      int next = text.codePointAt(end);
      if (used + Printable.columns(next) >= columns) {
        break;
      }
      used += Printable.columns(next);
      end += Character.charCount(next);
    }
    String tail = end < text.length() ? CUT : "";
    int indent = head.length() + Printable.columns(text.substring(first, snippet.from()));
    int to = Math.max(snippet.from(), Math.min(end, snippet.to()));
    int carets = Math.max(1, Printable.columns(text.substring(snippet.from(), to)));
    return new CaretLines(
        head + text.substring(first, end) + tail, indent, snippet.isPlaced() ? carets : 0);
  }

  /// Returns the index that is `columns` terminal columns before `from`, or 0.
  private static int back(String text, int from, int columns) {
    int at = from;
    int left = columns;
    while (at > 0 && left > 0) {
      int before = text.codePointBefore(at);
      left -= Printable.columns(before);
      at -= Character.charCount(before);
    }
    return at;
  }
}
