package dev.rowgate.fast;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.records.RecordTaker;
import dev.rowgate.schema.value.JsonBytes;
import org.jspecify.annotations.Nullable;

/// A pass over records that only finds where each starts, eight bytes at a time. Their cells aren't
/// looked at: a record without a fault of quoting or size ends at the same byte whether it is valid
/// or not. Any other record is left to the slow path. Not thread-safe.
public final class RecordStarts implements RecordTaker {

  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final long LINE_FEEDS = '\n' * JsonBytes.EACH;
  private static final long RETURNS = '\r' * JsonBytes.EACH;

  private final byte delimiter;
  private final boolean hasQuotes;

  /// As [CellFinder#comment].
  private final int comment;

  /// Maximum length of a record in bytes, so that it can exceed no limit, not even on its cells.
  private final int longest;

  private int taken;
  private int lines;
  private int linesOfRecord;

  private RecordStarts(Dialect dialect, Limits limits) {
    this.delimiter = (byte) dialect.delimiter().charAt(0);
    this.hasQuotes = dialect.quote() != Dialect.NONE;
    this.comment = CellFinder.comment(dialect);
    this.longest = Math.min(CellFinder.longest(limits), limits.fields());
  }

  /// @return null if the dialect needs the slow path for every record
  public static @Nullable RecordStarts of(Dialect dialect, Limits limits) {
    return CellFinder.canRead(dialect) ? new RecordStarts(dialect, limits) : null;
  }

  @Override
  public int take(byte[] bytes, int from, int to) {
    taken = 0;
    lines = 0;
    // A word may extend past the last byte that is examined.
    int stop = Math.min(to, bytes.length - Long.BYTES);
    int at = from;
    int end = recordEnd(bytes, at, stop);
    while (end > 0) {
      at = end;
      taken++;
      lines += linesOfRecord;
      end = recordEnd(bytes, at, stop);
    }
    return at;
  }

  /// Returns the index after the record at `at` and its line end; -1 if the slow path must read it.
  private int recordEnd(byte[] bytes, int at, int to) {
    int stop = Math.min(to, at + longest);
    if (at >= stop || isLineEnd(bytes[at]) || (bytes[at] & 0xFF) == comment) {
      return -1;
    }
    linesOfRecord = 1;
    int p = find(bytes, at, stop);
    while (p < stop && bytes[p] == '"') {
      boolean opens = hasQuotes && (p == at || bytes[p - 1] == delimiter);
      int next = opens ? behindQuoted(bytes, p + 1, stop) : p + 1;
      if (next < 0) {
        return -1;
      }
      p = find(bytes, next, stop);
    }
    if (p + 1 >= stop) {
      return -1;
    }
    if (bytes[p] == '\n') {
      return p + 1;
    }
    return bytes[p + 1] == '\n' ? p + 2 : -1;
  }

  /// Returns the index after the closing quote of a cell whose content is at `from`; -1 if it isn't
  /// well-formed.
  private int behindQuoted(byte[] bytes, int from, int stop) {
    int p = find(bytes, from, stop);
    while (p + 1 < stop) {
      byte next = bytes[p + 1];
      if (bytes[p] != '"') {
        linesOfRecord += bytes[p] == '\n' || next != '\n' ? 1 : 0;
        p = find(bytes, p + 1, stop);
      } else if (next == '"') {
        p = find(bytes, p + 2, stop);
      } else {
        return next == delimiter || isLineEnd(next) ? p + 1 : -1;
      }
    }
    return -1;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  /// Returns the index of the next quote, LF or CR; `stop` or more if there is none before.
  private static int find(byte[] bytes, int from, int stop) {
    int p = from;
    while (p < stop) {
      long word = JsonBytes.word(bytes, p);
      long found =
          zeros(word ^ LINE_FEEDS) | zeros(word ^ CellFinder.QUOTES) | zeros(word ^ RETURNS);
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      p += Long.BYTES;
    }
    return p;
  }

  /// Returns the highest bit of each byte that is zero. Only the lowest set bit is exact; higher
  /// ones may be false positives.
  private static long zeros(long word) {
    return (word - JsonBytes.EACH) & ~word & HIGHEST_BITS;
  }

  @Override
  public int taken() {
    return taken;
  }

  @Override
  public int lines() {
    return lines;
  }
}
