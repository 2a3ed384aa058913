package dev.rowgate.infer;

import dev.rowgate.infer.column.MissingWords;
import dev.rowgate.infer.dialect.CellKind;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows that describe series of values, above records that begin with a period: statistical offices
/// and central banks write a title, a key, a unit and a date of publication for each series, data
/// loggers units and kinds of values. The row directly above the records has the labels if it can;
/// otherwise the first row that names all series has them.
///
/// @param labels index of the row with the labels
/// @param first index of the first record
record SeriesRows(int labels, int first) {

  /// Limit on the rows.
  private static final int MOST_ROWS = 20;

  /// With fewer rows below the labels, one may be a record.
  private static final int LEAST_ROWS = 2;

  private static final int LEAST_RECORDS = 3;

  /// Share of the records whose value is of the column's kind.
  private static final double NEARLY_ALL = 0.9;

  /// @param start index of the first row of the table
  /// @return null if the table doesn't begin with such rows
  static @Nullable SeriesRows of(Trial trial, int start) {
    List<Trial.Row> rows = trial.rows();
    int first = firstRecord(rows, start, trial.width());
    if (first < 0) {
      return null;
    }
    Map<Integer, CellKind> kinds = kinds(rows.subList(first, rows.size()), trial.width());
    List<Trial.Row> above = rows.subList(start, first);
    boolean isLast = isHeader(above.getLast());
    int labels =
        isLast
            ? first - 1
            : IntStream.range(start, first)
                .filter(i -> areLabels(rows.get(i)))
                .findFirst()
                .orElse(first);
    List<Trial.Row> described = isLast ? above : rows.subList(labels, first);
    boolean isSure =
        described.size() > LEAST_ROWS
            && !kinds.isEmpty()
            && described.stream().noneMatch(row -> hasValue(row, kinds))
            && described.stream().skip(1).anyMatch(row -> hasText(row, kinds));
    return isSure ? new SeriesRows(labels, first) : null;
  }

  /// Returns the index of the first row from which on all begin with a digit, while none of those
  /// before it does; -1 if there is none.
  private static int firstRecord(List<Trial.Row> rows, int start, int width) {
    int first = start;
    while (first < rows.size() && first <= start + MOST_ROWS && !isDated(rows.get(first))) {
      Trial.Row row = rows.get(first);
      if (row.size() != width || !LabelRows.canBeLeftOut(row)) {
        return -1;
      }
      first++;
    }
    List<Trial.Row> records =
        rows.subList(Math.min(first, rows.size()), rows.size()).stream()
            .filter(row -> row.size() == width)
            .toList();
    boolean possible =
        width > 1
            && first > start + LEAST_ROWS
            && first <= start + MOST_ROWS
            && records.size() >= LEAST_RECORDS
            && records.stream().allMatch(SeriesRows::isDated);
    return possible ? first : -1;
  }

  private static boolean isDated(Trial.Row row) {
    String cell = row.isBroken() ? "" : row.cells().getFirst();
    return !cell.isEmpty() && Character.isDigit(cell.charAt(0));
  }

  /// Returns the columns, except the first one, in which nearly all records have a number, a date
  /// or the like, with its kind.
  private static Map<Integer, CellKind> kinds(List<Trial.Row> records, int width) {
    Map<Integer, CellKind> kinds = new TreeMap<>();
    for (int i = 1; i < width; i++) {
      int column = i;
      Map<CellKind, Long> counts =
          records.stream()
              .filter(row -> row.size() == width && !isMissing(row.cells().get(column)))
              .map(row -> row.kinds().get(column))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      long filled = counts.values().stream().mapToLong(Long::longValue).sum();
      counts.forEach((kind, count) -> {
        if (kind.isTyped() && count >= NEARLY_ALL * filled) {
          kinds.put(column, kind);
        }
      });
    }
    return kinds;
  }

  private static boolean isMissing(String cell) {
    return Labels.isBlank(cell) || MissingWords.isWord(cell);
  }

  /// Whether the row has a different text for each series, and no number, date or the like.
  private static boolean areLabels(Trial.Row row) {
    List<String> series = row.cells().subList(1, row.size());
    return LabelEvidence.isPlain(row)
        && series.stream().noneMatch(Labels::isBlank)
        && new HashSet<>(series).size() == series.size();
  }

  /// Whether the row labels all columns, and doesn't end a list of properties with units.
  private static boolean isHeader(Trial.Row row) {
    return areLabels(row)
        && !Labels.isBlank(row.cells().getFirst())
        && row.cells().stream().noneMatch(cell -> cell.endsWith("]") || cell.endsWith(":"));
  }

  private static boolean hasValue(Trial.Row row, Map<Integer, CellKind> kinds) {
    return kinds.entrySet().stream()
        .anyMatch(each -> row.kinds().get(each.getKey()) == each.getValue());
  }

  private static boolean hasText(Trial.Row row, Map<Integer, CellKind> kinds) {
    return kinds.keySet().stream().anyMatch(i -> !isMissing(row.cells().get(i)));
  }

  /// Returns the indices of the rows below the labels.
  List<Integer> described() {
    return IntStream.range(labels + 1, first).boxed().toList();
  }
}
