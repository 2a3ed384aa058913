package dev.rowgate.cli.flags;

import dev.rowgate.infer.InferOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Arguments of `rowgate infer`.
///
/// @param input the CSV file; null for stdin
/// @param output the file for the descriptor; null for stdout
public record InferArguments(@Nullable Path input, @Nullable Path output, InferOptions options) {

  /// The name of the input in messages.
  public String inputName() {
    return input == null ? "stdin" : input.toString();
  }

  /// The name of the output in messages.
  public String outputName() {
    return output == null ? "stdout" : output.toString();
  }
}
