package dev.rowgate.fast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.Positions;
import dev.rowgate.options.Dialect;
import dev.rowgate.schema.constraint.WholeRange;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;

/// Goes through one record after the other for [FastPath], and writes their values: each cell is
/// copied while its end is looked for, eight bytes at a time, or is read by its type and then
/// written. Everything is given up as soon as something asks for a second look: until a line is
/// ended, nobody takes what was written of it. Not thread-safe.
final class FastCells {

  private static final byte[] NOTHING = {};
  private static final byte[] TRUE = "true\0\0\0\0\0\0\0\0".getBytes(US_ASCII);
  private static final byte[] FALSE = "false\0\0\0\0\0\0\0\0".getBytes(US_ASCII);
  private static final byte[] RECORD = key(Positions.RECORD);
  private static final byte[] LINE = key(Positions.LINE);
  private static final byte[] BYTE_OFFSET = key(Positions.BYTE_OFFSET);

  /// What a position takes at most, of numbers of 19 digits.
  static final int POSITION = RECORD.length + LINE.length + BYTE_OFFSET.length + 3 * 19;

  private static final long QUOTES = '"' * JsonBytes.EACH;

  private final LineBuffer out;
  private final int overhead;
  private final byte delimiter;
  private final long delimiters;
  private final boolean hasQuotes;
  private final Value value = new Value();

  // Of the record being read: what is looked at, where to stop looking, and how far it has come, in
  // what is read and in what is written.
  private byte[] in = NOTHING;
  private int stop;
  private int pos;
  private int used;
  private int newlines;
  private int newlinesBefore;
  private byte[] unquoted = NOTHING;

  /// @param overhead what a line may take beyond the bytes of its record
  FastCells(Dialect dialect, LineBuffer out, int overhead) {
    this.out = out;
    this.overhead = overhead;
    this.delimiter = (byte) dialect.delimiter().charAt(0);
    this.delimiters = JsonBytes.EACH * delimiter;
    this.hasQuotes = dialect.quote() != Dialect.NONE;
  }

  /// Begins a line behind those that are in the buffer, which has room for so many bytes and twice
  /// the overhead.
  ///
  /// @return whether there is anything to look at
  boolean begin(byte[] bytes, int at, int to) {
    in = bytes;
    pos = at;
    // A number's word is looked at behind its sign.
    stop = Math.min(to, bytes.length - Long.BYTES - 1);
    used = out.used;
    newlines = 0;
    return at < stop;
  }

  /// Begins the line with the position of its record, for which there is room in the overhead.
  void position(long record, long line, long byteOffset) {
    used = put(RECORD, record, used);
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

  /// Behind the record, its line end included.
  int end() {
    return pos;
  }

  /// Where the line ends in the buffer.
  int written() {
    return used;
  }

  /// How many physical lines end in the record.
  int lines() {
    return newlines;
  }

  /// Keeps no array from being freed.
  void forget() {
    in = NOTHING;
  }

  /// Goes past the delimiter behind the cell.
  ///
  /// @return false if there is none
  boolean delimiter() {
    return in[pos++] == delimiter;
  }

  /// Ends the line, and goes past the line end behind the last cell.
  ///
  /// @return false if there is none
  boolean lineEnd() {
    int length = in[pos] == '\n' ? 1 : 2;
    if (length == 2 && (in[pos] != '\r' || pos + 1 >= stop || in[pos + 1] != '\n')) {
      return false;
    }
    pos += length;
    newlines++;
    byte[] line = out.bytes;
    if (used == out.used) {
      used++;
    }
    // What stands before a key is a comma, but here.
    line[out.used] = '{';
    line[used++] = '}';
    line[used++] = '\n';
    return true;
  }

  /// Writes the value of the cell at `pos`, and goes on to the delimiter or line end behind it.
  ///
  /// @return false if it asks for a second look
  boolean cell(FastColumn column) {
    newlinesBefore = newlines;
    boolean isQuoted = in[pos] == '"' && hasQuotes;
    if (column.shape() == FastColumn.Shape.TEXT) {
      return isQuoted ? quotedText(column) : text(column);
    }
    if (isQuoted) {
      return quoted(column);
    }
    return column.shape() == FastColumn.Shape.WHOLE ? whole(column) : other(column);
  }

  /// Copies a text while it looks for its end: nearly all are over before anything else comes.
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

  /// Copies on whatever comes.
  ///
  /// @param from the start of the text
  /// @param at how far it is copied, up to `to` in the line
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

  /// A text was written up to `o`; now that its end is known, it may turn out to be a missing
  /// value.
  ///
  /// @param next behind the cell
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

  /// A quoted cell whose value can only be written once the cell is read.
  private boolean quoted(FastColumn column) {
    newlines = newlinesBefore;
    int first = pos + 1;
    int quote = end(first, true);
    int length = 0;
    while (quote >= 0 && quote + 1 < stop && in[quote + 1] == '"') {
      // Both quotes are one of the value: the copy ends with the first.
      length = copy(first, quote + 1, length);
      first = quote + 2;
      quote = end(first, true);
    }
    if (quote < 0 || quote + 1 >= stop || !isEnd(in[quote + 1])) {
      return false;
    }
    if (length == 0) {
      return value(column, in, first, quote, quote + 1);
    }
    int end = copy(first, quote, length);
    return value(column, unquoted, 0, end, quote + 1);
  }

  /// Appends `in[from, to)` to the cell that is copied without its doubled quotes.
  private int copy(int from, int to, int length) {
    int end = length + to - from;
    if (unquoted.length < end) {
      unquoted = Arrays.copyOf(unquoted, Math.max(end, 2 * unquoted.length));
    }
    System.arraycopy(in, from, unquoted, length, to - from);
    return end;
  }

  /// @param next after the cell
  private boolean value(FastColumn column, byte[] bytes, int from, int to, int next) {
    pos = next;
    if (column.isMissing(bytes, from, to)) {
      return missing(column);
    }
    return column.read(bytes, from, to, value) && write(column);
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

  /// Whether the line has room for so many bytes at `o`, if the rest of the record is short.
  private boolean hasRoom(int o, long length) {
    return o + length + overhead <= out.bytes.length;
  }

  /// What took more than its cell, up to `p` and `o`, leaves less room for the rest: it isn't
  /// looked at further than that.
  private void limit(int p, int o) {
    stop = Math.min(stop, p + out.bytes.length - overhead - o);
  }

  /// Where the cell whose content begins at `from` ends, or -1.
  private int end(int from, boolean isQuoted) {
    long ends = isQuoted ? QUOTES : delimiters;
    int p = from;
    while (p < stop) {
      int plain = Long.numberOfTrailingZeros(JsonBytes.special(JsonBytes.word(in, p), ends)) >>> 3;
      p += plain;
      if (plain == Long.BYTES) {
        continue;
      }
      byte b = in[p];
      if (p >= stop || (b == '"' && !isQuoted && hasQuotes)) {
        return -1;
      }
      if (isQuoted ? b == '"' : isEnd(b)) {
        return p;
      }
      newlines += endsLine(p) ? 1 : 0;
      int length = Utf8.sequenceLength(in, p, stop);
      if (length <= 0) {
        return -1;
      }
      p += length;
    }
    return -1;
  }

  /// Whether a physical line ends with the byte at `p`: an LF, or a CR without an LF after it.
  private boolean endsLine(int p) {
    return in[p] == '\n' || (in[p] == '\r' && in[p + 1] != '\n');
  }

  private boolean isEnd(byte b) {
    return b == delimiter || b == '\n' || b == '\r';
  }
}
