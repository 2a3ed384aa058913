package dev.rowgate.cli;

import dev.rowgate.cli.files.FoundInput;
import dev.rowgate.cli.files.OutputTarget;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.flags.Several;
import dev.rowgate.cli.flags.TransformArguments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All files that a run reads and writes, to find conflicts between them before anything is
/// written. They are compared by [OutputTarget#identity], since one file can have several names.
final class FilesOfRun {

  private final Set<Object> read = new HashSet<>();

  /// The input that each result comes from, by the result's file; empty for the common output.
  private final Map<Object, Optional<Path>> written = new HashMap<>();

  /// The file that stdin is redirected from; null if it is none. A result may replace it, because
  /// it stays open, but not be appended to it.
  private final @Nullable Path stdin;

  private FilesOfRun(@Nullable Path stdin) {
    this.stdin = stdin;
  }

  /// Returns the first conflict of a run with one input; null if there is none.
  ///
  /// @param in the open input
  static @Nullable OutputClash clash(TransformArguments arguments, InputStream in) {
    Path input = arguments.input();
    var files = new FilesOfRun(input == null ? SizedInput.fileOf(in) : null);
    files.read(input);
    files.readOthers(arguments);
    Path output = output(arguments);
    Path rejects = arguments.rejects();
    if (rejects != null && OutputTarget.isSame(rejects, output)) {
      return new OutputClash(rejects, "the rejects can't go where the output goes");
    }
    OutputClash clash = files.write(output, null);
    return clash == null ? files.write(rejects, null) : clash;
  }

  /// Returns the first conflict of a run that writes one result for several inputs, and a total;
  /// null if there is none.
  ///
  /// @param output null for stdout
  /// @param total null for none
  static @Nullable OutputClash clash(
      List<FoundInput> inputs, @Nullable Path output, @Nullable Path total) {
    OutputClash twice = clash(inputs);
    if (twice != null) {
      return twice;
    }
    var files = new FilesOfRun(null);
    inputs.forEach(input -> files.read(input.path()));
    OutputClash clash = files.write(output == null ? OutputTarget.STDOUT : output, null);
    return clash == null ? files.write(total, null) : clash;
  }

  /// Returns the first input that is given twice; null if there is none.
  private static @Nullable OutputClash clash(List<FoundInput> inputs) {
    var paths = new HashSet<Path>();
    return inputs.stream()
        .map(FoundInput::path)
        .filter(input -> !paths.add(place(input)))
        .findFirst()
        .map(input -> new OutputClash(input, "is given twice, and would count twice"))
        .orElse(null);
  }

  /// Returns the first conflict of a run with several inputs: an input that is given twice, a
  /// result that replaces a file that is read, two results for one file; null if there is none.
  static @Nullable OutputClash clash(
      List<InputTask> tasks, TransformArguments arguments, Several several) {
    OutputClash twice = clash(tasks.stream().map(InputTask::input).toList());
    if (twice != null) {
      return twice;
    }
    var files = new FilesOfRun(null);
    tasks.forEach(task -> files.read(task.input().path()));
    files.readOthers(arguments);
    OutputClash clash = several.intoDirectory() ? null : files.write(output(arguments), null);
    for (InputTask task : tasks) {
      clash = clash == null ? files.write(task.output(), task.input().path()) : clash;
      clash = clash == null ? files.write(task.rejects(), task.input().path()) : clash;
    }
    return clash == null ? files.write(several.total(), null) : clash;
  }

  private static Path output(TransformArguments arguments) {
    return arguments.output() == null ? OutputTarget.STDOUT : arguments.output();
  }

  private void readOthers(TransformArguments arguments) {
    read(arguments.schema());
    arguments.references().values().forEach(this::read);
  }

  /// @param file null for none
  private void read(@Nullable Path file) {
    Object identity = file == null || isSpecial(file) ? null : OutputTarget.identity(file);
    if (identity != null) {
      read.add(identity);
    }
  }

  /// @param target null for none
  /// @param from the input whose result it is; null for the output and the total of all
  private @Nullable OutputClash write(@Nullable Path target, @Nullable Path from) {
    Object identity = target == null || isSpecial(target) ? null : OutputTarget.identity(target);
    if (target == null || identity == null) {
      return null;
    }
    if (read.contains(identity) || isAppendedToStdin(target)) {
      return new OutputClash(target, "the output can't be the file that is read");
    }
    Optional<Path> other = written.putIfAbsent(identity, Optional.ofNullable(from));
    if (other == null) {
      return null;
    }
    return from == null
        ? new OutputClash(
            target,
            "the total can't go where "
                + other.map(input -> "a result of " + input).orElse("the output")
                + " goes")
        : new OutputClash(
            from,
            "would be written to "
                + target
                + ", like "
                + other.map(Path::toString).orElse("the output"));
  }

  private boolean isAppendedToStdin(Path target) {
    return stdin != null && !OutputTarget.isReplaced(target) && OutputTarget.isSame(stdin, target);
  }

  /// Whether it is a pipe, a device or the like, which can be read or written several times.
  private static boolean isSpecial(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
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
