package dev.rowgate.infer;

import dev.rowgate.options.Labels;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.RejectsColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes names of fields out of the rows of a header: a label that can't be a name is replaced, the
/// others stay.
final class HeaderNames {

  private final List<List<String>> rows;
  private final int width;
  private final List<String> names = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private final int firstCell;

  /// @param rows one, or two of which the first stands over the second
  /// @param width how many columns the records have
  /// @param fromRight whether labels that are too few belong to the last columns
  HeaderNames(List<List<String>> rows, int width, boolean fromRight) {
    this.rows = rows;
    this.width = width;
    int behind = rejectsLabels();
    // Nothing but those columns: they are fields, or there would be none.
    this.firstCell = behind < width ? behind : 0;
    Set<String> taken = new HashSet<>();
    int missing = fromRight ? width - rows.getLast().size() : 0;
    for (int cell = firstCell; cell < width; cell++) {
      names.add(name(cell < missing ? "" : label(cell - missing), cell - firstCell + 1, taken));
    }
  }

  /// A file of rejected records begins with two columns that are no fields; one that was rejected
  /// twice has them twice.
  private int rejectsLabels() {
    List<String> labels = rows.getFirst();
    int pair = RejectsColumns.LABELS.size();
    int cell = 0;
    while (rows.size() == 1
        && labels.size() >= cell + pair
        && labels.subList(cell, cell + pair).equals(RejectsColumns.LABELS)) {
      cell += pair;
    }
    return cell;
  }

  /// A blank cell of an upper row belongs to the one before it, which stands over both.
  private String label(int column) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      int at = Math.min(column, row.size() - 1);
      while (i + 1 < rows.size() && at > 0 && Labels.isBlank(row.get(at))) {
        at--;
      }
      String cell = column < row.size() || i + 1 < rows.size() ? row.get(at) : "";
      if (!Labels.isBlank(cell)) {
        label.append(label.isEmpty() ? "" : " ").append(cell);
      }
    }
    return label.toString();
  }

  private String name(String label, int position, Set<String> taken) {
    boolean usable =
        !Labels.isBlank(label) && !HeaderBinding.RESERVED.contains(label) && !taken.contains(label);
    String name = usable ? label : Labels.madeUp(position);
    while (!taken.add(name)) {
      name = name + "_";
    }
    if (!usable) {
      replaced.add(name);
    }
    return name;
  }

  List<String> names() {
    return names;
  }

  /// Those that had no usable label.
  List<String> replaced() {
    return replaced;
  }

  int firstCell() {
    return firstCell;
  }

  /// Whether the engine gives the columns the same names if it reads the rows as the header.
  boolean areThoseOfTheEngine() {
    List<String> found = new ArrayList<>();
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    for (int cell = firstCell; cell < columns; cell++) {
      found.add(Labels.nameOf(labelOfTheEngine(cell), cell - firstCell + 1));
    }
    return found.equals(names) && columns == width && rejectsLabels() == firstCell;
  }

  private String labelOfTheEngine(int column) {
    StringBuilder label = new StringBuilder();
    for (List<String> row : rows) {
      String cell = row.get(Math.min(column, row.size() - 1));
      if (!cell.isEmpty()) {
        label.append(label.isEmpty() ? "" : " ").append(cell);
      }
    }
    return label.toString();
  }
}
