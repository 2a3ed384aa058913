package dev.rowgate.infer;

import dev.rowgate.infer.column.MissingWords;
import dev.rowgate.infer.dialect.CellKind;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Labels;
import dev.rowgate.schema.json.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows that describe series of values, above records that begin with a period: statistical offices
/// and central banks write a title, a key, a unit and a date of publication for each series, data
/// loggers units and kinds of values. The first row has the labels if it labels all columns, unless
/// its first cell names a property of the series, such as their title, and not the periods.
/// Otherwise the row directly above the records has them if it can, or the first row that names all
/// series.
///
/// @param labels index of the row with the labels
/// @param first index of the first record
record SeriesRows(int labels, int first) {

  /// Limit on the rows.
  private static final int MOST_ROWS = 20;

  /// With fewer rows below the labels, one may be a record.
  private static final int LEAST_ROWS = 2;

  private static final int LEAST_RECORDS = 3;

  private static final Pattern YEAR = Pattern.compile("(1[6-9]|20)\\d\\d(?!\\d)");

  /// Words for properties of a series, in lower case.
  private static final Set<String> PROPERTIES =
      Names.words(
          "title titel name description beschreibung station site location place sensor"
              + " instrument device logger model project client operator source quelle dataset"
              + " frequency type unit units einheit country region table report note notes"
              + " release publication parameter");

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
    int header = header(above);
    int labels =
        header >= 0
            ? start + header
            : IntStream.range(start, first)
                .filter(i -> LabelRows.areLabels(rows.get(i), 1))
                .findFirst()
                .orElse(first);
    boolean isLast = header > 0 && labels == first - 1;
    List<Trial.Row> described = isLast ? above : rows.subList(labels, first);
    boolean isSure =
        described.size() > LEAST_ROWS
            && !kinds.isEmpty()
            && described.stream().noneMatch(row -> hasValue(row, kinds))
            && described.stream().skip(1).anyMatch(row -> hasText(row, kinds))
            && described.stream().skip(1).noneMatch(SeriesRows::isNumbered)
            && (arePeriods(rows.subList(first, rows.size()))
                || described.stream().skip(isLast ? 0 : 1).anyMatch(SeriesRows::hasProperty));
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

  /// Whether the row labels all columns, and doesn't end a list of properties with units.
  private static boolean isHeader(Trial.Row row) {
    return LabelRows.areLabels(row, 1)
        && !Labels.isBlank(row.cells().getFirst())
        && row.cells().stream().noneMatch(cell -> cell.endsWith("]") || cell.endsWith(":"));
  }

  /// Returns the index of the row that labels all columns; -1 if there is none.
  private static int header(List<Trial.Row> above) {
    Trial.Row last = above.getLast();
    if (isHeader(above.getFirst()) && !areProperties(above)) {
      return 0;
    }
    return isHeader(last) && !hasProperty(last) ? above.size() - 1 : -1;
  }

  /// Whether a row begins with a text with a number, such as `FY 2000`, as records may.
  private static boolean isNumbered(Trial.Row row) {
    return row.cells().getFirst().chars().anyMatch(Character::isDigit);
  }

  /// Whether most rows begin with the name of a property. A single one may be a header whose first
  /// label is such a name.
  static boolean areProperties(List<Trial.Row> rows) {
    long named = rows.stream().filter(SeriesRows::hasProperty).count();
    return named > 1 && 2 * named >= rows.size();
  }

  /// Whether a row begins with the name of a property.
  private static boolean hasProperty(Trial.Row row) {
    String first = row.cells().isEmpty() ? "" : row.cells().getFirst();
    String[] words = first.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
    return Arrays.stream(words).anyMatch(PROPERTIES::contains);
  }

  /// Whether all records begin with a date, a year or the like, and not with another number.
  private static boolean arePeriods(List<Trial.Row> records) {
    return records.stream()
        .filter(row -> !row.cells().isEmpty())
        .allMatch(row -> isPeriod(row.cells().getFirst(), row.kinds().getFirst()));
  }

  private static boolean isPeriod(String cell, CellKind kind) {
    return kind == CellKind.TEMPORAL || YEAR.matcher(cell).lookingAt();
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
