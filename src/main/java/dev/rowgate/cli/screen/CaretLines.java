package dev.rowgate.cli.screen;

/// One line of the source as it fits the screen, and the line of carets below it.
///
/// @param source printable, cut on both sides around the cell if it is too long
/// @param indent columns before the first caret
/// @param carets how many
record CaretLines(String source, int indent, int carets) {

  private static final String CUT = "…";

  /// So much of what stands before the cell stays in sight.
  private static final int BEFORE = 24;

  /// @param columns how many there are; at least 20
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

  /// The place that is `columns` columns before `from`, or the start.
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
