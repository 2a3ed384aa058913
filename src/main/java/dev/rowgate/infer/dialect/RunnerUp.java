package dev.rowgate.infer.dialect;

import dev.rowgate.infer.dialect.DialectGuess.Found;
import dev.rowgate.problem.RowProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Comparison of the chosen trial with the others: the second best delimiter, and warnings in its
/// favour.
final class RunnerUp {

  /// A runner-up with at least this share of the best score leads to a warning.
  private static final double CLOSE = 0.85;

  private RunnerUp() {}

  static Found of(Trial best, List<Trial> trials) {
    Trial runnerUp =
        trials.stream()
            .filter(trial -> !trial.delimiter().equals(best.delimiter()))
            .filter(trial -> trial.width > 1 || (!hasLabels(best) && Score.isTypedColumn(trial)))
            .max(RunnerUp::compare)
            .orElse(null);
    List<String> warnings = new ArrayList<>();
    if (best.width == 1) {
      trials.stream()
          .filter(trial -> trial.width > 1 && explainsMuch(trial))
          .max(RunnerUp::compare)
          .ifPresent(trial -> warnings.add(asOneColumn(trial)));
    } else if (runnerUp != null && runnerUp.score > CLOSE * best.score) {
      String other = runnerUp.width == 1 ? "one column" : "'" + shown(runnerUp) + "'";
      warnings.add("delimiter: %s fits about as well as '%s'".formatted(other, shown(best)));
    }
    RowProblem.Broken tooWide =
        best.width > 1
            ? null
            : trials.stream()
                .map(trial -> trial.tooWide)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    return new Found(best, runnerUp, warnings, tooWide);
  }

  /// Whether the delimiter also splits the first row, into texts. Then the sample isn't a single
  /// column.
  private static boolean hasLabels(Trial trial) {
    return trial.width == 1
        || trial.rows.isEmpty()
        || (trial.first == 0 && trial.rows.getFirst().kinds().stream().anyMatch(CellKind::isText));
  }

  private static int compare(Trial one, Trial other) {
    return Double.compare(one.score, other.score);
  }

  private static String asOneColumn(Trial table) {
    return "delimiter: taken for one column; '%s' would split %d of %d records into %d cells"
        .formatted(shown(table), table.fits, table.rows.size(), table.width);
  }

  /// Whether a rejected table is plausible enough to warn about.
  private static boolean explainsMuch(Trial trial) {
    boolean weak = Score.isWeak(trial.delimiter());
    boolean splits =
        trial.rows.stream().filter(row -> row.size() > 1).count() * 2 >= trial.rows.size();
    return trial.score > 0.03 && (weak ? trial.fits == trial.rows.size() : splits);
  }

  static String shown(Trial trial) {
    return switch (trial.delimiter()) {
      case "\t" -> "tab";
      case " " -> "space";
      case String other -> other;
    };
  }
}
