package dev.rowgate.http.convert;

import dev.rowgate.http.upload.Upload;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parsed request for a conversion, or the reasons why it is refused before its CSV is read.
sealed interface ConversionRequest {

  /// Everything that a conversion needs.
  ///
  /// @param schema null if every column is text
  /// @param upload source of the CSV
  /// @param keys of the schema, already with those of the files that its foreign keys refer to
  record Conversion(Plan plan, @Nullable Schema schema, Upload upload, RunKeys keys)
      implements ConversionRequest {}

  /// @param problems never empty
  record Refused(List<? extends Problem> problems) implements ConversionRequest {}

  static ConversionRequest refused(InputProblem problem) {
    return new Refused(List.of(problem));
  }
}
