package dev.rowgate.lines;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Factory of the Jackson generators for output lines and reports: they escape only `"`, `\` and
/// U+0000–001F, and write no separator between values. Problem documents and logs use Jackson's
/// default format.
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

  /// Returns a generator that writes to `out` when flushed, and never flushes `out` itself.
  static JsonGenerator onto(OutputStream out) {
    return FACTORY
        .createGenerator(ObjectWriteContext.empty(), out)
        .configure(StreamWriteFeature.FLUSH_PASSED_TO_STREAM, false);
  }
}
