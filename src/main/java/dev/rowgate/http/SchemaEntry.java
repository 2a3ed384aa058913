package dev.rowgate.http;

import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one file of the schema directory. Immutable.
///
/// @param stamp of the file when it was last read
/// @param good the last state of the file that was right, or null if it never was
/// @param faults what is wrong with the file as it is now; empty if it is right
record SchemaEntry(
    String name, Path file, Stamp stamp, @Nullable Good good, List<SchemaProblem> faults) {

  SchemaEntry {
    faults = List.copyOf(faults);
  }

  /// A schema with the text that it was read from.
  static final class Good {

    private final Schema schema;
    private final byte[] text;

    /// @param text isn't copied, and nobody changes it
    Good(Schema schema, byte[] text) {
      this.schema = schema;
      this.text = text;
    }

    Schema schema() {
      return schema;
    }

    void writeTo(OutputStream out) throws IOException {
      out.write(text);
    }

    int length() {
      return text.length;
    }
  }
}
