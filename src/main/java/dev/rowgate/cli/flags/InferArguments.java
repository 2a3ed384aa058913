package dev.rowgate.cli.flags;

import dev.rowgate.infer.InferOptions;
import dev.rowgate.options.Limits;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arguments of `rowgate infer`.
///
/// @param input the only CSV file; null for stdin, and if there are several
/// @param inputs files, directories and globs; empty if there is one input
/// @param output the file for the descriptor; null for stdout
/// @param limits the limits that flags can change
public record InferArguments(
    @Nullable Path input,
    List<Path> inputs,
    @Nullable Path output,
    InferOptions options,
    Limits limits) {

  public InferArguments {
    inputs = List.copyOf(inputs);
  }

  /// Creates the arguments for one input.
  public InferArguments(@Nullable Path input, @Nullable Path output, InferOptions options) {
    this(input, List.of(), output, options, Limits.OF_FILES);
  }

  /// The name of the input in messages.
  public String inputName() {
    return input == null ? "stdin" : input.toString();
  }

  /// The name of the output in messages.
  public String outputName() {
    return output == null ? "stdout" : output.toString();
  }
}
