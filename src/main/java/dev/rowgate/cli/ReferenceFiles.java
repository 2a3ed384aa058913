package dev.rowgate.cli;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.options.CsvName;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Lookup;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reader of the files that foreign keys refer to: those of `--reference`, and the input itself. It
/// collects their keys before the run.
///
/// @param files the paths by their names in the schema
/// @param said the dialect by the flags and the schema, which applies to all of them
record ReferenceFiles(Map<String, Path> files, PartialDialect said, Limits limits) {

  /// Collects the keys of all referenced files except the input.
  ///
  /// @return the reasons for refusing the run; empty if there are none
  List<InputProblem> read(RunKeys keys) {
    List<InputProblem> wrong = keys.wrongWith(files.keySet());
    if (!wrong.isEmpty()) {
      return wrong;
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Dialect dialect = said.orElse(CsvName.dialect(file.getValue())).complete();
      InputProblem conflict = dialect.conflict();
      if (conflict != null) {
        return List.of(conflict);
      }
      try (InputStream in = SizedInput.open(file.getValue());
          Lookup lookup = keys.lookup(file.getKey(), dialect, limits)) {
        List<InputProblem> problems = drive(lookup, in);
        if (!problems.isEmpty()) {
          return problems;
        }
      } catch (IOException e) {
        var cause = SizedInput.problem(e);
        return List.of(new InputProblem.BadReference(file.getKey(), 0, cause));
      }
    }
    return List.of();
  }

  /// Collects the keys of the input, which is read to its end.
  ///
  /// @return the reasons for refusing the run; empty if there are none
  List<InputProblem> readInput(RunKeys keys, Dialect dialect, InputStream in) {
    try (Lookup lookup = keys.lookupInput(dialect, limits, Compression.DETECT)) {
      return drive(lookup, in);
    }
  }

  private static List<InputProblem> drive(Lookup lookup, InputStream in) {
    lookup.conversion().explainDamage(damage -> SizedInput.explain(in, damage));
    new Pump(lookup.conversion(), in, OutputStream.nullOutputStream(), null).run();
    return lookup.problems();
  }
}
