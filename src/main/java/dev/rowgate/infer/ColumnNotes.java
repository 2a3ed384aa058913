package dev.rowgate.infer;

import dev.rowgate.infer.column.UnitNames;
import dev.rowgate.infer.dialect.CellKind;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Labels;
import dev.rowgate.schema.json.Names;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Classifier of a row between the labels and the records that says something about the columns:
/// their types, units or descriptions. Such a row is neither labels nor a record.
final class ColumnNotes {

  private static final int LONGEST_UNIT = 10;

  /// In characters; a shorter text in a column of numbers may stand for a missing value.
  private static final int SHORTEST_DESCRIPTION = 12;

  private static final Set<String> TYPES =
      Names.words(
          "int integer int64 bigint smallint long float float64 double decimal numeric"
              + " number real string str text char varchar object bool boolean date datetime"
              + " timestamp time factor chr dbl fct lgl category");

  /// A column's width and type as the USGS writes it in RDB: `15s` for a text, `14n` for a number.
  private static final Pattern WIDTH = Pattern.compile("\\d{1,3}[sdn]");

  /// A number, perhaps with a sign behind it.
  private static final Pattern DIGITS = Pattern.compile("[(\\d][\\d.,]*[-)]?");

  /// The mark of a column without a unit, perhaps in brackets.
  private static final Pattern DASH = Pattern.compile("--?|–|\\[--?]|\\(--?\\)");

  /// A unit in full.
  private static final String NONE = "unitless";

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]+");

  private ColumnNotes() {}

  /// Returns what the row holds; null if it may be labels or a record.
  ///
  /// @param labels the row of labels above it
  /// @param odd indices of the cells that can't be values of their columns
  static @Nullable String of(Trial.Row row, Trial.Row labels, List<Integer> odd) {
    return areTypes(row)
        ? "types"
        : areUnits(row, odd) || areUnitsOf(row, odd)
            ? "units"
            : areDescriptions(row, labels, odd) ? "descriptions" : null;
  }

  private static boolean areTypes(Trial.Row row) {
    return row.cells().stream().allMatch(ColumnNotes::isType)
        || row.cells().stream().allMatch(cell -> WIDTH.matcher(cell).matches());
  }

  private static boolean isType(String cell) {
    return TYPES.contains(cell.toLowerCase(Locale.ROOT));
  }

  /// Whether all cells are names of units, formats of dates, or short, and at least half of those
  /// in columns of numbers, dates or the like are known units. Blank cells must precede all others,
  /// unless one is certainly a unit. In a single column the cell must be certainly a unit.
  ///
  /// @param odd indices of the cells that can't be values of their columns
  static boolean areUnits(Trial.Row row, List<Integer> odd) {
    List<String> filled = row.filled();
    boolean some = filled.size() < row.size();
    return !filled.isEmpty()
        && (row.size() > 1 || UnitNames.isCertain(filled.getFirst()))
        && areMostlyKnown(row, odd)
        && filled.stream().allMatch(cell -> isUnit(cell, some))
        && (row.cells().subList(row.size() - filled.size(), row.size()).equals(filled)
            || filled.stream().anyMatch(UnitNames::isCertain));
  }

  /// Whether at least half of the cells in columns of numbers, dates or the like are known units,
  /// and no cell of another column is a value.
  private static boolean areMostlyKnown(Trial.Row row, List<Integer> odd) {
    List<String> cells = odd.stream().map(row.cells()::get).toList();
    long known = cells.stream().filter(UnitNames::isKnown).count();
    // A letter alone, or a word such as `date`, may be a value.
    boolean certain = cells.stream().anyMatch(UnitNames::isCertain);
    boolean others =
        IntStream.range(0, row.size())
            .filter(i -> !odd.contains(i))
            .mapToObj(row.cells()::get)
            .allMatch(cell ->
                Labels.isBlank(cell)
                    || (UnitNames.isKnown(cell) && (certain || cell.length() > 1))
                    || (certain && isType(cell))
                    || isDash(cell));
    return 2 * known + (certain ? 1 : 0) > odd.size() && known > 0 && others;
  }

  /// Whether all cells are short enough for units, some of them blank. They are certainly units
  /// above a line of dashes, which separates them from the records.
  static boolean mayBeUnits(Trial.Row row) {
    return row.cells().stream().allMatch(cell -> Labels.isBlank(cell) || isUnit(cell, true));
  }

  /// Whether the row has units in columns of numbers, dates or the like, at least half of them
  /// certain, and any texts in columns of texts: a source or a remark.
  ///
  /// @param odd indices of the cells that can't be values of their columns
  private static boolean areUnitsOf(Trial.Row row, List<Integer> odd) {
    List<String> cells = odd.stream().map(row.cells()::get).toList();
    long certain = cells.stream().filter(UnitNames::isCertain).count();
    return cells.size() > 1
        && 2 * certain >= cells.size()
        && cells.stream().allMatch(cell -> isUnit(cell, true));
  }

  /// Returns the row without its dashes, which stand for columns without a unit, if all other cells
  /// are units and one of them is certain, or all of them are known and where numbers, dates or the
  /// like are; otherwise the row itself.
  ///
  /// @param odd returns the indices of the cells that can't be values of their columns
  static Trial.Row withoutDashes(Trial.Row row, Supplier<List<Integer>> odd) {
    List<Integer> units =
        IntStream.range(0, row.size())
            .filter(i -> !Labels.isBlank(row.cells().get(i)) && !isDash(row.cells().get(i)))
            .boxed()
            .toList();
    List<String> names = units.stream().map(row.cells()::get).toList();
    if (row.cells().stream().noneMatch(ColumnNotes::isDash)) {
      return row;
    }
    if (names.stream().anyMatch(UnitNames::isCertain)) {
      return mayBeUnits(row) ? with(row, "", CellKind.EMPTY) : row;
    }
    boolean known =
        names.size() > 1
            && names.stream().allMatch(UnitNames::isKnown)
            && names.stream().anyMatch(name -> name.length() > 1)
            && odd.get().containsAll(units);
    return known ? with(row, NONE, CellKind.WORD) : row;
  }

  /// Returns the row with this text instead of its dashes.
  private static Trial.Row with(Trial.Row row, String text, CellKind kind) {
    return new Trial.Row(
        row.cells().stream().map(cell -> isDash(cell) ? text : cell).toList(),
        IntStream.range(0, row.size())
            .mapToObj(i -> isDash(row.cells().get(i)) ? kind : row.kinds().get(i))
            .toList());
  }

  private static boolean isDash(String cell) {
    return DASH.matcher(cell).matches();
  }

  /// Whether all cells are names of units, or in brackets. Some may be blank.
  static boolean areNamedUnits(Trial.Row row) {
    List<String> filled = row.filled();
    return 2 * filled.size() > row.size() && filled.stream().allMatch(UnitNames::isNamed);
  }

  private static boolean isUnit(String cell, boolean shortIsEnough) {
    return UnitNames.isKnown(cell)
        || (cell.length() <= LONGEST_UNIT
            && !DIGITS.matcher(cell).matches()
            && (shortIsEnough
                || cell.length() <= 4
                || cell.matches("[\\[(].*[\\])]")
                || cell.contains("/")));
  }

  /// Whether half of the labels are codes with digits, such as `B01001_001E`, and the row has
  /// longer texts, all different, most of them of several words. The first one is no identifier.
  private static boolean areDescriptions(Trial.Row row, Trial.Row labels, List<Integer> odd) {
    long codes = labels.cells().stream().filter(ColumnNotes::isCode).count();
    long texts = row.cells().stream().filter(cell -> cell.matches("(?s).*\\S(\\s|!!).*")).count();
    return row.size() > 1
        && labels.cells().stream().allMatch(cell -> CODE.matcher(cell).matches())
        && 2 * codes >= row.size()
        && 2 * texts >= row.size()
        && row.cells().getFirst().chars().noneMatch(Character::isDigit)
        && odd.stream().allMatch(i -> row.cells().get(i).length() >= SHORTEST_DESCRIPTION)
        && row.isDistinctFrom(0)
        && length(row) > 1.5 * length(labels);
  }

  private static boolean isCode(String label) {
    return label.chars().anyMatch(Character::isDigit);
  }

  private static int length(Trial.Row row) {
    return row.cells().stream().mapToInt(String::length).sum();
  }
}
