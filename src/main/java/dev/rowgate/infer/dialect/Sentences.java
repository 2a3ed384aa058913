package dev.rowgate.infer.dialect;

import java.util.List;

/// Check whether a trial splits a single column of sentences at their commas.
final class Sentences {

  private Sentences() {}

  /// Returns whether the records are sentences: few of them have the number of cells of the table,
  /// most of the others have one cell, and no column has numbers, dates or the like.
  ///
  /// @param body the records of the table, without a possible header
  static boolean are(Trial trial, List<Trial.Row> body) {
    int records = trial.rows.size() - trial.rules;
    int others = records - trial.fits;
    long single = trial.rows.stream().filter(row -> row.size() == 1).count();
    boolean few =
        2 * trial.fits < records || (areSpaced(trial, body) && 4 * trial.fits < 3 * records);
    return few && 2 * single > others && !hasTypedColumn(trial, body);
  }

  /// Whether spaces follow all delimiters, as in sentences.
  private static boolean areSpaced(Trial trial, List<Trial.Row> body) {
    return trial.dialect.complete().skipInitialSpace()
        || body.stream()
            .flatMap(row -> row.cells().stream().skip(1))
            .allMatch(cell -> cell.startsWith(" "));
  }

  private static boolean hasTypedColumn(Trial trial, List<Trial.Row> body) {
    for (int i = 0; i < trial.width; i++) {
      int column = i;
      long typed = body.stream().filter(row -> row.kinds().get(column).isTyped()).count();
      if (2 * typed > body.size()) {
        return true;
      }
    }
    return false;
  }
}
