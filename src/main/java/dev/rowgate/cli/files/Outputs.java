package dev.rowgate.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// All outputs of a run: the main output and, optionally, the rejects file. They are published
/// together or not at all, unless the disk fails between the two.
///
/// @param rejects null if no rejects file is requested
public record Outputs(Output output, @Nullable Output rejects) implements AutoCloseable {

  /// The rejects file can't be written.
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
  /// @throws Unwritable if the rejects file can't be written
  /// @throws IOException if the output can't be written
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

  /// Checks outputs that are file descriptors, before anything is read.
  ///
  /// @param target null for stdout
  /// @param rejects null for none
  /// @throws Unwritable if the rejects file's descriptor is closed
  /// @throws IOException if the output's descriptor is closed
  public static void requireOpen(@Nullable Path target, @Nullable Path rejects) throws IOException {
    if (target != null) {
      Descriptors.requireWritable(target);
    }
    if (rejects != null) {
      if (target == null) {
        Descriptors.requireWritable(OutputTarget.STDOUT);
      }
      try {
        Descriptors.requireWritable(rejects);
      } catch (IOException e) {
        throw new Unwritable(e);
      }
    }
  }

  /// Publishes the outputs. All content must have been written.
  ///
  /// @throws Unwritable if the rejects file can't be published; then the output isn't published
  ///   either
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
