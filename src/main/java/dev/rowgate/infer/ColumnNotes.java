package dev.rowgate.infer;

import dev.rowgate.infer.dialect.CellKind;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Classifier of a row between the labels and the records that says something about the columns:
/// their types, units or descriptions. Such a row is neither labels nor a record.
final class ColumnNotes {

  private static final int LONGEST_UNIT = 10;

  /// A format of dates or times, such as `YYYY-MM-DD HH:MM`.
  private static final Pattern DATE_MASK = Pattern.compile("(?i)(?=.*(yy|hh))[ymdhs:/., T-]+");

  private static final Set<String> TYPES =
      Set.of(
          "int",
          "integer",
          "int64",
          "bigint",
          "smallint",
          "long",
          "float",
          "float64",
          "double",
          "decimal",
          "numeric",
          "number",
          "real",
          "string",
          "str",
          "text",
          "char",
          "varchar",
          "object",
          "bool",
          "boolean",
          "date",
          "datetime",
          "timestamp",
          "time",
          "factor",
          "chr",
          "dbl",
          "fct",
          "lgl",
          "category");

  /// Names of units, which instruments write in full.
  private static final Set<String> UNITS =
      Set.of(
          "second",
          "seconds",
          "minute",
          "minutes",
          "hour",
          "hours",
          "days",
          "volt",
          "volts",
          "ampere",
          "amperes",
          "watt",
          "watts",
          "hertz",
          "metre",
          "metres",
          "meter",
          "meters",
          "inches",
          "grams",
          "newton",
          "pascal",
          "celsius",
          "kelvin",
          "degrees",
          "degrees_north",
          "degrees_east",
          "degree_north",
          "degree_east",
          "degree_celsius",
          "degree_c",
          "degrees_celsius",
          "decibar",
          "decibars",
          "dbar",
          "psu",
          "utc",
          "deg c",
          "deg f",
          "percent",
          "sequence",
          "unitless");

  /// A number, perhaps with a sign behind it.
  private static final Pattern DIGITS = Pattern.compile("[(\\d][\\d.,]*[-)]?");

  /// A power of ten before a unit, or a unit with an exponent: `10^6 sq km`, `m^3`, `kg m-3`.
  private static final Pattern POWER =
      Pattern.compile(
          "10\\^?[-−]?\\d{1,2} \\D.*|[^ ]*\\p{L}\\^-?\\d|\\p{L}{1,6}( \\p{L}{1,4})*("
              + " \\p{L}{1,4}-\\d)+");

  /// In characters; longer texts aren't units, even if they begin with a power.
  private static final int LONGEST_POWER = 30;

  /// A text with a sign that only units have.
  private static final String SIGNS = ".*[%°²³^µΩ·].*";

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]+");

  private ColumnNotes() {}

  /// Returns what the row holds; null if it may be labels or a record.
  ///
  /// @param labels the row of labels above it
  /// @param odd indices of the cells that can't be values of their columns
  static @Nullable String of(Trial.Row row, Trial.Row labels, List<Integer> odd) {
    return areTypes(row)
        ? "types"
        : areUnits(row) || areUnitsOf(row, odd)
            ? "units"
            : areDescriptions(row, labels) ? "descriptions" : null;
  }

  private static boolean areTypes(Trial.Row row) {
    return row.cells().stream().allMatch(cell -> TYPES.contains(cell.toLowerCase(Locale.ROOT)));
  }

  /// Whether all cells are names of units, formats of dates, or short. Short cells are very short,
  /// bracketed or contain signs of units. Blank cells must precede all others, unless one is
  /// certainly a unit: a record may also consist of short texts. In a single column the cell must
  /// be certainly a unit.
  static boolean areUnits(Trial.Row row) {
    List<String> filled = row.cells().stream().filter(cell -> !Labels.isBlank(cell)).toList();
    boolean some = filled.size() < row.size();
    return !filled.isEmpty()
        && (row.size() > 1 || isCertainUnit(filled.getFirst()))
        && filled.stream().allMatch(cell -> isUnit(cell, some))
        && (row.cells().subList(row.size() - filled.size(), row.size()).equals(filled)
            || filled.stream().anyMatch(ColumnNotes::isCertainUnit));
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
    long certain = cells.stream().filter(ColumnNotes::isCertainUnit).count();
    return cells.size() > 1
        && 2 * certain >= cells.size()
        && cells.stream().allMatch(cell -> isUnit(cell, true));
  }

  /// Returns the row without its dashes, which stand for columns without a unit, if all other cells
  /// are units and one of them is certain; otherwise the row itself.
  static Trial.Row withoutDashes(Trial.Row row) {
    if (row.cells().stream().noneMatch(ColumnNotes::isDash)) {
      return row;
    }
    List<String> cells = row.cells().stream().map(cell -> isDash(cell) ? "" : cell).toList();
    List<CellKind> kinds =
        IntStream.range(0, row.size())
            .mapToObj(i -> isDash(row.cells().get(i)) ? CellKind.EMPTY : row.kinds().get(i))
            .toList();
    var units = new Trial.Row(cells, kinds);
    boolean certain = cells.stream().anyMatch(ColumnNotes::isCertainUnit);
    return certain && areUnits(units) ? units : row;
  }

  private static boolean isDash(String cell) {
    return cell.equals("-") || cell.equals("--") || cell.equals("–");
  }

  /// Whether all cells are names of units, or in brackets. Some may be blank.
  static boolean areNamedUnits(Trial.Row row) {
    List<String> filled = row.cells().stream().filter(cell -> !Labels.isBlank(cell)).toList();
    return 2 * filled.size() > row.size() && filled.stream().allMatch(ColumnNotes::isNamedUnit);
  }

  static boolean isNamedUnit(String cell) {
    return UNITS.contains(cell.toLowerCase(Locale.ROOT)) || cell.matches("[\\[(].*[\\])]");
  }

  private static boolean isCertainUnit(String cell) {
    return isNamedUnit(cell)
        || DATE_MASK.matcher(cell).matches()
        || cell.matches(SIGNS)
        || isPower(cell);
  }

  private static boolean isPower(String cell) {
    return cell.length() <= LONGEST_POWER && POWER.matcher(cell).matches();
  }

  private static boolean isUnit(String cell, boolean shortIsEnough) {
    return UNITS.contains(cell.toLowerCase(Locale.ROOT))
        || DATE_MASK.matcher(cell).matches()
        || isPower(cell)
        || (cell.length() <= LONGEST_UNIT
            && !DIGITS.matcher(cell).matches()
            && (shortIsEnough
                || cell.length() <= 4
                || cell.matches("[\\[(].*[\\])]")
                || cell.contains("/")
                || cell.matches(SIGNS)));
  }

  /// Whether the labels are codes, such as `B01001_001E`, and the row has longer texts, most of
  /// them of several words.
  private static boolean areDescriptions(Trial.Row row, Trial.Row labels) {
    long codes = labels.cells().stream().filter(ColumnNotes::isCode).count();
    long texts = row.cells().stream().filter(cell -> cell.matches("(?s).*\\S(\\s|!!).*")).count();
    return row.size() > 1
        && labels.cells().stream().allMatch(cell -> CODE.matcher(cell).matches())
        && 2 * codes >= row.size()
        && 2 * texts >= row.size()
        && length(row) > 1.5 * length(labels);
  }

  private static boolean isCode(String label) {
    return label.chars().anyMatch(c -> c == '_' || Character.isDigit(c))
        || label.equals(label.toUpperCase(Locale.ROOT));
  }

  private static int length(Trial.Row row) {
    return row.cells().stream().mapToInt(String::length).sum();
  }
}
