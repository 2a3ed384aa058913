package dev.rowgate.options;

import java.util.Locale;

/// What the labels of a header have in common, in every front end, in schemas and in inference:
/// which of them are blank, and what a column is called that has no label.
public final class Labels {

  private static final int NEXT_LINE = 0x85;

  private Labels() {}

  /// Whether a label is empty or holds nothing but white space, which is what Unicode's property
  /// `White_Space` has: a no-break space too, a zero-width space not.
  public static boolean isBlank(String label) {
    // All white space is in Unicode's first plane.
    for (int i = 0; i < label.length(); i++) {
      if (!isWhiteSpace(label.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhiteSpace(int c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == NEXT_LINE;
  }

  /// The name of the column without a label at `position`, counted from 1: `field1`.
  public static String madeUp(int position) {
    return "field" + position;
  }

  /// The label itself, or the name of its column if it is blank.
  ///
  /// @param position of the column, counted from 1
  public static String nameOf(String label, int position) {
    return isBlank(label) ? madeUp(position) : label;
  }

  /// What is equal for labels that differ in capitals only.
  public static String folded(String label) {
    return label.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
