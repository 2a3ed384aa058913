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
    var text = new StringBuilder();
    Json json = JsonReader.cell(value.bytes(), value.from(), value.to());
    if (json != null) {
      write(json, text);
    }
    String canonical = text.toString();
    value.setComparable(canonical);
    return canonical;
  }

  private static void write(Json json, StringBuilder out) {
    switch (json) {
      case Json.Obj object -> {
        char before = '{';
        for (var member : new TreeMap<>(object.members()).entrySet()) {
          out.append(before);
          writeText(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
      case Json.Arr array -> {
        char before = '[';
        for (Json item : array.items()) {
          write(item, out.append(before));
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      case Json.Text text -> writeText(text.text(), out);
      case Json.Num number -> out.append(new BigDecimal(number.text()).stripTrailingZeros());
      case Json.Bool flag -> out.append(flag.value());
      case Json.Null _ -> out.append("null");
    }
  }

  /// A text whose end can be told, whatever is in it.
  private static void writeText(String text, StringBuilder out) {
    out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }
}
