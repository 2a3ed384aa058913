package dev.rowgate.fast;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.rows.Column;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.MissingValues;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.constraint.WholeRange;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What [FastPath] does with the cells of one column.
final class FastColumn {

  enum Shape {
    /// Any text that isn't missing.
    TEXT,
    /// Whole numbers within bounds.
    WHOLE,
    OTHER
  }

  private static final Constraint[] NONE = {};

  /// What stands before a value: `,"name":`, and behind it what it takes to be copied in words.
  private final byte[] key;

  private final int keyLength;

  /// What most keys are, in two words.
  private final long keyStart;

  private final long keyEnd;

  /// What is written of a missing value, key included; null if that asks for a second look.
  private final byte @Nullable [] missing;

  private final Shape shape;
  private final @Nullable Field field;
  private final @Nullable MissingValues missingValues;
  private final boolean hasMissingTexts;
  private final Constraint[] constraints;

  /// Of a `WHOLE` column.
  private final @Nullable WholeRange range;

  private FastColumn(
      byte[] key,
      byte @Nullable [] missing,
      Shape shape,
      @Nullable Field field,
      @Nullable WholeRange range) {
    this.key = key;
    this.keyLength = key.length - JsonBytes.SLACK;
    this.keyStart = JsonBytes.word(key, 0);
    this.keyEnd = key.length < 2 * Long.BYTES ? 0 : JsonBytes.word(key, Long.BYTES);
    this.missing = missing;
    this.shape = shape;
    this.field = field;
    this.missingValues = field == null ? null : field.missingValues();
    this.hasMissingTexts = missingValues != null && !missingValues.areEmpty();
    this.constraints = field == null ? NONE : field.constraints().toArray(NONE);
    this.range = range;
  }

  static FastColumn of(Column column, Options options) {
    String text = keyText(column.key());
    byte[] key = word(text);
    Field field = column.field();
    if (field == null) {
      return new FastColumn(key, null, Shape.TEXT, null, null);
    }
    byte[] missing =
        field.required() || field.absent() != null
            ? null
            : options.nulls() == Options.Nulls.OMIT ? word("") : word(text + "null");
    WholeRange range = field.missingValues().areEmpty() ? field.wholeRange() : null;
    Shape shape = field.isAnyText() ? Shape.TEXT : range != null ? Shape.WHOLE : Shape.OTHER;
    return new FastColumn(key, missing, shape, field, range);
  }

  byte[] key() {
    return key;
  }

  /// The text in UTF-8, followed by what it takes to be copied in words.
  private static byte[] word(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Arrays.copyOf(bytes, bytes.length + JsonBytes.SLACK);
  }

  private static String keyText(String name) {
    byte[] text = name.getBytes(UTF_8);
    byte[] escaped = new byte[JsonBytes.MOST_OF_BYTE * text.length + JsonBytes.SLACK];
    int length = JsonBytes.escape(text, 0, text.length, escaped, 0);
    return ",\"" + new String(escaped, 0, length, UTF_8) + "\":";
  }

  byte @Nullable [] missing() {
    return missing;
  }

  Shape shape() {
    return shape;
  }

  @Nullable WholeRange range() {
    return range;
  }

  /// Puts the key where `out` has room for it.
  ///
  /// @return where it ends
  int putKey(byte[] out, int at) {
    if (keyLength > 2 * Long.BYTES) {
      return JsonBytes.copy(key, 0, keyLength, out, at);
    }
    JsonBytes.put(out, at, keyStart);
    JsonBytes.put(out, at + Long.BYTES, keyEnd);
    return at + keyLength;
  }

  /// Whether some text, and not just the empty one, is a missing value.
  boolean hasMissingTexts() {
    return hasMissingTexts;
  }

  boolean isMissing(byte[] bytes, int from, int to) {
    return missingValues != null
        && (from == to || hasMissingTexts)
        && missingValues.contains(bytes, from, to);
  }

  /// Reads a cell that isn't missing.
  ///
  /// @return false if it is none of the valid values
  boolean read(byte[] bytes, int from, int to, Value into) {
    if (field == null) {
      into.setText(bytes, from, to);
      return true;
    }
    if (!field.type().read(bytes, from, to, into)) {
      return false;
    }
    for (Constraint constraint : constraints) {
      if (!constraint.holds(into)) {
        return false;
      }
    }
    return true;
  }
}
