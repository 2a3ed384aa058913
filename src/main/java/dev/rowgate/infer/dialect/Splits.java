package dev.rowgate.infer.dialect;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Signs that a delimiter splits something that belongs together, such as a date or padding, and
/// that another one separates the cells.
final class Splits {

  /// A date in a text between slashes, beside other text.
  private static final Pattern SPLIT_DATE =
      Pattern.compile("(?<!\\d)(\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{4}/\\d{1,2}/\\d{1,2})(?!\\d|/)");

  private Splits() {}

  /// Whether spaces, as delimiters, only enclose empty cells in a column: several spaces are one
  /// delimiter.
  static boolean padding(Trial trial, List<Trial.Row> body) {
    return trial.delimiter().equals(" ")
        && IntStream.range(0, trial.width)
            .anyMatch(i -> body.stream().allMatch(row -> row.kinds().get(i) == CellKind.EMPTY));
  }

  /// Whether the delimiter leaves a column empty in records of several lengths: it is half of a
  /// doubled one.
  static boolean doubled(Trial trial, List<Trial.Row> table) {
    return trial.delimiter().length() == 1
        && DialectGuess.mayBeDoubled(trial.delimiter())
        && Score.pattern(trial) < Score.REGULAR
        && IntStream.range(0, trial.width)
            .anyMatch(i -> table.stream().allMatch(row -> row.kinds().get(i) == CellKind.EMPTY));
  }

  /// Whether all cells of a column are the same delimiter: it was between quotes, at which the
  /// records were split.
  static boolean quotes(Trial trial, List<Trial.Row> table) {
    return !trial.delimiter().equals(" ")
        && IntStream.range(0, trial.width)
            .anyMatch(i -> {
              String cell = table.getFirst().cells().get(i);
              return cell.length() == 1
                  && Score.STRONG.contains(cell)
                  && table.size() > 1
                  && table.stream().allMatch(row -> row.cells().get(i).equals(cell));
            });
  }

  /// Whether the colons belong to times of day within longer cells: each one follows digits that
  /// aren't the whole cell, and precedes two digits.
  static boolean clocks(Trial trial, List<Trial.Row> body) {
    if (!trial.delimiter().equals(":")) {
      return false;
    }
    long clocks =
        body.stream()
            .filter(row ->
                IntStream.range(1, row.size())
                    .anyMatch(i -> isSplitClock(row.cells().get(i - 1), row.cells().get(i))))
            .count();
    return 2 * clocks > body.size();
  }

  /// Whether the slashes belong to dates.
  static boolean dates(Trial trial, List<Trial.Row> body) {
    if (!trial.delimiter().equals("/")) {
      return false;
    }
    long dates =
        body.stream()
            .filter(row -> SPLIT_DATE.matcher(String.join("/", row.cells())).find())
            .count();
    return 2 * dates > body.size();
  }

  private static boolean isSplitClock(String hours, String minutes) {
    int digits = 0;
    while (digits < hours.length() && isDigit(hours, hours.length() - 1 - digits)) {
      digits++;
    }
    boolean behindText = digits > 0 && digits <= 2 && digits < hours.length();
    return behindText
        && minutes.length() >= 2
        && isDigit(minutes, 0)
        && isDigit(minutes, 1)
        && (minutes.length() == 2 || !isDigit(minutes, 2));
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
