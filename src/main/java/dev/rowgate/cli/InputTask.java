package dev.rowgate.cli;

import dev.rowgate.cli.files.FoundInput;
import dev.rowgate.cli.flags.Several;
import dev.rowgate.cli.flags.TransformArguments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One of several inputs and the files for its results.
///
/// @param output null if all inputs share one output
/// @param rejects null for none
record InputTask(FoundInput input, @Nullable Path output, @Nullable Path rejects) {

  /// Names the result files of an input. An input that can't be read has none.
  static InputTask of(
      FoundInput input, TransformArguments arguments, Several several, Product product) {
    Path output = arguments.output();
    Path rejects = arguments.rejects();
    if (input.broken() != null) {
      return new InputTask(input, null, null);
    }
    return new InputTask(
        input,
        output == null || !several.intoDirectory()
            ? null
            : OutputNames.output(output, input.name(), product, arguments.options().format()),
        rejects == null ? null : OutputNames.rejects(rejects, input.name()));
  }
}
