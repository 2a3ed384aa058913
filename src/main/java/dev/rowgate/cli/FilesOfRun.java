package dev.rowgate.cli;

import dev.rowgate.cli.files.FoundInput;
import dev.rowgate.cli.files.OutputTarget;
import dev.rowgate.cli.flags.Several;
import dev.rowgate.cli.flags.TransformArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All files that a run with several inputs reads and writes, to find conflicts between them before
/// anything is read.
final class FilesOfRun {

  private final Set<Path> read = new HashSet<>();

  /// The input or name that each result comes from, by the result's path.
  private final Map<Path, Path> written = new HashMap<>();

  private FilesOfRun() {}

  /// Returns the first input that is given twice; null if there is none.
  static @Nullable OutputClash clash(List<FoundInput> inputs) {
    return new FilesOfRun().read(inputs.stream().map(FoundInput::path).toList());
  }

  private @Nullable OutputClash read(List<Path> inputs) {
    for (Path input : inputs) {
      if (!read.add(place(input))) {
        return new OutputClash(input, "is given twice, and would count twice");
      }
    }
    return null;
  }

  /// Returns the first conflict: an input that is given twice, a result that replaces a file that
  /// is read, two results for one file; null if there is none.
  static @Nullable OutputClash clash(
      List<InputTask> tasks, TransformArguments arguments, Several several) {
    var files = new FilesOfRun();
    OutputClash twice = files.read(tasks.stream().map(task -> task.input().path()).toList());
    if (twice != null) {
      return twice;
    }
    arguments.references().values().forEach(file -> files.read.add(place(file)));
    if (arguments.schema() != null) {
      files.read.add(place(arguments.schema()));
    }
    return files.written(tasks, arguments, several);
  }

  private @Nullable OutputClash written(
      List<InputTask> tasks, TransformArguments arguments, Several several) {
    OutputClash clash = null;
    if (!several.intoDirectory()) {
      Path common = arguments.output() == null ? OutputTarget.STDOUT : arguments.output();
      clash = write(common, common);
    }
    for (InputTask task : tasks) {
      clash = clash == null ? write(task.output(), task.input().path()) : clash;
      clash = clash == null ? write(task.rejects(), task.input().path()) : clash;
    }
    Path total = several.total();
    return clash == null && total != null ? write(total, total) : clash;
  }

  /// @param target null for none
  /// @param from the input whose result it is
  private @Nullable OutputClash write(@Nullable Path target, Path from) {
    if (target == null || (Files.exists(target) && !Files.isRegularFile(target))) {
      // Several results can be written to a pipe or a device.
      return null;
    }
    Path place = place(target);
    if (read.contains(place)) {
      return new OutputClash(target, "the output can't be the file that is read");
    }
    Path other = written.putIfAbsent(place, from);
    return other == null
        ? null
        : new OutputClash(from, "would be written to " + target + ", like " + other);
  }

  /// Returns the path of a file, with symbolic links resolved as far as it exists.
  private static Path place(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
