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
/// @param total the file for the total over several inputs; null for none
/// @param jobs the number of inputs to examine at the same time; null for the number of processors
/// @param limits the limits that flags can change
public record InferArguments(
    @Nullable Path input,
    List<Path> inputs,
    @Nullable Path output,
    @Nullable Path total,
    @Nullable Integer jobs,
    InferOptions options,
    Limits limits) {

  public InferArguments {
    inputs = List.copyOf(inputs);
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
