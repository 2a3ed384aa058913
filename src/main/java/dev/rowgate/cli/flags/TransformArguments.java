package dev.rowgate.cli.flags;

import dev.rowgate.options.CsvName;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.Part;
import dev.rowgate.options.PartialDialect;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Arguments of `rowgate transform` and `rowgate validate`.
///
/// @param input the CSV file; null for stdin, and if there are several
/// @param stdinName the name that says what stdin is, see [CsvName]; null for none
/// @param output the file for the result, or the directory if there are several; null for stdout
/// @param rejects the file for rejected records, or their directory; null for none
/// @param schema the schema file; null if all columns are text
/// @param references the files that foreign keys refer to, by their names in the schema
/// @param options the options for the output
/// @param dialect the dialect flags, which take precedence over the schema's dialect
/// @param limits the limits that flags can change
/// @param jobs the number of threads; null for the number of processors
/// @param split the size in bytes of the parts to find, instead of a conversion; null for none
/// @param part the part of the input to convert; null for all of it
/// @param several null if there is one input
public record TransformArguments(
    @Nullable Path input,
    @Nullable String stdinName,
    @Nullable Path output,
    @Nullable Path rejects,
    @Nullable Path schema,
    Map<String, Path> references,
    Options options,
    PartialDialect dialect,
    Limits limits,
    @Nullable Integer jobs,
    @Nullable Long split,
    @Nullable Part part,
    @Nullable Several several) {

  /// Returns the arguments for one of several inputs.
  ///
  /// @param itsJobs the number of threads for this input
  public TransformArguments forInput(
      Path one, @Nullable Path itsOutput, @Nullable Path itsRejects, @Nullable Integer itsJobs) {
    return new TransformArguments(
        one,
        null,
        itsOutput,
        itsRejects,
        schema,
        references,
        options.withFile(one.toString()),
        dialect,
        limits,
        itsJobs,
        null,
        null,
        null);
  }

  /// The dialect properties that the input's name implies.
  public PartialDialect dialectByName() {
    return input == null ? CsvName.dialect(stdinName) : CsvName.dialect(input);
  }

  /// The file that rejected records are written to, in addition to the output or as the output;
  /// null for none, or stdout.
  public @Nullable Path rejectsFile() {
    return options.format() == Options.Format.REJECTS_CSV ? output : rejects;
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
