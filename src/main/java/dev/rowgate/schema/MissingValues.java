package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Set of cell texts that mean "no value". A cell is compared with them before its type reads it,
/// whether it is quoted or not. Immutable and thread-safe.
public final class MissingValues {

  /// The standard's default: the empty cell.
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

  /// Parses `missingValues` of a schema or a field; null if it is absent or invalid.
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

  /// Whether the empty cell is the only missing value, if any.
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
