package dev.rowgate.infer.dialect;

import dev.rowgate.options.DialectProperty;
import java.util.List;

/// Classifier of lines with a common prefix: comments or records.
final class Comments {

  private Comments() {}

  /// Returns whether the lines are comments: none of them could be a record of the table, and the
  /// table is at least about as plausible without them.
  ///
  /// @param comment the prefix
  /// @param without the best trial that treats the lines as comments
  /// @param trials the trials that treat them as records
  static boolean are(String comment, Trial without, List<Trial> trials) {
    double best = trials.stream().mapToDouble(trial -> trial.score).max().orElse(0);
    Trial with =
        trials.stream()
            .filter(trial ->
                trial.dialect.with(DialectProperty.COMMENT, comment).equals(without.dialect))
            .findFirst()
            .orElse(null);
    if (with == null || without.isEmpty()) {
      return false;
    }
    List<Trial.Row> marked =
        with.rows.stream()
            .filter(row -> !row.isBroken() && row.cells().getFirst().startsWith(comment))
            .toList();
    if (marked.isEmpty() && with.rules > 0) {
      return with.rows.subList(with.last + 1, with.rows.size()).stream()
          .anyMatch(Trial.Row::isRule);
    }
    boolean isTop = with.rows.subList(0, marked.size()).equals(marked);
    if (without.width == 1) {
      return isTop && marked.stream().allMatch(row -> isSpaced(row, comment));
    }
    long records = marked.stream().filter(row -> row.size() == without.width).count();
    boolean isHeader =
        isTop
            && !marked.isEmpty()
            && marked.getLast().size() == without.width
            && !startsWithText(without);
    boolean spaced = marked.stream().allMatch(row -> isSpaced(row, comment));
    boolean isProse = isTop || marked.stream().allMatch(row -> isProse(row, comment));
    return isProse
        && (records == 0 || (spaced && isTop && !isHeader))
        && without.score >= best * 0.9;
  }

  private static boolean isSpaced(Trial.Row row, String comment) {
    String first = row.cells().getFirst();
    return first.equals(comment) || first.startsWith(comment + " ");
  }

  /// Whether a line among the records is surely no record that is malformed, such as `#21,x`: a
  /// comment would be left out without a word.
  private static boolean isProse(Trial.Row row, String comment) {
    boolean hasLetter = row.cells().getFirst().chars().anyMatch(Character::isLetter);
    return isSpaced(row, comment) || (row.size() == 1 && hasLetter);
  }

  private static boolean startsWithText(Trial trial) {
    return trial.rows.get(trial.first).kinds().stream().noneMatch(CellKind::isTyped);
  }
}
