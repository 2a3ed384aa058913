package dev.rowgate.cli.flags;

import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `rowgate transform` is to do.
///
/// @param input the CSV file, or null for stdin
/// @param output the file for the lines, or null for stdout
/// @param rejects the file for rejected records, or null for none
/// @param schema the file of the schema, or null for all text
/// @param references the files that foreign keys lead to, by the names that the schema has for them
/// @param dialect what the command line says of the CSV; it goes before what the schema says
public record TransformArguments(
    @Nullable Path input,
    @Nullable Path output,
    @Nullable Path rejects,
    @Nullable Path schema,
    Map<String, Path> references,
    Options options,
    PartialDialect dialect,
    Limits limits) {

  /// What messages call the input.
  public String inputName() {
    return input == null ? "stdin" : input.toString();
  }

  /// What messages call the output.
  public String outputName() {
    return output == null ? "stdout" : output.toString();
  }
}
