package dev.rowgate.options;

/// Rules for the labels of a header, shared by front ends, schemas and inference: which labels are
/// blank, and how a column without a label is named.
public final class Labels {

  private static final int NEXT_LINE = 0x85;

  private Labels() {}

  /// Whether a label is empty or consists of white space as Unicode's property `White_Space`
  /// defines it, which includes the no-break space but not the zero-width space.
  public static boolean isBlank(String label) {
    // All white space is in the Basic Multilingual Plane.
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

  /// Returns the name of a column without a label at `position`, counted from 1, such as `field1`.
  public static String madeUp(int position) {
    return "field" + position;
  }

  /// Returns the label itself, or the made-up name of its column if it is blank.
  ///
  /// @param position of the column, counted from 1
  public static String nameOf(String label, int position) {
    return isBlank(label) ? madeUp(position) : label;
  }
}
