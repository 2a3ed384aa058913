package dev.rowgate.schema.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.TypeHint;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Type `boolean`, by comparison with the field's `trueValues` and `falseValues`.
public final class BooleanType implements FieldType {

  static final BooleanType STANDARD =
      new BooleanType(
          List.of("true", "True", "TRUE", "1"), List.of("false", "False", "FALSE", "0"));

  private static final Set<String> CONSTRAINTS = Names.of("required", "enum");

  private final List<String> trueValues;
  private final List<String> falseValues;
  private final byte[][] trueBytes;
  private final byte[][] falseBytes;

  BooleanType(List<String> trueValues, List<String> falseValues) {
    this.trueValues = List.copyOf(trueValues);
    this.falseValues = List.copyOf(falseValues);
    this.trueBytes = bytes(trueValues);
    this.falseBytes = bytes(falseValues);
  }

  static FieldType of(Json.Obj field, Diagnostics reading) {
    Format.of(field, reading);
    List<String> trueValues = values(field, "trueValues", STANDARD.trueValues, reading);
    List<String> falseValues = values(field, "falseValues", STANDARD.falseValues, reading);
    String both = firstOfBoth(trueValues, falseValues);
    if (both != null) {
      String property = field.has("falseValues") ? "falseValues" : "trueValues";
      reading.wrongValue(
          field.at(property),
          "no text that stands for both true and false, as " + Excerpt.of(both) + " does");
    }
    return new BooleanType(trueValues, falseValues);
  }

  private static List<String> values(
      Json.Obj field, String property, List<String> standard, Diagnostics reading) {
    List<String> given = reading.texts(field, property);
    if (given == null) {
      return standard;
    }
    if (field.at(property) instanceof Json.Arr list && list.items().isEmpty()) {
      reading.wrongValue(field.at(property), "a list of one text or more");
    }
    return given;
  }

  private static @Nullable String firstOfBoth(List<String> these, List<String> those) {
    return these.stream().filter(those::contains).findFirst().orElse(null);
  }

  private static byte[][] bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  @Override
  public String name() {
    return "boolean";
  }

  @Override
  public Set<String> constraints() {
    return CONSTRAINTS;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (isOneOf(trueBytes, bytes, from, to)) {
      into.setBoolean(true);
      return true;
    }
    if (isOneOf(falseBytes, bytes, from, to)) {
      into.setBoolean(false);
      return true;
    }
    return false;
  }

  private static boolean isOneOf(byte[][] texts, byte[] bytes, int from, int to) {
    for (byte[] text : texts) {
      if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public TypeHint.Stated stated() {
    boolean isStandard =
        trueValues.equals(STANDARD.trueValues) && falseValues.equals(STANDARD.falseValues);
    return isStandard
        ? TypeHint.Stated.NOTHING
        : new TypeHint.Stated(trueValues, falseValues, null, null);
  }

  @Override
  public int compare(Value one, Value other) {
    return one.kind().compareTo(other.kind());
  }

  @Override
  public void canonical(Value value, KeyBytes into) {
    into.putByte(value.kind() == Value.Kind.TRUE ? 1 : 0);
  }
}
