package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Utf8;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads lines as RFC 8259 has them, and refuses what the contract adds to that: a repeated key, an
/// escape where none must be, a blank line, a mark, bytes that are no UTF-8.
public final class StrictJson {

  /// Numbers go out with up to a thousand digits, and a zero before the point.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(2_000).build())
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private StrictJson() {}

  /// The objects of all lines.
  public static List<JsonNode> lines(byte[] ndjson) {
    List<JsonNode> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < ndjson.length; i++) {
      if (ndjson[i] == '\n') {
        lines.add(line(ndjson, from, i));
        from = i + 1;
      }
    }
    if (from != ndjson.length) {
      throw new AssertionError("the last line has no end");
    }
    return lines;
  }

  private static JsonNode line(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, UTF_8);
    if (!Utf8.isValid(bytes, from, to)) {
      throw new AssertionError("no UTF-8: " + text);
    }
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw new AssertionError("no object: " + text);
    }
    checkEscapes(text);
    return MAPPER.readTree(text);
  }

  /// Only `"`, `\` and U+0000–001F are escaped, and those always.
  private static void checkEscapes(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < ' ') {
        throw new AssertionError("a control as it is: " + line);
      }
      if (c == '\\') {
        char escaped = line.charAt(++i);
        boolean control =
            escaped == 'u' && Integer.parseInt(line.substring(i + 1, i + 5), 16) < ' ';
        if ("\"\\btnfr".indexOf(escaped) < 0 && !control) {
          throw new AssertionError("escaped without need: " + line);
        }
      }
    }
  }
}
