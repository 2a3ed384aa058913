package dev.rowgate.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Where the lines go. Closing it without [#complete()] leaves nothing behind that looks whole,
/// where that can be helped.
public sealed interface Output extends AutoCloseable permits StraightOutput, BesideOutput {

  OutputStream stream();

  /// All lines are written, and reach the disk: what can fail fails before [#complete()].
  ///
  /// @throws IOException if they don't
  void force() throws IOException;

  /// All lines are written, and they are worth keeping.
  ///
  /// @throws IOException if they can't be kept; the output is then as if it had been closed
  void complete() throws IOException;

  @Override
  void close();

  /// @param name null for `stdout`
  /// @throws IOException if nothing can be written there
  static Output open(@Nullable Path name, OutputStream stdout) throws IOException {
    if (name == null) {
      return new StraightOutput(stdout, false);
    }
    return switch (OutputTarget.of(name)) {
      case OutputTarget.Stdout _ -> new StraightOutput(stdout, false);
      // Opened by its name, a file behind it would be written from its start.
      case OutputTarget.Descriptor(Path path) ->
          StraightOutput.to(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      case OutputTarget.Special(Path path) -> StraightOutput.to(path, StandardOpenOption.WRITE);
      case OutputTarget.Regular(Path path) -> BesideOutput.replacing(path);
      case OutputTarget.Missing(Path path) -> BesideOutput.creating(path);
    };
  }
}
