package dev.rowgate.http.watched;

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
public record SchemaEntry(
    String name,
    Path file,
    @Nullable FileText seen,
    @Nullable Good good,
    List<? extends Problem> faults) {

  /// One file can have ten thousand.
  private static final int MOST_FAULTS = 20;

  public SchemaEntry {
    faults = List.copyOf(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
  }

  public boolean isFaulty() {
    return !faults.isEmpty();
  }

  /// How much memory it takes, about.
  long weight() {
    return good == null ? 0 : good.weight;
  }

  /// A schema with the text that it was read from.
  public static final class Good {

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
