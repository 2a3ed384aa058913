package dev.rowgate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that a run writes: its output, and the file for rejected records if there is one. They get
/// their names together or not at all, short of a fault of the disk between the two.
///
/// @param rejects null where nobody asked for them
record Outputs(Output output, @Nullable Output rejects) implements AutoCloseable {

  /// A file other than the output can't be written.
  static final class Unwritable extends IOException {

    private static final long serialVersionUID = 1;

    private final IOException cause;

    Unwritable(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    IOException why() {
      return cause;
    }
  }

  static final Path STDOUT = Path.of("/dev/stdout");

  /// @throws Unwritable if there is no place for the rejects
  /// @throws IOException if there is none for the output
  static Outputs open(TransformArguments arguments, OutputStream stdout) throws IOException {
    Output output = Output.open(arguments.output(), stdout);
    if (arguments.rejects() == null) {
      return new Outputs(output, null);
    }
    try {
      return new Outputs(output, Output.open(arguments.rejects(), stdout));
    } catch (IOException e) {
      output.close();
      throw new Unwritable(e);
    }
  }

  /// A file that can't be written, and why.
  record Clash(Path file, String why) {}

  /// The file that would be read and written, or written twice; null if there is none such.
  static @Nullable Clash clash(TransformArguments arguments) {
    Path output = arguments.output() == null ? STDOUT : arguments.output();
    Path rejects = arguments.rejects();
    if (rejects != null && isSame(rejects, output)) {
      return new Clash(rejects, "the rejects can't go where the output goes");
    }
    List<Path> sources =
        Stream.concat(
                arguments.references().values().stream(),
                Stream.of(arguments.input(), arguments.schema()))
            .filter(Objects::nonNull)
            .filter(Files::isRegularFile)
            .toList();
    return Stream.of(output, rejects)
        .filter(Objects::nonNull)
        .filter(target -> sources.stream().anyMatch(source -> isSame(source, target)))
        .map(target -> new Clash(target, "the output can't be the file that is read"))
        .findFirst()
        .orElse(null);
  }

  static boolean isSame(Path one, Path other) {
    try {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
          || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
    } catch (IOException e) {
      // Then it can't be written either, and that is told when it is tried.
      return false;
    }
  }

  /// All is written, and worth keeping.
  ///
  /// @throws Unwritable if the rejects can't be kept; the output isn't either, then
  /// @throws IOException if the output can't be kept
  void complete() throws IOException {
    if (rejects != null) {
      try {
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
