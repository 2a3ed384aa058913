package dev.rowgate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the lines go. Closing it without [#complete()] leaves nothing behind that looks whole,
/// where that can be helped.
sealed interface Output extends AutoCloseable permits StraightOutput, BesideOutput {

  OutputStream stream();

  /// All lines are written, and they are worth keeping.
  ///
  /// @throws IOException if they can't be kept; the output is then as if it had been closed
  void complete() throws IOException;

  @Override
  void close();

  /// @param target null for `stdout`
  /// @throws IOException if nothing can be written there
  static Output open(@Nullable Path target, OutputStream stdout) throws IOException {
    if (target == null || target.equals(Path.of("/dev/stdout"))) {
      // Not to be opened again by its name: a file behind it would be written from its start.
      return new StraightOutput(stdout, false);
    }
    if (isSpecial(target)) {
      return StraightOutput.to(target);
    }
    return BesideOutput.of(target);
  }

  /// A pipe or a device can't be replaced by a file, and nobody wants a file in `/dev`.
  private static boolean isSpecial(Path target) {
    Path absolute = target.toAbsolutePath();
    return absolute.startsWith("/dev")
        || absolute.startsWith("/proc")
        || (Files.exists(target) && !Files.isRegularFile(target));
  }
}
