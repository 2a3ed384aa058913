package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The texts that stand for no value. They are looked for before a cell is read as its type, in
/// quoted cells as in unquoted ones. Immutable.
public final class MissingValues {

  /// What the standard says where a schema says nothing: the empty cell.
  public static final MissingValues STANDARD = new MissingValues(List.of(""));

  private final List<String> texts;
  private final boolean emptyIsMissing;
  private final byte[][] others;

  public MissingValues(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.emptyIsMissing = texts.contains("");
    this.others =
        texts.stream().filter(t -> !t.isEmpty()).map(t -> t.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /// Those of a schema or a field; null if it says nothing of them, or nothing of use.
  static @Nullable MissingValues of(Json.Obj in, Diagnostics reading) {
    List<Json> items = LabelledList.of(in, "missingValues", "a text", reading);
    if (items != null && items.size() > Diagnostics.MAX_TEXTS) {
      reading.wrongValue(in.at("missingValues"), "at most " + Diagnostics.MAX_TEXTS + " texts");
      return null;
    }
    return items == null ? null : new MissingValues(reading.texts(items));
  }

  public List<String> texts() {
    return texts;
  }

  /// Whether nothing but the empty cell is missing.
  public boolean areEmpty() {
    return others.length == 0;
  }

  public boolean contains(byte[] bytes, int from, int to) {
    if (from == to) {
      return emptyIsMissing;
    }
    for (byte[] other : others) {
      if (Arrays.equals(other, 0, other.length, bytes, from, to)) {
        return true;
      }
    }
    return false;
  }
}
