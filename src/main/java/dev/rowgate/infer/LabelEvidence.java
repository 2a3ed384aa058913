package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.infer.column.ColumnDecision;
import dev.rowgate.infer.column.ColumnGuess;
import dev.rowgate.infer.column.MissingWords;
import dev.rowgate.infer.column.Style;
import dev.rowgate.infer.dialect.CellKind;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Evidence for and against a row being the header of the rows below it.
///
/// @param score positive if the evidence is in favour
/// @param plain whether all cells are text: no numbers, dates or words for missing values
/// @param odd indices of the cells that can't be values of their columns
/// @param fitting number of cells that can be values of columns with a type other than text
/// @param numbers number of cells that are numbers
record LabelEvidence(double score, boolean plain, List<Integer> odd, int fitting, int numbers) {

  private static final double EXCLUDED = 2;
  private static final double FITTING = -1.5;
  private static final double REPEATED = -1;
  private static final double NO_VALUE = -0.5;
  private static final double IN_SEQUENCE = 0.5;

  /// A word, a number or another character.
  private static final Pattern PART = Pattern.compile("\\p{L}+|\\p{Nd}+| +|.");

  private static final int FIRST_YEAR = 1800;
  private static final int LAST_YEAR = 2100;

  /// @param row the possible header
  /// @param below the rows below it, all with the same number of cells. Joined files repeat the
  ///   header; such rows are no evidence, unless they may be values of a single column of texts
  static LabelEvidence of(Trial.Row row, List<Trial.Row> below) {
    List<Trial.Row> others = below.stream().filter(each -> !each.equals(row)).toList();
    boolean values =
        row.size() == 1 && others.stream().anyMatch(each -> !each.kinds().getFirst().isTyped());
    List<Trial.Row> body = values ? below : others;
    List<ColumnGuess> columns = columns(body, row.size());
    List<ColumnDecision> decisions =
        columns.stream().map(column -> ColumnDecision.of(column, Style.UNKNOWN)).toList();
    boolean sequence = isSequence(row, body);
    double score = 0;
    List<Integer> odd = new ArrayList<>();
    int fitting = 0;
    int numbers = 0;
    for (int i = 0; i < row.size(); i++) {
      String cell = row.cells().get(i);
      boolean typed = row.kinds().get(i).isTyped();
      boolean missing = MissingWords.isWord(cell);
      numbers += row.kinds().get(i) == CellKind.NUMBER ? 1 : 0;
      if (Labels.isBlank(cell)) {
        continue;
      }
      if (missing) {
        score += NO_VALUE;
      } else if (decisions.get(i).candidate() != null) {
        boolean isExcluded = columns.get(i).excludes(decisions.get(i), cell);
        if (isExcluded) {
          odd.add(i);
        }
        fitting += isExcluded ? 0 : 1;
        score += isExcluded ? EXCLUDED : sequence ? IN_SEQUENCE : FITTING;
      } else {
        int column = i;
        boolean repeated = body.stream().anyMatch(each -> each.cells().get(column).equals(cell));
        score +=
            repeated ? REPEATED : typed && !body.isEmpty() ? sequence ? IN_SEQUENCE : NO_VALUE : 0;
      }
    }
    score += decisions.getFirst().candidate() == null && isShapedLike(row, body) ? REPEATED : 0;
    return new LabelEvidence(score, isPlain(row), odd, fitting, numbers);
  }

  /// Whether all cells of the row are text.
  static boolean isPlain(Trial.Row row) {
    for (int i = 0; i < row.size(); i++) {
      String cell = row.cells().get(i);
      boolean missing = MissingWords.isWord(cell) && !Labels.isBlank(cell);
      if (row.kinds().get(i).isTyped() || missing) {
        return false;
      }
    }
    return true;
  }

  /// Whether the first cell of a single column starts like all others, with the same kinds of
  /// characters: `host=` and `port=`, or two times of day; or whether it starts with a date as most
  /// others do, like a line of a log.
  private static boolean isShapedLike(Trial.Row row, List<Trial.Row> body) {
    if (row.size() > 1 || body.size() < 2) {
      return false;
    }
    String two = shape(row, 2);
    String five = shape(row, 5);
    long alike = body.stream().filter(each -> shape(each, 5).equals(five)).count();
    return (!two.matches("a? ?") && body.stream().allMatch(each -> shape(each, 2).equals(two)))
        || (five.contains("9") && alike == body.size())
        || (five.matches("\\[?9([-/.])9\\1(9|$)") && 2 * alike > body.size());
  }

  /// Returns the kinds of the first words, numbers and other characters of a text.
  private static String shape(Trial.Row row, int parts) {
    return PART.matcher(row.cells().getFirst())
        .results()
        .limit(parts)
        .map(part ->
            Character.isLetter(part.group().charAt(0))
                ? "a"
                : Character.isDigit(part.group().charAt(0)) ? "9" : part.group())
        .collect(Collectors.joining());
  }

  /// Returns the number of cells that can't be values of their columns.
  int excluded() {
    return odd.size();
  }

  /// Whether the row has texts in columns of numbers, dates or the like, and a value of their type
  /// in none.
  boolean isUnlikeAll() {
    return !odd.isEmpty() && fitting == 0;
  }

  /// Whether the row is a header. Without any evidence a row of texts counts as one.
  boolean isHeader() {
    return score > 0 || (score == 0 && plain);
  }

  private static List<ColumnGuess> columns(List<Trial.Row> rows, int width) {
    List<ColumnGuess> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(new ColumnGuess());
    }
    for (Trial.Row row : rows) {
      for (int i = 0; i < width; i++) {
        byte[] bytes = row.cells().get(i).getBytes(UTF_8);
        columns.get(i).add(bytes, 0, bytes.length, 0);
      }
    }
    return columns;
  }

  /// Whether the row's numbers form an arithmetic sequence, such as years as column labels, while
  /// those of the rows below don't.
  private static boolean isSequence(Trial.Row row, List<Trial.Row> body) {
    List<Integer> places =
        IntStream.range(0, row.size())
            .filter(i -> row.kinds().get(i) == CellKind.NUMBER)
            .boxed()
            .toList();
    long step = step(row, places);
    boolean years = areYears(row, places);
    if (step == 0 || places.size() < (years ? 2 : 3)) {
      return false;
    }
    if (years && body.stream().noneMatch(each -> areYears(each, places))) {
      return true;
    }
    long alike = body.stream().filter(each -> step(each, places) == step).count();
    boolean valuesAreYears =
        years && !body.isEmpty() && body.stream().allMatch(each -> areYears(each, places));
    return 2 * alike < Math.max(1, body.size()) && !valuesAreYears;
  }

  /// The difference between consecutive numbers; 0 if it varies.
  private static long step(Trial.Row row, List<Integer> places) {
    long step = 0;
    for (int i = 1; i < places.size(); i++) {
      String one = row.cells().get(places.get(i - 1));
      String next = row.cells().get(places.get(i));
      if (!isWhole(one) || !isWhole(next)) {
        return 0;
      }
      long here = Long.parseLong(next) - Long.parseLong(one);
      if (i > 1 && here != step) {
        return 0;
      }
      step = here;
    }
    return step;
  }

  private static boolean areYears(Trial.Row row, List<Integer> places) {
    return places.stream()
        .map(row.cells()::get)
        .allMatch(cell ->
            isWhole(cell)
                && Long.parseLong(cell) >= FIRST_YEAR
                && Long.parseLong(cell) <= LAST_YEAR);
  }

  private static boolean isWhole(String cell) {
    return !cell.isEmpty()
        && cell.length() < 10
        && cell.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
