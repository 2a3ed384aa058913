package dev.rowgate.http;

import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one file of the schema directory. Immutable.
///
/// @param seen what was read of the file last, or null if it couldn't be read
/// @param good the last state of the file that was right, or null if it never was
/// @param faults what is wrong with the file as it is now, the first of it; empty if it is right
record SchemaEntry(
    String name,
    Path file,
    @Nullable FileText seen,
    @Nullable Good good,
    List<? extends Problem> faults) {

  /// One file can have ten thousand.
  private static final int MOST_FAULTS = 20;

  SchemaEntry {
    faults = List.copyOf(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
  }

  boolean isFaulty() {
    return !faults.isEmpty();
  }

  /// How much memory it takes, about.
  long weight() {
    return good == null ? 0 : good.weight;
  }

  /// A schema with the text that it was read from.
  static final class Good {

    private final Schema schema;
    private final byte[] text;
    private final long weight;

    /// @param text isn't copied, and nobody changes it
    /// @param weight how much memory it takes, about
    Good(Schema schema, byte[] text, long weight) {
      this.schema = schema;
      this.text = text;
      this.weight = weight;
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
