package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import java.util.Arrays;
import java.util.List;

/// Writes rows as [LineWriter] specifies them, straight into the buffer: nearly all lines of a run
/// are rows, and this is what most of its time goes to. Not thread-safe.
final class RowWriter {

  /// Around a value: two quotes.
  private static final int QUOTES = 2;

  /// A long text is escaped in parts of this size.
  private static final int PART = 1 << 10;

  private static final byte[] NULL = word("null");
  static final byte[] TRUE = word("true");
  static final byte[] FALSE = word("false");

  private final LineBuffer out;
  private final boolean omitsNulls;

  /// What stands before the value of each column, `,"name":`, and behind it what it takes to be
  /// copied in words. The first one of a row begins with a `{` instead.
  private final byte[][] keys;

  private byte[] part = {};

  RowWriter(LineBuffer out, Options options, List<Column> columns) {
    this.out = out;
    this.omitsNulls = options.nulls() == Options.Nulls.OMIT;
    this.keys = columns.stream().map(column -> key(column.key())).toArray(byte[][]::new);
  }

  static byte[] word(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Arrays.copyOf(bytes, bytes.length + JsonBytes.SLACK);
  }

  static byte[] key(String name) {
    return word(keyText(name));
  }

  static byte[] keyAndNull(String name) {
    return word(keyText(name) + "null");
  }

  private static String keyText(String name) {
    byte[] text = name.getBytes(UTF_8);
    byte[] escaped = new byte[JsonBytes.MOST_OF_BYTE * text.length + JsonBytes.SLACK];
    int length = JsonBytes.escape(text, 0, text.length, escaped, 0);
    return ",\"" + new String(escaped, 0, length, UTF_8) + "\":";
  }

  void write(Row row) {
    byte before = '{';
    for (int i = 0; i < keys.length; i++) {
      switch (row.kind(i)) {
        case TEXT -> writeText(before, keys[i], row.bytes(i), row.from(i), row.to(i));
        case NUMBER, JSON -> write(before, keys[i], row.bytes(i), row.from(i), row.to(i));
        case TRUE -> write(before, keys[i], TRUE, 0, TRUE.length - JsonBytes.SLACK);
        case FALSE -> write(before, keys[i], FALSE, 0, FALSE.length - JsonBytes.SLACK);
        case NULL -> {
          if (omitsNulls) {
            continue;
          }
          write(before, keys[i], NULL, 0, NULL.length - JsonBytes.SLACK);
        }
      }
      before = ',';
    }
    if (before == '{') {
      out.write('{');
    }
    out.write('}');
    out.write('\n');
  }

  /// Writes a value that is text.
  private void writeText(byte before, byte[] key, byte[] text, int from, int to) {
    if (!out.hasRoom(key.length + QUOTES + (long) JsonBytes.MOST_OF_BYTE * (to - from))) {
      writeKey(before, key);
      writeInParts(text, from, to);
      return;
    }
    byte[] bytes = out.bytes;
    int at = putKey(before, key);
    bytes[at++] = '"';
    at = JsonBytes.escape(text, from, to, bytes, at);
    bytes[at++] = '"';
    out.used = at;
  }

  /// Writes a value that is JSON already.
  private void write(byte before, byte[] key, byte[] json, int from, int to) {
    if (out.hasRoom((long) key.length + to - from)) {
      out.used = JsonBytes.copy(json, from, to, out.bytes, putKey(before, key));
    } else {
      writeKey(before, key);
      out.write(json, from, to - from);
    }
  }

  /// @return where it ends in the buffer, which has room for it
  private int putKey(byte before, byte[] key) {
    int at = out.used;
    int end = JsonBytes.copy(key, 0, key.length - JsonBytes.SLACK, out.bytes, at);
    out.bytes[at] = before;
    return end;
  }

  private void writeKey(byte before, byte[] key) {
    out.write(before);
    out.write(key, 1, key.length - JsonBytes.SLACK - 1);
  }

  private void writeInParts(byte[] text, int from, int to) {
    if (part.length == 0) {
      part = new byte[JsonBytes.MOST_OF_BYTE * PART + JsonBytes.SLACK];
    }
    out.write('"');
    for (int at = from; at < to; at += PART) {
      out.write(part, 0, JsonBytes.escape(text, at, Math.min(to, at + PART), part, 0));
    }
    out.write('"');
  }
}
