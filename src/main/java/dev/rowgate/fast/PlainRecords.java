package dev.rowgate.fast;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.records.CellSource;
import dev.rowgate.records.RecordTaker;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Iterator over the cells of well-formed records of one width, for a caller that only examines
/// them. Like [FastPath] it stops before the first record that may be anything else, and leaves
/// that one to the slow path, which must find the same cells in all others.
///
/// The caller gets this object itself, filled anew for each record. Not thread-safe.
public final class PlainRecords extends CellFinder implements RecordTaker, CellSource {

  private final Predicate<CellSource> to;
  private final int longest;

  // The cells of the record
  private final int[] from;
  private final int[] until;
  private final boolean[] areCopies;

  private int length;
  private int taken;
  private int lines;
  private long firstLine;

  private PlainRecords(int width, Dialect dialect, Limits limits, Predicate<CellSource> to) {
    super(dialect);
    this.to = to;
    this.longest = longest(limits);
    this.from = new int[width];
    this.until = new int[width];
    this.areCopies = new boolean[width];
  }

  /// @param width number of cells in a record
  /// @param to examines one record after the other; false leaves the record to the slow path
  /// @return null if the dialect needs the slow path for every record
  public static @Nullable PlainRecords of(
      int width, Dialect dialect, Limits limits, Predicate<CellSource> to) {
    boolean possible = canRead(dialect) && width > 0 && width <= limits.fields();
    return possible ? new PlainRecords(width, dialect, limits, to) : null;
  }

  @Override
  public void startAt(long record, long line, long byteOffset) {
    firstLine = line;
  }

  @Override
  public int take(byte[] bytes, int first, int limit) {
    taken = 0;
    lines = 0;
    int at = first;
    while (at < limit && find(bytes, at, limit) && to.test(this)) {
      at = pos;
      taken++;
      lines += newlines;
    }
    forget();
    return at;
  }

  /// Finds the cells of the record at `at`.
  private boolean find(byte[] bytes, int at, int limit) {
    if (!begin(bytes, at, Math.min(limit, at + longest))) {
      return false;
    }
    int last = from.length - 1;
    for (int i = 0; i < last; i++) {
      if (!cell(i) || !delimiter()) {
        return false;
      }
    }
    if (!cell(last) || !lineEnd()) {
      return false;
    }
    length = pos - at;
    return true;
  }

  /// Finds the cell at `pos`, and moves to the byte after it.
  private boolean cell(int i) {
    if (isQuoted()) {
      boolean found = quoted();
      from[i] = contentFrom;
      until[i] = contentTo;
      areCopies[i] = isCopy;
      return found;
    }
    int end = end(pos, false);
    from[i] = pos;
    until[i] = end;
    areCopies[i] = false;
    pos = end;
    return end >= 0;
  }

  @Override
  public int taken() {
    return taken;
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public int cellCount() {
    return from.length;
  }

  @Override
  public boolean isNull(int i) {
    return false;
  }

  @Override
  public byte[] cellBytes(int i) {
    return areCopies[i] ? copies : in;
  }

  @Override
  public int from(int i) {
    return from[i];
  }

  @Override
  public int to(int i) {
    return until[i];
  }

  @Override
  public long line() {
    return firstLine + lines;
  }

  @Override
  public int length() {
    return length;
  }
}
