package dev.rowgate.fast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.Positions;
import dev.rowgate.options.Dialect;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.constraint.WholeRange;
import dev.rowgate.schema.value.JsonBytes;
import dev.rowgate.schema.value.Value;

/// Writer of the values of one record at a time, for [FastPath]: a text is copied while its end is
/// searched for, any other value is read by its type first. If a record needs the slow path, the
/// next line overwrites what was written of it. Not thread-safe.
final class FastCells extends CellFinder {

  private static final byte[] TRUE = "true\0\0\0\0\0\0\0\0".getBytes(US_ASCII);
  private static final byte[] FALSE = "false\0\0\0\0\0\0\0\0".getBytes(US_ASCII);
  private static final byte[] RECORD = key(Positions.RECORD);
  private static final byte[] LINE = key(Positions.LINE);
  private static final byte[] BYTE_OFFSET = key(Positions.BYTE_OFFSET);

  /// Maximum size in bytes of a position without its file, with numbers of 19 digits.
  static final int POSITION = RECORD.length + LINE.length + BYTE_OFFSET.length + 3 * 19;

  private final LineBuffer out;
  private final int overhead;
  private final byte[] file;
  private final Value value = new Value();

  /// Index in the buffer where the line ends so far.
  private int used;

  /// Number of physical lines of the record that ended before the current cell.
  private int newlinesBefore;

  /// @param overhead maximum size in bytes of a line beyond the bytes of its record
  /// @param file start of a position, as [Positions#fileMember] makes it
  FastCells(Dialect dialect, LineBuffer out, int overhead, byte[] file) {
    super(dialect);
    this.file = file;
    this.out = out;
    this.overhead = overhead;
  }

  /// Begins a line after those in the buffer, which must have room for `to - at` bytes and twice
  /// the overhead.
  ///
  /// @return false if no record begins at `at`
  boolean beginLine(byte[] bytes, int at, int to) {
    used = out.used;
    return begin(bytes, at, to);
  }

  /// Begins the line with the position of its record; the overhead includes room for it.
  void position(long record, long line, long byteOffset) {
    System.arraycopy(file, 0, out.bytes, used, file.length);
    used = put(RECORD, record, used + file.length);
    used = put(LINE, line, used);
    used = put(BYTE_OFFSET, byteOffset, used);
  }

  private int put(byte[] key, long number, int at) {
    System.arraycopy(key, 0, out.bytes, at, key.length);
    byte[] digits = Long.toString(number).getBytes(US_ASCII);
    System.arraycopy(digits, 0, out.bytes, at + key.length, digits.length);
    return at + key.length + digits.length;
  }

  private static byte[] key(String name) {
    return (",\"" + name + "\":").getBytes(US_ASCII);
  }

  @Override
  void forget() {
    super.forget();
    value.forget();
  }

  /// Index in the buffer where the line ends.
  int written() {
    return used;
  }

  /// Ends the line, and skips the line end after the last cell.
  ///
  /// @return false if there is none
  boolean endLine() {
    if (!lineEnd()) {
      return false;
    }
    byte[] line = out.bytes;
    if (used == out.used) {
      used++;
    }
    // Each key is stored with a comma before it; the first one becomes the brace.
    line[out.used] = '{';
    line[used++] = '}';
    line[used++] = '\n';
    return true;
  }

  /// Writes the value of the cell at `pos`, and moves to the delimiter or line end after it.
  ///
  /// @return false if the record needs the slow path
  boolean cell(FastColumn column) {
    newlinesBefore = newlines;
    boolean isQuoted = isQuoted();
    if (column.shape() == FastColumn.Shape.TEXT) {
      return isQuoted ? quotedText(column) : text(column);
    }
    if (isQuoted) {
      return quoted(column);
    }
    return column.shape() == FastColumn.Shape.WHOLE ? whole(column) : other(column);
  }

  /// Copies a text while searching for its end. Most texts end before a byte that needs special
  /// treatment.
  private boolean text(FastColumn column) {
    byte[] line = out.bytes;
    int p = pos;
    int o = column.putKey(line, used);
    line[o++] = '"';
    int plain = Long.BYTES;
    while (plain == Long.BYTES && p < stop) {
      long word = JsonBytes.word(in, p);
      JsonBytes.put(line, o, word);
      plain = Long.numberOfTrailingZeros(JsonBytes.special(word, delimiters)) >>> 3;
      p += plain;
      o += plain;
    }
    if (p >= stop) {
      return false;
    }
    return isEnd(in[p]) ? wrote(column, pos, p, p, o) : text(column, pos, p, o, false);
  }

  private boolean quotedText(FastColumn column) {
    int o = column.putKey(out.bytes, used);
    out.bytes[o++] = '"';
    return text(column, pos + 1, pos + 1, o, true);
  }

  /// Copies a text from `at` on, including bytes that are escaped or not ASCII.
  ///
  /// @param from start of the text in the input
  /// @param at the text is already copied up to here, which is at `to` in the line
  private boolean text(FastColumn column, int from, int at, int to, boolean isQuoted) {
    byte[] bytes = in;
    byte[] line = out.bytes;
    long ends = isQuoted ? QUOTES : delimiters;
    int p = at;
    int o = to;
    while (p < stop) {
      long word = JsonBytes.word(bytes, p);
      JsonBytes.put(line, o, word);
      int plain = Long.numberOfTrailingZeros(JsonBytes.special(word, ends)) >>> 3;
      p += plain;
      o += plain;
      if (plain == Long.BYTES) {
        continue;
      }
      byte b = bytes[p];
      if (p >= stop) {
        return false;
      }
      if (isQuoted ? b == '"' : isEnd(b)) {
        int next = isQuoted ? p + 1 : p;
        if (isQuoted && bytes[next] == '"') {
          if (column.hasMissingTexts()) {
            return quoted(column);
          }
          line[o++] = '\\';
          line[o++] = '"';
          p += 2;
          continue;
        }
        return next < stop && isEnd(bytes[next]) && wrote(column, from, p, next, o);
      }
      if (b < 0) {
        int length = Utf8.sequenceLength(bytes, p, stop);
        if (length <= 0) {
          return false;
        }
        for (int i = 0; i < length; i++) {
          line[o++] = bytes[p++];
        }
      } else if (b == '"' && !isQuoted && hasQuotes) {
        return false;
      } else {
        newlines += endsLine(p) ? 1 : 0;
        o = JsonBytes.escape(b, line, o);
        p++;
        limit(p, o);
      }
    }
    return false;
  }

  /// Ends a text that was written up to `o`, or replaces it if it turns out to be a missing value.
  ///
  /// @param next index after the cell
  private boolean wrote(FastColumn column, int from, int to, int next, int o) {
    pos = next;
    if (column.isMissing(in, from, to)) {
      return missing(column);
    }
    out.bytes[o] = '"';
    used = o + 1;
    return true;
  }

  private boolean whole(FastColumn column) {
    int first = in[pos] == '-' ? pos + 1 : pos;
    long word = JsonBytes.word(in, first);
    long digits = word ^ JsonBytes.ZEROS;
    int count = Long.numberOfTrailingZeros(JsonBytes.notDigits(digits)) >>> 3;
    int end = first + count;
    boolean asItIs = count == 1 || (count > 1 && count < Long.BYTES && (digits & 0xFF) != 0);
    if (!asItIs || end >= stop || !isEnd(in[end])) {
      return other(column);
    }
    long size = JsonBytes.number(digits << (Long.SIZE - count * Byte.SIZE));
    WholeRange range = column.range();
    if (range == null || !range.contains(first == pos ? size : -size)) {
      return false;
    }
    byte[] line = out.bytes;
    int o = column.putKey(line, used);
    if (first > pos) {
      line[o++] = '-';
    }
    JsonBytes.put(line, o, word);
    used = o + count;
    pos = end;
    return true;
  }

  private boolean other(FastColumn column) {
    int end = end(pos, false);
    return end >= 0 && value(column, in, pos, end, end);
  }

  /// Reads a quoted cell whose value can only be written once the whole cell is read.
  private boolean quoted(FastColumn column) {
    newlines = newlinesBefore;
    copied = 0;
    return quoted() && value(column, isCopy ? copies : in, contentFrom, contentTo, pos);
  }

  /// @param next after the cell
  private boolean value(FastColumn column, byte[] bytes, int from, int to, int next) {
    pos = next;
    Field.Reading reading = column.read(bytes, from, to, value);
    return reading == Field.Reading.VALUE
        ? write(column)
        : reading == Field.Reading.MISSING && missing(column);
  }

  private boolean write(FastColumn column) {
    return switch (value.kind()) {
      case TEXT -> writeText(column);
      case NUMBER, JSON -> write(column, value.bytes(), value.from(), value.to());
      case TRUE -> write(column, TRUE, 0, TRUE.length - JsonBytes.SLACK);
      case FALSE -> write(column, FALSE, 0, FALSE.length - JsonBytes.SLACK);
      case NULL -> missing(column);
    };
  }

  private boolean writeText(FastColumn column) {
    int length = value.to() - value.from();
    if (!hasRoom(used, (long) JsonBytes.MOST_OF_BYTE * length)) {
      return false;
    }
    byte[] line = out.bytes;
    int o = column.putKey(line, used);
    line[o++] = '"';
    o = JsonBytes.escape(value.bytes(), value.from(), value.to(), line, o);
    line[o++] = '"';
    used = o;
    limit(pos, o);
    return true;
  }

  private boolean write(FastColumn column, byte[] json, int from, int to) {
    if (!hasRoom(used, to - from)) {
      return false;
    }
    used = JsonBytes.copy(json, from, to, out.bytes, column.putKey(out.bytes, used));
    limit(pos, used);
    return true;
  }

  private boolean missing(FastColumn column) {
    byte[] key = column.missing();
    if (key == null) {
      return false;
    }
    used = JsonBytes.copy(key, 0, key.length - JsonBytes.SLACK, out.bytes, used);
    return true;
  }

  /// Whether there is room for the overhead after `length` bytes at `o`.
  private boolean hasRoom(int o, long length) {
    return o + length + overhead <= out.bytes.length;
  }

  /// Restricts the rest of the record to what still fits, after a value at `p` was written up to
  /// `o` and may have taken more bytes than its cell.
  private void limit(int p, int o) {
    stop = Math.min(stop, p + out.bytes.length - overhead - o);
  }
}
