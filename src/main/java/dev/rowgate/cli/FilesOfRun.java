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

  /// The first conflict; null if there is none so far.
  private @Nullable OutputClash clash;

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
      files.clash = new OutputClash(rejects, "the rejects can't go where the output goes");
    }
    files.write(output, null);
    files.write(rejects, null);
    return files.clash;
  }

  /// Returns the first conflict of a run that writes one result for several inputs, and a total;
  /// null if there is none.
  ///
  /// @param output null for stdout
  /// @param total null for none
  static @Nullable OutputClash clash(
      List<FoundInput> inputs, @Nullable Path output, @Nullable Path total) {
    var files = new FilesOfRun(null);
    files.readEach(inputs);
    files.write(output == null ? OutputTarget.STDOUT : output, null);
    files.write(total, null);
    return files.clash;
  }

  /// Reads inputs, none of which may be given twice.
  private void readEach(List<FoundInput> inputs) {
    var paths = new HashSet<Path>();
    for (FoundInput input : inputs) {
      read(input.path());
      if (!paths.add(place(input.path())) && clash == null) {
        clash = new OutputClash(input.path(), "is given twice, and would count twice");
      }
    }
  }

  /// Returns the first conflict of a run with several inputs: an input that is given twice, a
  /// result that replaces a file that is read, two results for one file; null if there is none.
  static @Nullable OutputClash clash(
      List<InputTask> tasks, TransformArguments arguments, Several several) {
    var files = new FilesOfRun(null);
    files.readEach(tasks.stream().map(InputTask::input).toList());
    files.readOthers(arguments);
    if (!several.intoDirectory()) {
      files.write(output(arguments), null);
    }
    for (InputTask task : tasks) {
      files.write(task.output(), task.input().path());
      files.write(task.rejects(), task.input().path());
    }
    files.write(several.total(), null);
    return files.clash;
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
  private void write(@Nullable Path target, @Nullable Path from) {
    if (clash == null && target != null && !isSpecial(target)) {
      Object identity = OutputTarget.identity(target);
      clash = identity == null ? null : clash(target, identity, from);
    }
  }

  private @Nullable OutputClash clash(Path target, Object identity, @Nullable Path from) {
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
