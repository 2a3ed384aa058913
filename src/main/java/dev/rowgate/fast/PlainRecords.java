package dev.rowgate.fast;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.records.CellSource;
import dev.rowgate.records.RecordTaker;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the cells of well-formed records of one width, eight bytes at a time, for a caller that
/// only looks at them. Like [FastPath] it stops in front of the first record that may be anything
/// else, and leaves that one to the slow path, which must find the same cells in all others.
///
/// The caller gets this object itself, filled anew for each record. Not thread-safe.
public final class PlainRecords implements RecordTaker, CellSource {

  private static final byte[] NOTHING = {};
  private static final long QUOTES = '"' * JsonBytes.EACH;

  private final Predicate<CellSource> to;
  private final byte delimiter;
  private final long delimiters;
  private final boolean hasQuotes;
  private final int comment;
  private final int longest;
  private final int[] from;
  private final int[] until;

  /// Of cells with doubled quotes, which are copied without them.
  private final byte[] @Nullable [] copies;

  private byte[] in = NOTHING;
  private int stop;
  private int pos;
  private int length;
  private int newlines;
  private boolean hasCopies;
  private int taken;
  private int lines;

  private PlainRecords(int width, Dialect dialect, Limits limits, Predicate<CellSource> to) {
    this.to = to;
    this.delimiter = (byte) dialect.delimiter().charAt(0);
    this.delimiters = JsonBytes.EACH * delimiter;
    this.hasQuotes = dialect.quote() != Dialect.NONE;
    this.comment = FastPath.commentByte(dialect);
    this.longest = FastPath.longest(limits);
    this.from = new int[width];
    this.until = new int[width];
    this.copies = new byte[width][];
  }

  /// @param width how many cells a record has
  /// @param to looks at one record after the other; false leaves the record to the slow path
  /// @return null if the dialect needs the slow path for every record
  public static @Nullable PlainRecords of(
      int width, Dialect dialect, Limits limits, Predicate<CellSource> to) {
    boolean possible = FastPath.isPlain(dialect) && width > 0 && width <= limits.fields();
    return possible ? new PlainRecords(width, dialect, limits, to) : null;
  }

  @Override
  public int take(byte[] bytes, int first, int limit) {
    taken = 0;
    lines = 0;
    in = bytes;
    int at = first;
    while (at < limit && find(at, limit) && to.test(this)) {
      at = pos;
      taken++;
      lines += newlines;
    }
    in = NOTHING;
    return at;
  }

  /// Finds the cells of the record at `at`.
  private boolean find(int at, int limit) {
    // A word may reach behind the last byte that is looked at.
    stop = Math.min(Math.min(limit, at + longest), in.length - Long.BYTES - 1);
    pos = at;
    newlines = 0;
    if (hasCopies) {
      Arrays.fill(copies, null);
      hasCopies = false;
    }
    byte start = in[at];
    if (at >= stop || start == '\n' || start == '\r' || (start & 0xFF) == comment) {
      return false;
    }
    int last = from.length - 1;
    for (int i = 0; i < last; i++) {
      if (!cell(i) || in[pos++] != delimiter) {
        return false;
      }
    }
    return cell(last) && lineEnd(at);
  }

  private boolean lineEnd(int at) {
    int size = in[pos] == '\n' ? 1 : 2;
    if (size == 2 && (in[pos] != '\r' || pos + 1 >= stop || in[pos + 1] != '\n')) {
      return false;
    }
    pos += size;
    newlines++;
    length = pos - at;
    return true;
  }

  /// Finds the cell at `pos`, and goes on to what is behind it.
  private boolean cell(int i) {
    if (in[pos] == '"' && hasQuotes) {
      return quoted(i);
    }
    from[i] = pos;
    int end = end(pos, delimiters, false);
    until[i] = end;
    pos = end;
    return end >= 0;
  }

  private boolean quoted(int i) {
    int first = pos + 1;
    int quote = end(first, QUOTES, true);
    from[i] = first;
    until[i] = quote;
    if (quote >= 0 && quote + 1 < stop && in[quote + 1] == '"') {
      quote = doubled(i, first, quote);
    }
    pos = quote + 1;
    return quote >= 0 && pos < stop && isEnd(in[pos]);
  }

  /// Copies a cell with doubled quotes.
  ///
  /// @return its closing quote, or -1
  private int doubled(int i, int first, int firstQuote) {
    byte[] copy = new byte[2 * (firstQuote + 1 - first) + Long.BYTES];
    int size = 0;
    int start = first;
    int quote = firstQuote;
    while (quote >= 0) {
      boolean more = quote + 1 < stop && in[quote + 1] == '"';
      int piece = quote - start + (more ? 1 : 0);
      if (copy.length < size + piece) {
        copy = Arrays.copyOf(copy, 2 * (size + piece));
      }
      System.arraycopy(in, start, copy, size, piece);
      size += piece;
      if (!more) {
        break;
      }
      start = quote + 2;
      quote = end(start, QUOTES, true);
    }
    copies[i] = copy;
    hasCopies = true;
    from[i] = 0;
    until[i] = size;
    return quote;
  }

  /// Where the cell whose content begins at `start` ends, or -1 if it must be looked at again.
  private int end(int start, long ends, boolean isQuoted) {
    byte[] bytes = in;
    int p = start;
    while (p < stop) {
      int plain =
          Long.numberOfTrailingZeros(JsonBytes.special(JsonBytes.word(bytes, p), ends)) >>> 3;
      p += plain;
      if (plain == Long.BYTES) {
        continue;
      }
      byte b = bytes[p];
      if (p >= stop || (b == '"' && !isQuoted && hasQuotes)) {
        return -1;
      }
      if (isQuoted ? b == '"' : isEnd(b)) {
        return p;
      }
      newlines += b == '\n' || (b == '\r' && bytes[p + 1] != '\n') ? 1 : 0;
      int size = b >= 0 ? 1 : Utf8.sequenceLength(bytes, p, stop);
      if (size <= 0) {
        return -1;
      }
      p += size;
    }
    return -1;
  }

  private boolean isEnd(byte b) {
    return b == delimiter || b == '\n' || b == '\r';
  }

  @Override
  public int taken() {
    return taken;
  }

  @Override
  public int lines() {
    return lines;
  }

  /// There is none.
  @Override
  public void trim() {}

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
    byte[] copy = hasCopies ? copies[i] : null;
    return copy == null ? in : copy;
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
  public int length() {
    return length;
  }
}
