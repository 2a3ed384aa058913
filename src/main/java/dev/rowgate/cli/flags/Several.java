package dev.rowgate.cli.flags;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inputs of a run that has several, or whose results are written to directories.
///
/// @param inputs files, directories and globs, in the given order
/// @param intoDirectory whether the output is a directory, with one file for each input
/// @param total the file for the total over all inputs; null for none
public record Several(List<Path> inputs, boolean intoDirectory, @Nullable Path total) {

  public Several {
    inputs = List.copyOf(inputs);
  }
}
