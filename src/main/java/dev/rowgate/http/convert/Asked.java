package dev.rowgate.http.convert;

import dev.rowgate.http.upload.Upload;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request for a conversion asks, or why it is refused before its CSV is read.
sealed interface Asked {

  /// All that a conversion needs.
  ///
  /// @param schema null if every column is text
  /// @param upload has the CSV
  /// @param keys of the schema, with all that its foreign keys lead to
  record Conversion(Plan plan, @Nullable Schema schema, Upload upload, RunKeys keys)
      implements Asked {}

  /// @param problems never empty
  record Refused(List<? extends Problem> problems) implements Asked {}

  static Asked refused(InputProblem problem) {
    return new Refused(List.of(problem));
  }
}
