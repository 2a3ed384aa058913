package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;

/// Reads single cells for tests, each from the middle of a larger array, as in a run.
public final class Cells {

  public static final String NOT_OF_THE_TYPE = "not of the type";

  private Cells() {}

  /// The output of a cell: texts in quotes, numbers digit for digit.
  public static String out(FieldType type, String cell) {
    var value = new Value();
    if (!read(type, cell, value)) {
      return NOT_OF_THE_TYPE;
    }
    return switch (value.kind()) {
      case TEXT -> '"' + value.asText() + '"';
      case NUMBER, JSON -> value.asText();
      case TRUE -> "true";
      case FALSE -> "false";
      case NULL -> "null";
    };
  }

  public static boolean isOf(FieldType type, String cell) {
    return read(type, cell, new Value());
  }

  /// The value of a cell that must be of the type.
  public static Value value(FieldType type, String cell) {
    var value = new Value();
    if (!read(type, cell, value)) {
      throw new AssertionError("'" + cell + "' is not of type " + type.name());
    }
    return value;
  }

  public static boolean read(FieldType type, String cell, Value into) {
    byte[] bytes = cell.getBytes(UTF_8);
    // The bytes around the cell would be valid for every type; they must not be read.
    byte[] around = new byte[bytes.length + 6];
    Arrays.fill(around, (byte) '1');
    System.arraycopy(bytes, 0, around, 3, bytes.length);
    return type.read(around, 3, 3 + bytes.length, into);
  }
}
