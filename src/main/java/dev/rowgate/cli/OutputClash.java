package dev.rowgate.cli;

import dev.rowgate.cli.files.OutputTarget;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.flags.TransformArguments;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Conflict between two files of a run: one would be read and written, or written twice.
///
/// @param file the file that can't be written
/// @param why the message
record OutputClash(Path file, String why) {

  /// Returns the conflict of a run; null if there is none.
  ///
  /// @param in the open input
  static @Nullable OutputClash of(TransformArguments arguments, InputStream in) {
    Path output = arguments.output() == null ? OutputTarget.STDOUT : arguments.output();
    Path rejects = arguments.rejects();
    if (rejects != null && OutputTarget.isSame(rejects, output)) {
      return new OutputClash(rejects, "the rejects can't go where the output goes");
    }
    List<Path> sources =
        Stream.concat(
                arguments.references().values().stream(),
                Stream.of(arguments.input(), arguments.schema()))
            .filter(Objects::nonNull)
            .filter(Files::isRegularFile)
            .toList();
    Path stdin = arguments.input() == null ? SizedInput.fileOf(in) : null;
    return Stream.of(output, rejects)
        .filter(Objects::nonNull)
        .filter(target ->
            sources.stream().anyMatch(source -> OutputTarget.isSame(source, target))
                || (stdin != null
                    && !OutputTarget.isReplaced(target)
                    && OutputTarget.isSame(stdin, target)))
        .map(target -> new OutputClash(target, "the output can't be the file that is read"))
        .findFirst()
        .orElse(null);
  }
}
