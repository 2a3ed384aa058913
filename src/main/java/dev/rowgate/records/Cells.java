package dev.rowgate.records;

import java.util.Arrays;

/// Positions of the cells of one record, reused from record to record, so that no object is
/// allocated per cell.
final class Cells {

  /// The content is between `from` and `to`, counted from the record's start.
  static final byte PLAIN = 0;

  /// Likewise, between quotes.
  static final byte QUOTED = 1;

  /// An unquoted cell with an escape in it.
  static final byte PLAIN_ESCAPED = 2;

  /// A quoted cell with a doubled quote or an escape in it.
  static final byte QUOTED_ESCAPED = 3;

  /// The content is in the rewritten bytes, with `from` and `to` counted from their start.
  static final byte REWRITTEN = 4;

  /// The cell is the dialect's null sequence; it has no content.
  static final byte NULL = 5;

  /// Arrays for up to this many cells aren't worth freeing.
  private static final int ORDINARY = 512;

  private static final int[] NONE = {};

  int count;
  int[] from = new int[16];
  int[] to = new int[16];
  byte[] form = new byte[16];

  /// Positions of the cells before any of them was rewritten; valid only then.
  int[] placeFrom = NONE;

  int[] placeTo = NONE;
  int places;

  /// Whether the content of any cell differs from the bytes between two delimiters.
  boolean needReading;

  /// Whether any cell is quoted.
  boolean haveQuotes;

  /// Whether any cell has no value.
  boolean hasNulls;

  void clear() {
    count = 0;
    needReading = false;
    haveQuotes = false;
    hasNulls = false;
    places = 0;
  }

  /// Saves the positions, before cells are rewritten.
  void keepPlaces() {
    if (placeFrom.length < count) {
      placeFrom = new int[from.length];
      placeTo = new int[to.length];
    }
    System.arraycopy(from, 0, placeFrom, 0, count);
    System.arraycopy(to, 0, placeTo, 0, count);
    places = count;
  }

  void add(int from, int to, byte form) {
    if (count == this.from.length) {
      grow();
    }
    this.from[count] = from;
    this.to[count] = to;
    this.form[count] = form;
    needReading |= form > QUOTED;
    haveQuotes |= form == QUOTED || form == QUOTED_ESCAPED;
    count++;
  }

  /// The size of the arrays in bytes.
  int memory() {
    return (2 * Integer.BYTES + 1) * from.length + 2 * Integer.BYTES * placeFrom.length;
  }

  /// Releases arrays that a record of many cells has enlarged, but keeps the current cells.
  void trim() {
    if (from.length > ORDINARY && count <= from.length / 2) {
      int kept = Math.max(count, 16);
      from = Arrays.copyOf(from, kept);
      to = Arrays.copyOf(to, kept);
      form = Arrays.copyOf(form, kept);
    }
    if (places == 0) {
      placeFrom = NONE;
      placeTo = NONE;
    }
  }

  private void grow() {
    from = Arrays.copyOf(from, 2 * count);
    to = Arrays.copyOf(to, 2 * count);
    form = Arrays.copyOf(form, 2 * count);
  }
}
