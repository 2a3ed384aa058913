package dev.rowgate.cli.flags;

import dev.rowgate.infer.InferOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `rowgate infer` is to do.
///
/// @param input the CSV file, or null for stdin
/// @param output the file for the answer, or null for stdout
public record InferArguments(@Nullable Path input, @Nullable Path output, InferOptions options) {

  /// What messages call the input.
  public String inputName() {
    return input == null ? "stdin" : input.toString();
  }

  /// What messages call the output.
  public String outputName() {
    return output == null ? "stdout" : output.toString();
  }
}
