package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The JSON Schema (draft 2020-12) of the schemas that [SchemaReader] accepts, for validation in
/// editors. It describes their structure: whatever it refuses, the reader refuses too.
public final class SchemaOfSchemas {

  private SchemaOfSchemas() {}

  /// Returns the document, a resource of the program.
  public static String text() {
    try (var resource =
        SchemaOfSchemas.class.getResourceAsStream("/dev/rowgate/table-schema.json")) {
      if (resource == null) {
        throw new IllegalStateException("built without its schema of schemas");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
