package dev.rowgate.lines;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// How all JSON that goes out is spelled: only `"`, `\` and U+0000–001F are escaped, and nothing
/// stands between two values.
final class WireJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .rootValueSeparator((SerializableString) null)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          // Lower case, as jq writes it.
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private WireJson() {}

  /// A generator whose bytes are in `out` once it is flushed; `out` itself never is.
  static JsonGenerator onto(OutputStream out) {
    return FACTORY
        .createGenerator(ObjectWriteContext.empty(), out)
        .configure(StreamWriteFeature.FLUSH_PASSED_TO_STREAM, false);
  }
}
