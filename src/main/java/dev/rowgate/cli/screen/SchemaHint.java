package dev.rowgate.cli.screen;

import dev.rowgate.cli.settings.ShellWord;
import dev.rowgate.options.CsvName;
import dev.rowgate.problem.SchemaProblem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hint for a file that was given as a schema but is CSV, by its name.
public final class SchemaHint {

  private SchemaHint() {}

  /// @param problems why the file is no schema
  /// @return null if there is no hint
  public static @Nullable String of(@Nullable Path file, List<SchemaProblem> problems) {
    return file != null
            && CsvName.isCsv(file.toString())
            && problems.getFirst() instanceof SchemaProblem.NotJson
        ? "a schema for this CSV file: rowgate infer " + ShellWord.ofFile(file.toString())
        : null;
  }
}
