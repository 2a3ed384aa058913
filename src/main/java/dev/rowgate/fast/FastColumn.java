package dev.rowgate.fast;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.rows.Column;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.MissingValues;
import dev.rowgate.schema.constraint.WholeRange;
import dev.rowgate.schema.value.JsonBytes;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Conversion of the cells of one column to JSON, for [FastPath].
final class FastColumn {

  enum Shape {
    /// Text that is valid unless it is a missing value.
    TEXT,
    /// Whole numbers, checked against a range.
    WHOLE,
    OTHER
  }

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /// Bytes of the start of a member beyond its name: a comma, two quotes and a colon.
  private static final int AROUND = 4;

  /// The key as it precedes a value, `,"name":`, padded so that it can be copied in words.
  private final byte[] key;

  private final int keyLength;

  /// The first two words of the key. Most keys fit into them.
  private final long keyStart;

  private final long keyEnd;

  /// JSON of a missing value, including the key; null if it needs the slow path.
  private final byte @Nullable [] missing;

  private final Shape shape;
  private final @Nullable Field field;
  private final @Nullable MissingValues missingValues;
  private final boolean hasMissingTexts;

  /// The range of a `WHOLE` column.
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
    this.range = range;
  }

  static FastColumn of(Column column, Options options) {
    byte[] key = start(column.key());
    Field field = column.field();
    if (field == null) {
      return new FastColumn(key, null, Shape.TEXT, null, null);
    }
    byte[] missing =
        field.required() || field.absent() != null
            ? null
            : options.nulls() == Options.Nulls.OMIT ? new byte[JsonBytes.SLACK] : withNull(key);
    WholeRange range = field.missingValues().areEmpty() ? field.wholeRange() : null;
    Shape shape = field.isAnyText() ? Shape.TEXT : range != null ? Shape.WHOLE : Shape.OTHER;
    return new FastColumn(key, missing, shape, field, range);
  }

  byte[] key() {
    return key;
  }

  /// Returns the start of a member that follows another one, `,"name":`, in UTF-8 and padded so
  /// that it can be copied in words.
  private static byte[] start(String name) {
    byte[] text = name.getBytes(UTF_8);
    byte[] all = new byte[JsonBytes.MOST_OF_BYTE * text.length + AROUND + JsonBytes.SLACK];
    all[0] = ',';
    all[1] = '"';
    int at = JsonBytes.escape(text, 0, text.length, all, 2);
    all[at] = '"';
    all[at + 1] = ':';
    return Arrays.copyOf(all, at + 2 + JsonBytes.SLACK);
  }

  private static byte[] withNull(byte[] key) {
    byte[] all = Arrays.copyOf(key, key.length + NULL.length);
    System.arraycopy(NULL, 0, all, key.length - JsonBytes.SLACK, NULL.length);
    return all;
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

  /// Writes the key to `out`, which must have room for it.
  ///
  /// @return the index after the key
  int putKey(byte[] out, int at) {
    if (keyLength > 2 * Long.BYTES) {
      return JsonBytes.copy(key, 0, keyLength, out, at);
    }
    JsonBytes.put(out, at, keyStart);
    JsonBytes.put(out, at + Long.BYTES, keyEnd);
    return at + keyLength;
  }

  /// Whether a text other than the empty one is a missing value.
  boolean hasMissingTexts() {
    return hasMissingTexts;
  }

  boolean isMissing(byte[] bytes, int from, int to) {
    return missingValues != null
        && (from == to || hasMissingTexts)
        && missingValues.contains(bytes, from, to);
  }

  /// Reads a cell.
  ///
  /// @return `WRONG_TYPE` also for a value that violates a constraint
  Field.Reading read(byte[] bytes, int from, int to, Value into) {
    if (field == null) {
      into.setText(bytes, from, to);
      return Field.Reading.VALUE;
    }
    Field.Reading reading = field.read(bytes, from, to, into);
    return reading == Field.Reading.VALUE && !field.allows(into)
        ? Field.Reading.WRONG_TYPE
        : reading;
  }
}
