package dev.rowgate.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Destination of a run's lines. If it is closed without [#complete()], it leaves nothing that
/// looks complete, as far as that kind of destination allows.
public sealed interface Output extends AutoCloseable permits StraightOutput, BesideOutput {

  OutputStream stream();

  /// Whether lines reach the destination as they are written, and not only by [#complete()].
  boolean isStraight();

  /// Ensures that all written lines are on disk, so that failures occur before [#complete()].
  ///
  /// @throws IOException if that fails
  void force() throws IOException;

  /// Publishes the output. All lines must have been written.
  ///
  /// @throws IOException if that fails; the output is then discarded, as by [#close()]
  void complete() throws IOException;

  @Override
  void close();

  /// Opens an output.
  ///
  /// @param name null for `stdout`
  /// @throws IOException if it can't be written
  static Output open(@Nullable Path name, OutputStream stdout) throws IOException {
    if (name == null) {
      return new StraightOutput(stdout, false);
    }
    Descriptors.requireWritable(name);
    return switch (OutputTarget.of(name)) {
      case OutputTarget.Stdout _ -> new StraightOutput(stdout, false);
      // Without APPEND, opening a regular file by its descriptor's name would overwrite it from the
      // start.
      case OutputTarget.Descriptor(Path path) ->
          StraightOutput.to(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      case OutputTarget.Special(Path path) -> StraightOutput.to(path, StandardOpenOption.WRITE);
      case OutputTarget.Regular(Path path) -> BesideOutput.replacing(path);
      case OutputTarget.Missing(Path path) -> BesideOutput.creating(path);
    };
  }
}
