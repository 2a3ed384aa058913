package dev.rowgate.schema.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.json.Json;
import java.util.Arrays;

/// Growable buffer of compact JSON in UTF-8. Escapes only `"`, `\\` and U+0000–001F in strings. One
/// instance is reused for all cells of a run. Not thread-safe.
public final class JsonBuffer {

  private static final int FIRST_SIZE = 256;

  /// Bytes of a text that are escaped at once.
  private static final int PIECE = 1 << 10;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  public void clear() {
    length = 0;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /// Appends a structural character, such as `[`.
  public JsonBuffer add(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /// Appends ASCII text that is JSON already: a number, `true`, `null`.
  JsonBuffer add(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /// Appends bytes that are JSON already.
  JsonBuffer add(byte[] json, int from, int to) {
    reserve(to - from);
    System.arraycopy(json, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /// Appends UTF-8 text as a JSON string.
  JsonBuffer addText(byte[] text, int from, int to) {
    add('"');
    // In pieces: room for the worst case of all of it would be six times its length.
    for (int at = from; at < to; at += PIECE) {
      int end = Math.min(to, at + PIECE);
      reserve(JsonBytes.MOST_OF_BYTE * (end - at) + JsonBytes.SLACK);
      length = JsonBytes.escape(text, at, end, bytes, length);
    }
    return add('"');
  }

  /// Appends a cell's value in its output form.
  public JsonBuffer add(Value value) {
    return switch (value.kind()) {
      case TEXT -> addText(value.bytes(), value.from(), value.to());
      case NUMBER, JSON -> add(value.bytes(), value.from(), value.to());
      case TRUE -> add("true");
      case FALSE -> add("false");
      case NULL -> add("null");
    };
  }

  /// Appends a parsed JSON value, with its original digits and member order.
  public JsonBuffer add(Json json) {
    return switch (json) {
      case Json.Obj object -> {
        add('{');
        boolean first = true;
        for (var member : object.members().entrySet()) {
          (first ? this : add(',')).addText(member.getKey()).add(':').add(member.getValue());
          first = false;
        }
        yield add('}');
      }
      case Json.Arr array -> {
        add('[');
        boolean first = true;
        for (Json item : array.items()) {
          (first ? this : add(',')).add(item);
          first = false;
        }
        yield add(']');
      }
      case Json.Text text -> addText(text.text());
      case Json.Num number -> add(number.text());
      case Json.Bool flag -> add(Boolean.toString(flag.value()));
      case Json.Null _ -> add("null");
    };
  }

  /// Adds a text as a JSON string.
  JsonBuffer addText(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return addText(utf8, 0, utf8.length);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
