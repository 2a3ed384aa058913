package dev.rowgate.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// All that a run writes: its output, and the file for rejected records if there is one. They get
/// their names together or not at all, short of a fault of the disk between the two.
///
/// @param rejects null where nobody asked for them
public record Outputs(Output output, @Nullable Output rejects) implements AutoCloseable {

  /// A file other than the output can't be written.
  public static final class Unwritable extends IOException {

    private static final long serialVersionUID = 1;

    private final IOException cause;

    public Unwritable(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    public IOException why() {
      return cause;
    }
  }

  /// @param target null for stdout
  /// @param rejects null for none
  /// @throws Unwritable if there is no place for the rejects
  /// @throws IOException if there is none for the output
  public static Outputs open(@Nullable Path target, @Nullable Path rejects, OutputStream stdout)
      throws IOException {
    Output output = Output.open(target, stdout);
    if (rejects == null) {
      return new Outputs(output, null);
    }
    try {
      return new Outputs(output, Output.open(rejects, stdout));
    } catch (IOException e) {
      output.close();
      throw new Unwritable(e);
    }
  }

  /// All is written, and worth keeping.
  ///
  /// @throws Unwritable if the rejects can't be kept; the output isn't either, then
  /// @throws IOException if the output can't be kept
  public void complete() throws IOException {
    output.force();
    if (rejects != null) {
      try {
        rejects.force();
        rejects.complete();
      } catch (IOException e) {
        throw new Unwritable(e);
      }
    }
    output.complete();
  }

  @Override
  public void close() {
    output.close();
    if (rejects != null) {
      rejects.close();
    }
  }
}
