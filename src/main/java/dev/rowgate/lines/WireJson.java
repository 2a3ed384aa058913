package dev.rowgate.lines;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Makes the Jackson generators for the lines of an answer and for reports: only `"`, `\` and
/// U+0000–001F are escaped, and nothing separates two values. Problem documents and logs have
/// Jackson's default format.
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
