package dev.rowgate.cli.flags;

import dev.rowgate.cli.files.FileNames;
import dev.rowgate.cli.files.InputFinder;
import dev.rowgate.cli.files.OutputTarget;
import dev.rowgate.problem.Excerpt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that `transform` and `validate` read and write, as the flags name them.
///
/// @param input the only input; null for stdin, and if there are several
/// @param output null for stdout
/// @param rejects null for none
/// @param several null if there is one input
record InputsAndOutputs(
    @Nullable Path input,
    @Nullable Path output,
    @Nullable Path rejects,
    @Nullable Several several) {

  /// Reads the flags; reports invalid values to `values`.
  static InputsAndOutputs of(FlagValues values) {
    List<String> files = values.positional();
    String output = values.one("output");
    String rejects = values.one("rejects");
    String total = values.one("total");
    boolean isStdin = files.isEmpty() || files.equals(List.of("-"));
    boolean hasSeveral =
        files.size() > 1
            || total != null
            || (!isStdin
                && (isDirectory(output)
                    || isDirectory(rejects)
                    || files.stream().anyMatch(InputsAndOutputs::findsFiles)));
    return hasSeveral
        ? several(values, files, output, rejects, total)
        : new InputsAndOutputs(
            isStdin ? null : values.path(files.getFirst(), "FILE"),
            output == null || output.equals("-") ? null : values.path(output, "option '--output'"),
            target(values, rejects, "rejects"),
            null);
  }

  /// @return null if the flag isn't given
  private static @Nullable Path target(FlagValues values, @Nullable String given, String flag) {
    if (given == null) {
      return null;
    }
    return given.equals("-")
        ? OutputTarget.STDOUT
        : values.path(given, "option '" + KebabNames.flag(flag) + "'");
  }

  private static InputsAndOutputs several(
      FlagValues values,
      List<String> files,
      @Nullable String output,
      @Nullable String rejects,
      @Nullable String total) {
    var inputs = new ArrayList<Path>();
    for (String file : files) {
      Path input = input(values, file);
      if (input != null) {
        inputs.add(input);
      }
    }
    if (files.isEmpty()) {
      values.complain("option '--total' needs a FILE to be read; stdin has no total");
    }
    boolean toStdout = output == null || output.equals("-");
    if (rejects != null && !isDirectory(rejects)) {
      values.complain(
          "option '--rejects' is "
              + Excerpt.of(rejects)
              + "; with several inputs, or with --total, it takes a directory, as in rejects/");
    }
    if (toStdout && total != null && total.equals("-")) {
      values.complain("option '--total' is '-', but the output goes there; name a file");
    }
    var several = new Several(inputs, isDirectory(output), target(values, total, "total"));
    return new InputsAndOutputs(
        null,
        toStdout ? null : results(values, output, "option '--output'"),
        results(values, rejects, "option '--rejects'"),
        several);
  }

  private static @Nullable Path results(FlagValues values, @Nullable String given, String what) {
    if (given == null) {
      return null;
    }
    return isDirectory(given) ? values.fileOrDirectory(given, what) : values.path(given, what);
  }

  private static @Nullable Path input(FlagValues values, String file) {
    if (file.equals("-")) {
      values.complain("FILE is '-': stdin can't be one of several inputs");
      return null;
    }
    Path path =
        isDirectory(file) && existing(file) != null
            ? values.fileOrDirectory(file, "FILE")
            : values.path(file, "FILE");
    // `--header false` is parsed as a switch and a file.
    if ((file.equals("true") || file.equals("false")) && existing(file) == null) {
      values.complain(
          "there is no file '" + file + "'; a switch takes its value as in --header=false");
    }
    return path;
  }

  private static boolean isDirectory(@Nullable String name) {
    if (name == null || name.equals("-")) {
      return false;
    }
    Path path = existing(name);
    return path == null ? name.endsWith("/") : Files.isDirectory(path) || name.endsWith("/");
  }

  /// Whether a name can denote several files.
  private static boolean findsFiles(String name) {
    Path path = existing(name);
    return path == null ? InputFinder.isGlob(name) : Files.isDirectory(path);
  }

  /// @return null if no such file exists
  private static @Nullable Path existing(String name) {
    Path path = name.isEmpty() ? null : FileNames.path(name).path();
    return path != null && Files.exists(path) ? path : null;
  }
}
