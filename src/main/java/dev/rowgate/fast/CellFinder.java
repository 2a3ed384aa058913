package dev.rowgate.fast;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.schema.value.JsonBytes;
import java.util.Arrays;

/// A cursor over well-formed records, which finds the ends of their cells eight bytes at a time. At
/// anything else (invalid UTF-8, a quote out of place, a record that may be cut off) it gives up,
/// and the slow path reads the record. Not thread-safe.
///
/// [FastCells] writes the cells that it finds, [PlainRecords] shows them to a caller. They extend
/// this class, since a cursor in an object of its own cost time for each cell.
abstract sealed class CellFinder permits FastCells, PlainRecords {

  /// Maximum length of a record in bytes. Longer ones are left to the slow path, which may have to
  /// reserve memory first.
  private static final int LONGEST = 16 << 10;

  private static final byte[] NOTHING = {};
  static final long QUOTES = '"' * JsonBytes.EACH;

  /// The delimiter in all eight bytes of a word.
  final long delimiters;

  final boolean hasQuotes;
  private final byte delimiter;

  /// First byte of a comment line, or [Dialect#NONE].
  private final int comment;

  /// The array that is read, and the index after the last byte that may be examined.
  byte[] in = NOTHING;

  int stop;

  /// Index of the next byte to examine.
  int pos;

  /// Number of physical lines that have ended in the record so far.
  int newlines;

  /// Buffer for the content of quoted cells with doubled quotes, and the length in use.
  byte[] copies = NOTHING;

  int copied;

  /// The content of the last quoted cell: in [#copies] if `isCopy`, else in [#in].
  int contentFrom;

  int contentTo;
  boolean isCopy;

  CellFinder(Dialect dialect) {
    this.delimiter = (byte) dialect.delimiter().charAt(0);
    this.delimiters = JsonBytes.EACH * delimiter;
    this.hasQuotes = dialect.quote() != Dialect.NONE;
    this.comment = comment(dialect);
  }

  /// Returns the first byte of a comment line; [Dialect#NONE] if there are none.
  static int comment(Dialect dialect) {
    return dialect.comment().isEmpty() ? Dialect.NONE : dialect.comment().getBytes(UTF_8)[0] & 0xFF;
  }

  /// Whether records of this dialect can be read here.
  static boolean canRead(Dialect dialect) {
    String delimiter = dialect.delimiter();
    return delimiter.length() == 1
        && delimiter.charAt(0) < 0x80
        && "+-0123456789".indexOf(delimiter.charAt(0)) < 0
        && (dialect.quote() == '"' || dialect.quote() == Dialect.NONE)
        && dialect.doubleQuote()
        && dialect.escape() == Dialect.NONE
        && dialect.commentRows().isEmpty()
        && !dialect.trim()
        && !dialect.skipInitialSpace()
        && dialect.nullSequence() == null
        && dialect.lineTerminator().equals(LineTerminator.ANY);
  }

  /// Maximum length in bytes of a record that can be read here.
  static int longest(Limits limits) {
    return Math.min(LONGEST, Math.min(limits.recordBytes(), limits.cellBytes()));
  }

  /// Moves to the record at `at`, which must end before `to`.
  ///
  /// @return false for a blank line or a comment, or if no byte may be examined
  final boolean begin(byte[] bytes, int at, int to) {
    in = bytes;
    pos = at;
    // A word may extend past the last byte that is examined, and starts after a number's sign.
    stop = Math.min(to, bytes.length - Long.BYTES - 1);
    newlines = 0;
    copied = 0;
    byte first = bytes[at];
    return at < stop && first != '\n' && first != '\r' && (first & 0xFF) != comment;
  }

  /// Drops the reference to the input array.
  void forget() {
    in = NOTHING;
  }

  /// Skips the delimiter after the cell.
  ///
  /// @return false if there is none
  final boolean delimiter() {
    return in[pos++] == delimiter;
  }

  /// Skips the line end after the last cell.
  ///
  /// @return false if there is none
  final boolean lineEnd() {
    int length = in[pos] == '\n' ? 1 : 2;
    if (length == 2 && (in[pos] != '\r' || pos + 1 >= stop || in[pos + 1] != '\n')) {
      return false;
    }
    pos += length;
    newlines++;
    return true;
  }

  /// Whether the cell at `pos` is quoted.
  final boolean isQuoted() {
    return in[pos] == '"' && hasQuotes;
  }

  /// Finds the content of the quoted cell at `pos`, and moves past its closing quote.
  ///
  /// @return false if no delimiter or line end follows it
  final boolean quoted() {
    int start = copied;
    int first = pos + 1;
    int quote = end(first, true);
    while (quote >= 0 && quote + 1 < stop && in[quote + 1] == '"') {
      // A doubled quote stands for one quote: the copy includes only the first.
      copy(first, quote + 1);
      first = quote + 2;
      quote = end(first, true);
    }
    if (quote < 0 || quote + 1 >= stop || !isEnd(in[quote + 1])) {
      return false;
    }
    isCopy = copied > start;
    if (isCopy) {
      copy(first, quote);
    }
    contentFrom = isCopy ? start : first;
    contentTo = isCopy ? copied : quote;
    pos = quote + 1;
    return true;
  }

  private void copy(int from, int to) {
    int end = copied + to - from;
    if (copies.length < end) {
      copies = Arrays.copyOf(copies, Math.max(end, 2 * copies.length));
    }
    System.arraycopy(in, from, copies, copied, to - from);
    copied = end;
  }

  /// Returns the index where the cell content that begins at `from` ends, or -1.
  final int end(int from, boolean isQuoted) {
    byte[] bytes = in;
    long ends = isQuoted ? QUOTES : delimiters;
    int p = from;
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
      newlines += endsLine(p) ? 1 : 0;
      int length = b >= 0 ? 1 : Utf8.sequenceLength(bytes, p, stop);
      if (length <= 0) {
        return -1;
      }
      p += length;
    }
    return -1;
  }

  /// Whether a physical line ends with the byte at `p`: an LF, or a CR without an LF after it.
  final boolean endsLine(int p) {
    return in[p] == '\n' || (in[p] == '\r' && in[p + 1] != '\n');
  }

  /// Whether an unquoted cell ends before the byte.
  final boolean isEnd(byte b) {
    return b == delimiter || b == '\n' || b == '\r';
  }
}
