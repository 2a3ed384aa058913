package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.rows.HeaderBinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a table has labels, where, and whether they can be used.
///
/// @param rowsBefore rows in front of the table that are none of it
/// @param header whether the row behind them holds labels
/// @param usable whether they can be names: none blank, none twice, none reserved
/// @param names of the columns: the labels, or made up where they can't be used
/// @param sure whether something but the habit of having labels speaks for it
record HeaderGuess(
    int rowsBefore, boolean header, boolean usable, List<String> names, boolean sure) {

  /// A title and a date are a few lines; more is no preamble.
  private static final int MOST_ROWS_BEFORE = 20;

  /// @param said what the caller says, or null
  static HeaderGuess of(Trial trial, @Nullable Boolean said) {
    int before = rowsBefore(trial);
    List<List<String>> table = trial.records.subList(before, trial.records.size());
    List<String> first = table.getFirst();
    int cells = Math.max(1, trial.cells);
    if (first.isEmpty()) {
      return new HeaderGuess(before, said == null || said, false, madeUp(cells), false);
    }
    List<ColumnGuess> columns = columns(table.subList(1, table.size()), cells);
    boolean data = first.stream().anyMatch(HeaderGuess::isValue);
    boolean excluded = false;
    for (int i = 0; i < Math.min(cells, first.size()); i++) {
      excluded |= columns.get(i).excludes(first.get(i));
    }
    boolean usable = isUsable(first);
    boolean header = (said == null ? !data : said) && (usable || canBeLeftOut(first));
    List<String> names = header && usable ? first : madeUp(header ? first.size() : cells);
    return new HeaderGuess(before, header, usable, names, said != null || data || excluded);
  }

  static int rowsBefore(Trial trial) {
    int before = 0;
    while (trial.cells > 1
        && before < MOST_ROWS_BEFORE
        && before + 1 < trial.records.size()
        && isTitle(trial.records.get(before), trial.cells)) {
      before++;
    }
    return before < MOST_ROWS_BEFORE && looksLikeLabels(trial.records.get(before), trial.cells)
        ? before
        : 0;
  }

  private static boolean isTitle(List<String> row, int cells) {
    return !row.isEmpty()
        && canBeLeftOut(row)
        && (row.size() < cells || cells > 2)
        && row.stream().filter(cell -> !cell.isEmpty()).count() <= 1;
  }

  /// A row that is left out isn't read, so it must end where its first line does.
  private static boolean canBeLeftOut(List<String> row) {
    return row.stream().noneMatch(cell -> cell.contains("\n") || cell.contains("\r"));
  }

  /// Rows are left out only before labels: without them a sparse record may stand there.
  private static boolean looksLikeLabels(List<String> row, int cells) {
    return row.size() == cells && !row.contains("") && row.stream().noneMatch(HeaderGuess::isValue);
  }

  private static List<ColumnGuess> columns(List<List<String>> rows, int cells) {
    List<ColumnGuess> columns = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      columns.add(new ColumnGuess());
    }
    for (List<String> row : rows) {
      for (int i = 0; i < Math.min(cells, row.size()); i++) {
        byte[] bytes = row.get(i).getBytes(UTF_8);
        columns.get(i).add(bytes, 0, bytes.length);
      }
    }
    return columns;
  }

  /// A number, a date or the like, which is no label.
  private static boolean isValue(String cell) {
    ColumnGuess alone = new ColumnGuess();
    byte[] bytes = cell.getBytes(UTF_8);
    alone.add(bytes, 0, bytes.length);
    return alone.isTyped() || Shape.losesByNumber(bytes, 0, bytes.length);
  }

  private static boolean isUsable(List<String> labels) {
    Set<String> different = new HashSet<>(labels);
    return different.size() == labels.size()
        && !different.contains("")
        && different.stream().noneMatch(HeaderBinding.RESERVED::contains)
        && !labels.getFirst().equals("_line");
  }

  private static List<String> madeUp(int cells) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= cells; i++) {
      names.add("field" + i);
    }
    return names;
  }
}
