package dev.rowgate.infer;

import dev.rowgate.infer.column.UnitNames;
import dev.rowgate.infer.dialect.CellKind;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Classifier of sample rows as titles, header or records.
final class LabelRows {

  /// Limit on a preamble with as many columns as the table.
  private static final int MOST_ROWS_BEFORE = 20;

  /// Labels of columns of numbers, in lower case.
  private static final Set<String> NUMBERS =
      Set.of("id", "nr", "no", "no.", "number", "index", "#");

  private final Trial trial;
  private final List<Trial.Row> rows;
  private final int width;

  LabelRows(Trial trial) {
    this.trial = trial;
    this.rows = trial.rows();
    this.width = Math.max(1, trial.width());
  }

  /// Returns the first row of the table, after titles that are padded with delimiters.
  int start() {
    int first = trial.first();
    int start = first;
    while (start < MOST_ROWS_BEFORE && start + 1 < rows.size() && isTitle(rows.get(start))) {
      int next = nextOfTable(start + 1);
      if (next <= start) {
        // No later row is as wide as the table.
        return first;
      }
      start = next;
    }
    return start == first || looksLikeLabels(rows.get(start)) || areSeries(start) ? start : first;
  }

  /// Whether the row labels all columns but the first, with texts, numbers or years.
  private boolean areSeries(int at) {
    Trial.Row row = rows.get(at);
    return row.isFilledFrom(1)
        && (LabelEvidence.isPlain(row) || LabelEvidence.of(row, body(at + 1)).score() > 0);
  }

  int nextOfTable(int from) {
    int at = from;
    while (at < rows.size() && rows.get(at).size() != width) {
      at++;
    }
    return at < rows.size() ? at : trial.first();
  }

  boolean isTitle(Trial.Row row) {
    return width > 2 && row.size() == width && canBeLeftOut(row) && row.filled().size() <= 1;
  }

  boolean looksLikeLabels(Trial.Row row) {
    return row.size() == width
        && row.isFilledFrom(0)
        && row.kinds().stream().noneMatch(CellKind::isTyped);
  }

  /// Whether the row can be skipped by row number: it must not contain a line end, as a malformed
  /// one may.
  static boolean canBeLeftOut(Trial.Row row) {
    return (!row.isBroken() || row.isRule())
        && row.cells().stream().noneMatch(cell -> cell.contains("\n") || cell.contains("\r"));
  }

  /// Returns how many rows a conversion counts if it skips this one, which it doesn't parse: its
  /// lines, except blank ones.
  static int lines(Trial.Row row) {
    String text = row.cells().stream().map("'%s'"::formatted).collect(Collectors.joining());
    return Math.max(1, (int) text.lines().filter(line -> !line.isEmpty()).count());
  }

  /// Whether the row can be skipped, or each of its lines: none of them may be a comment.
  boolean canBeLeftOutByLines(Trial.Row row) {
    Dialect dialect = trial.dialect().complete();
    return canBeLeftOut(row)
        || (!row.isBroken() && dialect.comment().isEmpty() && !dialect.lineTerminator().isOther());
  }

  List<Trial.Row> body(int from) {
    return rows.subList(Math.min(from, rows.size()), rows.size()).stream()
        .filter(row -> row.size() == width)
        .toList();
  }

  /// Returns a later row that can only be a header, while the rows before it don't fit the columns:
  /// a preamble as wide as the table. Returns `start` if there is none.
  int laterHeader(int start) {
    int last = Math.min(start + MOST_ROWS_BEFORE, rows.size() - 2);
    int from = nextOfTable(start + 1);
    if (from > start && from < last && isHeaderBelow(start, from)) {
      return from;
    }
    boolean isHeader = isHeaderOfTexts(rows.get(start));
    for (int at = nextOfTable(from + 1); at > from && at < last; at = nextOfTable(at + 1)) {
      boolean possible =
          LabelEvidence.isPlain(rows.get(at))
              && looksLikeLabels(rows.get(at))
              && (!isHeader || areProperties(start, at));
      int records = body(at + 1).size();
      if (possible && (records > at - start || (records > 1 && haveBlanks(start, at)))) {
        LabelEvidence here = LabelEvidence.of(rows.get(at), body(at + 1));
        if (here.isUnlikeAll()) {
          return at;
        }
      }
    }
    return start;
  }

  /// Whether the row labels all columns; the rows below it may be records whose values are missing.
  private boolean isHeaderOfTexts(Trial.Row row) {
    return looksLikeLabels(row) && areLabels(row, 0);
  }

  /// Whether the row has a different text for each column from an index on.
  static boolean areLabels(Trial.Row row, int from) {
    return LabelEvidence.isPlain(row) && row.isFilledFrom(from) && row.isDistinctFrom(from);
  }

  /// Whether most rows begin with the name of a property, and none has a number.
  private boolean areProperties(int from, int to) {
    return SeriesRows.areProperties(rows.subList(from, to))
        && rows.subList(from, to).stream().noneMatch(row -> row.kinds().contains(CellKind.NUMBER));
  }

  /// Whether a row is a header below a single line of properties, which has a number, a date or the
  /// like, but no value of the columns.
  private boolean isHeaderBelow(int start, int at) {
    Trial.Row upper = rows.get(start);
    List<Trial.Row> records = body(at + 1);
    return upper.kinds().stream().anyMatch(CellKind::isTyped)
        && canBeLeftOut(upper)
        && looksLikeLabels(rows.get(at))
        && LabelEvidence.isPlain(rows.get(at))
        && records.size() > 1
        && LabelEvidence.of(upper, records).isUnlikeAll()
        && LabelEvidence.of(rows.get(at), records).isUnlikeAll();
  }

  /// Returns the first row after those that describe the columns in a survey exported by Qualtrics:
  /// questions, and objects with identifiers. Returns `at` if there are none.
  int behindIds(int at) {
    for (int i = at; i < Math.min(at + 2, rows.size()); i++) {
      Trial.Row row = rows.get(i);
      if (row.size() == width && row.cells().stream().allMatch(LabelRows::isId)) {
        return i + 1;
      }
    }
    return at;
  }

  private static boolean isId(String cell) {
    return cell.startsWith("{\"ImportId\":") && cell.endsWith("}");
  }

  /// Whether each of these rows has a blank cell, as in a preamble that is padded with delimiters.
  private boolean haveBlanks(int from, int to) {
    return rows.subList(from, to).stream().noneMatch(row -> row.isFilledFrom(0));
  }

  /// Whether the row has the years of column groups, and labels follow it.
  boolean areYearsOverLabels(int at) {
    Trial.Row row = rows.get(at);
    long years = row.cells().stream().filter(LabelRows::isYear).count();
    boolean possible =
        years > 1
            && row.cells().stream().allMatch(cell -> isYear(cell) || Labels.isBlank(cell))
            && at + 1 < rows.size()
            && rows.get(at + 1).size() == width
            && LabelEvidence.isPlain(rows.get(at + 1));
    if (!possible) {
      return false;
    }
    return LabelEvidence.of(rows.get(at + 1), records(at + 2)).isUnlikeAll();
  }

  static boolean isYear(String cell) {
    return cell.matches("(1[89]|20)[0-9]{2}");
  }

  /// Returns the rows from an index on, without a row of units that is the first of them.
  List<Trial.Row> records(int from) {
    return body(describes(from, ColumnNotes::areUnits) ? from + 1 : from);
  }

  /// Returns the first row after a row of units in words, or `at` if there is none.
  int behindUnits(int at) {
    return describes(at, (row, _) -> ColumnNotes.areNamedUnits(row)) ? at + 1 : at;
  }

  /// Whether there is a row of this kind that is unlike the records below it.
  private boolean describes(int at, BiPredicate<Trial.Row, List<Integer>> kind) {
    return at < rows.size()
        && rows.get(at).size() == width
        && describes(withoutSettings(at), at, kind);
  }

  private boolean describes(Trial.Row row, int at, BiPredicate<Trial.Row, List<Integer>> kind) {
    if (!LabelEvidence.isPlain(row)) {
      return false;
    }
    LabelEvidence below = LabelEvidence.of(row, body(at + 1));
    return below.isUnlikeAll() && kind.test(row, below.odd());
  }

  /// Whether all cells of a row below the labels are blank, and no other row is like that.
  boolean isBlank(int at) {
    return width > 2
        && rows.get(at).filled().isEmpty()
        && body(at + 1).stream().noneMatch(row -> row.filled().isEmpty());
  }

  /// Returns a row without its cells in columns in which no record has a value: an oscilloscope
  /// writes settings there, beside the units.
  Trial.Row withoutSettings(int at) {
    Trial.Row row = rows.get(at);
    List<Trial.Row> body = body(at + 1);
    boolean possible = row.size() == width && UnitNames.isNamed(row.cells().getFirst());
    if (!possible || body.isEmpty()) {
      return row;
    }
    List<String> cells = new ArrayList<>(row.cells());
    List<CellKind> kinds = new ArrayList<>(row.kinds());
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      if (body.stream().allMatch(each -> Labels.isBlank(each.cells().get(column)))) {
        cells.set(i, "");
        kinds.set(i, CellKind.EMPTY);
      }
    }
    return new Trial.Row(cells, kinds);
  }

  /// Returns the first row after those that describe the columns.
  int behindNotes(int at) {
    int behind = behindIds(at);
    return behind > at ? behind : isUnitsAboveRule(at) ? at + 1 : behindUnits(at);
  }

  /// Whether the row has units above a line of dashes, which separates them from the records.
  boolean isUnitsAboveRule(int at) {
    return at + 1 < rows.size()
        && rows.get(at).size() == width
        && rows.get(at + 1).isRule()
        && ColumnNotes.mayBeUnits(rows.get(at));
  }

  /// Returns the index of a header with another number of cells than the rows from `start` on; -1
  /// if there is none. An oscilloscope writes a row of units and settings below it.
  int oddHeader(int start) {
    if (start > 0 && isOddHeader(rows.get(start - 1), start)) {
      return start - 1;
    }
    boolean behindSettings =
        start > 1 && areSettings(rows.get(start - 1)) && isOddHeader(rows.get(start - 2), start);
    return behindSettings ? start - 2 : -1;
  }

  /// Whether the row has units of the first columns and numbers in others.
  private boolean areSettings(Trial.Row row) {
    return row.size() > 2
        && row.size() != width
        && UnitNames.isNamed(row.cells().getFirst())
        && row.kinds().contains(CellKind.NUMBER);
  }

  /// Whether a row with another number of cells is the header of the rows below it.
  private boolean isOddHeader(Trial.Row row, int start) {
    long texts =
        row.kinds().stream().filter(kind -> kind.isText() || kind == CellKind.EMPTY).count();
    int filled = row.filled().size();
    boolean distinct = new HashSet<>(row.cells()).size() >= filled;
    return row.size() > 1
        && filled > 1
        && texts == row.size()
        && distinct
        && canBeLeftOut(row)
        && (Math.abs(row.size() - width) <= Math.max(1, width / 3) || areFirstLabels(row))
        && !body(start).isEmpty();
  }

  /// Whether the row consists of single words, at least half and at most twice as many as columns.
  /// Some may be blank.
  private boolean areFirstLabels(Trial.Row row) {
    return 2 * row.size() >= width
        && row.size() <= 2 * width
        && row.kinds().stream().allMatch(kind -> kind == CellKind.WORD || kind == CellKind.EMPTY);
  }

  /// Whether the first column holds row names or row numbers, which R writes without a label.
  boolean firstColumnHasNames(int from) {
    List<String> cells = body(from).stream().map(row -> row.cells().getFirst()).toList();
    boolean numbered =
        IntStream.range(0, cells.size()).allMatch(i -> cells.get(i).equals(String.valueOf(i + 1)));
    boolean named =
        body(from).stream().allMatch(row -> row.kinds().getFirst().isText())
            && new HashSet<>(cells).size() == cells.size();
    return numbered || named;
  }

  /// Whether the label is that of a column of numbers or keys, which isn't missing for those then.
  static boolean namesNumbers(String label) {
    return NUMBERS.contains(label.toLowerCase(Locale.ROOT));
  }

  boolean lastColumnIsEmpty(int from) {
    return body(from).stream().allMatch(row -> row.cells().getLast().isEmpty());
  }
}
