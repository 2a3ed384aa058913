package dev.rowgate.schema.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import java.math.BigDecimal;
import java.util.TreeMap;

/// JSON that is the same text for equal values: members in the order of their names, numbers by
/// their size and not by their digits.
public final class CanonicalJson {

  private CanonicalJson() {}

  /// The order of two values whose kind is `JSON`; only equal ones compare as 0.
  public static int compare(Value one, Value other) {
    return of(one).compareTo(of(other));
  }

  public static void put(Value value, KeyBytes into) {
    byte[] text = of(value).getBytes(UTF_8);
    into.put(text, 0, text.length);
  }

  static String of(Value value) {
    // As with a number's exact value, threads that share a bound may both put the same here.
    if (value.comparable() instanceof String known) {
      return known;
    }
    var text = new JsonText();
    Json json = JsonReader.cell(value.bytes(), value.from(), value.to());
    if (json != null) {
      write(json, text);
    }
    String canonical = new String(text.bytes(), 0, text.length(), UTF_8);
    value.setComparable(canonical);
    return canonical;
  }

  private static void write(Json json, JsonText out) {
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
