package dev.rowgate.schema.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Count of the values in a JSON text. It needs no tree, whose objects would take twenty times the
/// text if the values are short.
final class ValueCount {

  private ValueCount() {}

  /// Whether a document has more values than allowed, at all levels. False if it isn't JSON, which
  /// is reported where its tree is built.
  static boolean exceeds(String text, int maxValues) {
    // A value takes two characters at least, with its comma or brackets; the root takes one.
    if ((text.length() + 1) / 2 <= maxValues) {
      return false;
    }
    try (JsonParser parser = JsonReader.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      int values = 0;
      for (JsonToken token = parser.nextToken();
          token != null && values <= maxValues;
          token = parser.nextToken()) {
        values += token.isScalarValue() || token.isStructStart() ? 1 : 0;
      }
      return values > maxValues;
    } catch (JacksonException e) {
      return false;
    }
  }
}
