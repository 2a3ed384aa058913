package dev.rowgate.infer.column;

import dev.rowgate.problem.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies of the first cells with a value in a column other than plain integers, of the first such
/// integer, and of the first cell that no type fits. A type that only a later cell suggests is
/// tested on them, to find an example of a cell that isn't of the type.
final class FirstCells {

  private static final int MOST_CELLS = 8;

  /// In bytes; only the start of a longer cell is kept.
  private static final int LONGEST = 1_000;

  private static final class Cell {
    final byte[] bytes;
    final long line;

    Cell(byte[] bytes, long line) {
      this.bytes = bytes;
      this.line = line;
    }
  }

  private final List<Cell> cells = new ArrayList<>(1);
  private @Nullable OddCell firstInteger;
  private @Nullable OddCell firstUnfit;

  void add(byte[] bytes, int from, int to, long line) {
    if (cells.size() < MOST_CELLS) {
      cells.add(new Cell(Arrays.copyOfRange(bytes, from, Math.min(to, from + LONGEST)), line));
    }
  }

  void addInteger(byte[] bytes, int from, int to, long line) {
    firstInteger = new OddCell(line, Excerpt.of(bytes, from, to));
  }

  /// Adds a cell that is of none of the possible types.
  void addUnfit(byte[] bytes, int from, int to, long line) {
    if (firstUnfit == null) {
      firstUnfit = new OddCell(line, Excerpt.of(bytes, from, to));
    }
  }

  /// Returns the first cell of the column that isn't of the type; null if all are.
  @Nullable OddCell firstOther(KeptType type) {
    OddCell other = early(type);
    boolean integerFirst =
        firstInteger != null
            && !type.isNumeric()
            && (other == null || firstInteger.line() < other.line());
    return integerFirst ? firstInteger : other;
  }

  private @Nullable OddCell early(KeptType type) {
    for (Cell cell : cells) {
      if (!type.fits(cell.bytes, 0, cell.bytes.length)) {
        return new OddCell(cell.line, Excerpt.of(cell.bytes, 0, cell.bytes.length));
      }
    }
    return type.other() == null ? firstUnfit : type.other();
  }
}
