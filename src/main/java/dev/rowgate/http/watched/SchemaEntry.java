package dev.rowgate.http.watched;

import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// State of one file of the schema directory. Immutable.
///
/// @param seen fingerprint of the last content that was read; null if it couldn't be read
/// @param good the last valid state of the file; null if it was never valid
/// @param faults the first problems of the file as it is now; empty if it is valid
public record SchemaEntry(
    String name,
    Path file,
    @Nullable FileText seen,
    @Nullable Good good,
    List<? extends Problem> faults) {

  /// Maximum number of problems to keep; one file can have ten thousand.
  private static final int MOST_FAULTS = 20;

  public SchemaEntry {
    faults = List.copyOf(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
  }

  public boolean isFaulty() {
    return !faults.isEmpty();
  }

  /// Approximate memory in bytes.
  long weight() {
    return good == null ? 0 : good.weight;
  }

  /// A schema with the text that it was read from.
  public static final class Good {

    private final Schema schema;
    private final byte[] text;
    private final long weight;

    /// @param text not copied; must not be modified
    /// @param weight approximate memory in bytes
    Good(Schema schema, byte[] text, long weight) {
      this.schema = schema;
      this.text = text;
      this.weight = weight;
    }

    public Schema schema() {
      return schema;
    }

    public void writeTo(OutputStream out) throws IOException {
      out.write(text);
    }

    public int length() {
      return text.length;
    }
  }
}
