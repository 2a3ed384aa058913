package dev.rowgate.schema.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import java.math.BigDecimal;
import java.util.TreeMap;

/// Canonical text of JSON values: equal values have equal texts. Members are sorted by name, and
/// numbers are normalised, so `1.0` equals `1`.
public final class CanonicalJson {

  private CanonicalJson() {}

  /// Compares two values of kind `JSON`; the order is arbitrary, but 0 means equal.
  public static int compare(Value one, Value other) {
    return of(one).compareTo(of(other));
  }

  public static void put(Value value, KeyBytes into) {
    byte[] text = of(value).getBytes(UTF_8);
    into.put(text, 0, text.length);
  }

  static String of(Value value) {
    // A bound is shared by threads. They may both store this text; the results are equal.
    if (value.comparable() instanceof String known) {
      return known;
    }
    var text = new JsonBuffer();
    Json json = JsonReader.cell(value.bytes(), value.from(), value.to());
    if (json != null) {
      write(json, text);
    }
    String canonical = new String(text.bytes(), 0, text.length(), UTF_8);
    value.setComparable(canonical);
    return canonical;
  }

  private static void write(Json json, JsonBuffer out) {
    switch (json) {
      case Json.Obj object -> {
        char before = '{';
        for (var member : new TreeMap<>(object.members()).entrySet()) {
          out.add(before).addText(member.getKey()).add(':');
          write(member.getValue(), out);
          before = ',';
        }
        out.add(before == '{' ? "{}" : "}");
      }
      case Json.Arr array -> {
        char before = '[';
        for (Json item : array.items()) {
          write(item, out.add(before));
          before = ',';
        }
        out.add(before == '[' ? "[]" : "]");
      }
      case Json.Num number ->
          out.add(new BigDecimal(number.text()).stripTrailingZeros().toString());
      case Json.Text _, Json.Bool _, Json.Null _ -> out.add(json);
    }
  }
}
