package dev.rowgate.infer;

import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rows from the first label to the first record: rows of labels, and rows that are neither
/// labels nor records, such as units, types and lines. All of them differ from the records below.
final class LabelBlock {

  /// Limit on the rows below the first one.
  private static final int MOST_ROWS = 4;

  /// With fewer records below, a second row of texts may be a record itself.
  private static final int LEAST_RECORDS = 3;

  private final Trial trial;
  private final LabelRows table;

  /// Indices of the rows of labels.
  final List<Integer> labels = new ArrayList<>();

  /// Indices of the rows that are skipped.
  final List<Integer> others = new ArrayList<>();

  /// Evidence for the last row of labels.
  LabelEvidence evidence;

  final List<String> warnings = new ArrayList<>();

  private LabelBlock(Trial trial, LabelRows table, int start, LabelEvidence evidence) {
    this.trial = trial;
    this.table = table;
    this.labels.add(start);
    this.evidence = evidence;
  }

  /// @param start index of the first row of labels
  /// @param evidence for that row
  static LabelBlock of(Trial trial, LabelRows table, int start, LabelEvidence evidence) {
    var block = new LabelBlock(trial, table, start, evidence);
    int at = start + 1;
    while (at < trial.rows().size() && at <= start + MOST_ROWS && block.add(at)) {
      at++;
    }
    return block;
  }

  /// Returns the block of the labels and descriptions of series.
  ///
  /// @param evidence for the row of labels
  static LabelBlock of(Trial trial, LabelRows table, SeriesRows series, LabelEvidence evidence) {
    var block = new LabelBlock(trial, table, series.labels(), evidence);
    block.others.addAll(series.described());
    if (!block.others.isEmpty()) {
      block.warnings.add(
          "header: the rows below it, %d in all, describe the columns and are left out"
              .formatted(block.others.size()));
    }
    return block;
  }

  /// Whether the block ends above a row.
  boolean endsAbove(int row) {
    int last = others.isEmpty() ? 0 : others.getLast();
    return Math.max(labels.getLast(), last) + 1 < row;
  }

  /// Adds the row to the block; false if it is a record.
  private boolean add(int at) {
    Trial.Row read = table.withoutSettings(at);
    Trial.Row row =
        ColumnNotes.withoutDashes(read, () -> LabelEvidence.of(read, table.records(at + 1)).odd());
    if (row.isRule()) {
      return others.add(at);
    }
    boolean skippable = row.size() == trial.width() && table.canBeLeftOutByLines(row);
    boolean possible = skippable && LabelRows.canBeLeftOut(row);
    if (skippable && table.behindIds(at) > at) {
      warnings.add("header: row %d describes the columns and is left out".formatted(at + 1));
      return others.add(at);
    }
    if (possible && table.isBlank(at)) {
      warnings.add("header: row %d has no values and is left out".formatted(at + 1));
      return others.add(at);
    }
    if (possible && areYearsOfGroups(row, at)) {
      return labels.add(at);
    }
    if (possible && areOptions(row, at)) {
      warnings.add("header: its labels are in two rows");
      return labels.add(at);
    }
    return skippable && LabelEvidence.isPlain(row) && addUnlikeRecords(row, at, possible);
  }

  /// Adds a row of plain texts to the block, if the records below it are unlike it.
  ///
  /// @param possible whether the row can be left out, so that it may be one of labels
  private boolean addUnlikeRecords(Trial.Row row, int at, boolean possible) {
    LabelEvidence below = LabelEvidence.of(row, table.records(at + 1));
    boolean typed = below.isUnlikeAll();
    if (possible && (isGroupOver(row, typed) || (isOfRowNames(row, at) && below.fitting() == 0))) {
      labels.add(at);
      evidence = below;
      return true;
    }
    if (typed && areDistinct() && addNotes(row, at, below)) {
      return true;
    }
    if (possible && typed && isSecondOfTwo(row, at, below)) {
      labels.add(at);
      evidence = below;
      warnings.add("header: its labels are in two rows");
      return true;
    }
    return false;
  }

  /// Adds a row of units or of other notes on the columns; false if it is none.
  private boolean addNotes(Trial.Row row, int at, LabelEvidence below) {
    String what = table.isUnitsAboveRule(at) ? "units" : ColumnNotes.of(row, upper(), below.odd());
    if (what == null) {
      return false;
    }
    others.add(at);
    if (labels.size() == 1) {
      evidence = LabelEvidence.of(upper(), table.body(at + 1));
    }
    warnings.add("header: the row below it holds " + what + " and is left out");
    return true;
  }

  /// Whether the row consists of years below labels of column groups, and the records below it have
  /// other numbers.
  private boolean areYearsOfGroups(Trial.Row row, int at) {
    List<Integer> years =
        IntStream.range(0, row.size())
            .filter(i -> LabelRows.isYear(row.cells().get(i)))
            .boxed()
            .toList();
    long others =
        row.cells().stream()
            .filter(cell -> !LabelRows.isYear(cell) && !Labels.isBlank(cell))
            .count();
    return others == 0
        && years.size() > 1
        && isGroupOver(row, true)
        && table.body(at + 1).stream()
            .anyMatch(each -> years.stream().noneMatch(i -> LabelRows.isYear(each.cells().get(i))));
  }

  /// Whether the row has the options of questions above it, as in an export of merged cells: texts
  /// below a label and the blank ones after it, most of them the only value of their columns. It is
  /// blank in the first column, and where all records are filled.
  private boolean areOptions(Trial.Row row, int at) {
    List<String> above = upper().cells();
    List<Trial.Row> body = table.body(at + 1);
    int options = 0;
    int only = 0;
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      String cell = row.cells().get(i);
      Stream<String> values = body.stream().map(each -> each.cells().get(column));
      if (Labels.isBlank(cell)) {
        if (Labels.isBlank(above.get(i)) || values.anyMatch(Labels::isBlank)) {
          return false;
        }
        continue;
      }
      boolean isInGroup =
          Labels.isBlank(above.get(i))
              || (i + 1 < row.size()
                  && Labels.isBlank(above.get(i + 1))
                  && !Labels.isBlank(row.cells().get(i + 1)));
      if (!isInGroup || !row.kinds().get(i).isText()) {
        return false;
      }
      options++;
      only += values.allMatch(value -> Labels.isBlank(value) || value.equals(cell)) ? 1 : 0;
    }
    return Labels.isBlank(row.cells().getFirst())
        && options > 1
        && 2 * only >= options
        && labels.size() == 1
        && others.isEmpty()
        && body.size() >= LEAST_RECORDS;
  }

  /// Whether no two columns have the same labels.
  private boolean areDistinct() {
    List<String> joined =
        IntStream.range(0, upper().size())
            .mapToObj(i -> labels.stream().map(at -> trial.rows().get(at).cells().get(i)).toList())
            .filter(cells -> !cells.stream().allMatch(Labels::isBlank))
            .map(cells -> String.join(" ", cells))
            .toList();
    return new HashSet<>(joined).size() == joined.size();
  }

  private Trial.Row upper() {
    return trial.rows().get(labels.getLast());
  }

  /// Whether the labels above span several columns of this row, which blank or repeated cells
  /// indicate.
  private boolean isGroupOver(Trial.Row lower, boolean typed) {
    if (!others.isEmpty() || !(typed || hasRepeats(lower))) {
      return false;
    }
    List<String> upper = upper().cells();
    boolean covers = false;
    int groups = 0;
    for (int i = 0; i < upper.size(); i++) {
      boolean blank = Labels.isBlank(upper.get(i));
      if (blank && Labels.isBlank(lower.cells().get(i))) {
        return labels.size() == 1
            && i == 0
            && typed
            && hasRepeats(upper())
            && lower.isFilledFrom(1);
      }
      covers |= (blank && groups > 0) || (!blank && i > 0 && upper.get(i).equals(upper.get(i - 1)));
      groups += blank ? 0 : 1;
    }
    return covers && groups > 1;
  }

  /// Whether the row names the columns of row names, below labels in two rows, as pandas writes it.
  private boolean isOfRowNames(Trial.Row row, int at) {
    int named = 0;
    while (named < row.size() && !Labels.isBlank(row.cells().get(named))) {
      named++;
    }
    return labels.size() > 1
        && named > 0
        && named == row.filled().size()
        && 2 * named <= row.size()
        && table.body(at + 1).stream().anyMatch(each -> each.isFilledFrom(0));
  }

  private boolean isSecondOfTwo(Trial.Row row, int at, LabelEvidence below) {
    return row.size() > 1
        && labels.size() == 1
        && others.isEmpty()
        && upper().isFilledFrom(0)
        && row.cells().stream().noneMatch(LabelBlock::isBlankOrHasDigits)
        && below.excluded() == row.size()
        && table.body(at + 1).size() >= LEAST_RECORDS;
  }

  private static boolean isBlankOrHasDigits(String cell) {
    return Labels.isBlank(cell) || cell.chars().anyMatch(Character::isDigit);
  }

  private static boolean hasRepeats(Trial.Row row) {
    List<String> filled = row.filled();
    return new HashSet<>(filled).size() < filled.size();
  }
}
