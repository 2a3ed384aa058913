package dev.rowgate.schema.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.JsonBuffer;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Type `list`: delimited items of one type, written as a JSON array. Each item is read as a cell
/// of the item type. An empty text is an empty list.
public final class ListType implements FieldType.OfJson {

  private static final Set<String> CONSTRAINTS =
      Names.of("required", "unique", "enum", "minLength", "maxLength");

  /// Limit in characters: the search for a delimiter costs up to this many comparisons per byte.
  private static final int MAX_DELIMITER = 16;

  private static final Map<String, Supplier<FieldType>> ITEM_TYPES = itemTypes();

  private final FieldType itemType;
  private final String delimiter;
  private final byte[] mark;

  ListType(FieldType itemType, String delimiter) {
    this.itemType = itemType;
    this.delimiter = delimiter;
    this.mark = delimiter.getBytes(UTF_8);
  }

  private static Map<String, Supplier<FieldType>> itemTypes() {
    var types = new LinkedHashMap<String, Supplier<FieldType>>();
    types.put("string", StringType::new);
    types.put("integer", IntegerType::new);
    types.put("boolean", () -> BooleanType.STANDARD);
    types.put("number", NumberType::new);
    types.put("datetime", DatetimeType::new);
    types.put("date", DateType::new);
    types.put("time", TimeType::new);
    return types;
  }

  static FieldType of(Json.Obj field, Diagnostics reading) {
    Format.of(field, reading);
    String delimiter = reading.text(field, "delimiter");
    if (delimiter != null && (delimiter.isEmpty() || delimiter.length() > MAX_DELIMITER)) {
      reading.wrongValue(field.at("delimiter"), "a text of 1 to " + MAX_DELIMITER + " characters");
    }
    String name = reading.text(field, "itemType");
    Supplier<FieldType> itemType = ITEM_TYPES.get(name == null ? "string" : name);
    if (itemType == null && name != null) {
      reading.unknownName(
          field.at("itemType"),
          "itemType",
          name,
          OtherTypeNames.standard(name),
          ITEM_TYPES.keySet());
    }
    return new ListType(
        itemType == null ? new StringType() : itemType.get(), delimiter == null ? "," : delimiter);
  }

  /// Returns a schema's JSON array as the text of a cell; null if an item can't be in a cell.
  public byte @Nullable [] cell(Json.Arr items) {
    List<String> texts = items.items().stream().map(Json::scalar).filter(Objects::nonNull).toList();
    return texts.size() < items.items().size()
        ? null
        : String.join(delimiter, texts).getBytes(UTF_8);
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public boolean parsesJson() {
    return false;
  }

  @Override
  public String expected() {
    return "list of " + itemType.name();
  }

  @Override
  public Set<String> constraints() {
    return CONSTRAINTS;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    JsonBuffer json = into.json();
    json.clear();
    json.add('[');
    int count = 0;
    for (int at = from; from < to && at <= to; count++) {
      int end = itemEnd(bytes, at, to);
      Value item = into.item();
      if (!itemType.read(bytes, at, end, item)) {
        return false;
      }
      (count > 0 ? json.add(',') : json).add(item);
      at = end == to ? to + 1 : end + mark.length;
    }
    json.add(']');
    into.setJson(count);
    return true;
  }

  /// The start of the next delimiter, or `to`.
  private int itemEnd(byte[] bytes, int from, int to) {
    int last = to - mark.length;
    for (int at = from; at <= last; at++) {
      if (bytes[at] == mark[0]
          && Arrays.equals(mark, 1, mark.length, bytes, at + 1, at + mark.length)) {
        return at;
      }
    }
    return to;
  }
}
