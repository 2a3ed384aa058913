package dev.rowgate.infer.dialect;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Check whether a trial splits a single column of sentences, addresses or the like at their
/// commas.
final class Sentences {

  /// Minimum share of records with another number of cells in lines of text, as a divisor.
  private static final int PER_OTHER = 10;

  /// A date before other text, perhaps in a bracket.
  private static final Pattern DATED =
      Pattern.compile("\\[?\\d{1,4}([-/.])\\d{1,2}\\1\\d{1,4}[ T,]");

  private Sentences() {}

  /// Returns whether the records are sentences: few of them have the number of cells of the table,
  /// most of the others have one cell, and no column has numbers, dates or the like.
  ///
  /// @param body the records of the table, without a possible header
  static boolean are(Trial trial, List<Trial.Row> body) {
    int records = trial.rows.size() - trial.rules;
    int others = records - trial.fits;
    long single = trial.rows.stream().filter(row -> row.size() == 1).count();
    boolean few =
        2 * trial.fits < records || (areSpaced(trial, body) && 4 * trial.fits < 3 * records);
    return few && 2 * single > others && !hasTypedColumn(trial, body);
  }

  /// Whether most records end like sentences and not all of them have as many commas.
  static boolean areProse(Trial trial, List<Trial.Row> body) {
    long ends =
        trial.rows.stream()
            .filter(row -> row.size() > 0 && isSentence(row.cells().getLast()))
            .count();
    return trial.fits < trial.rows.size()
        && 2 * ends > trial.rows.size()
        && areSpaced(trial, body)
        && !hasTypedColumn(trial, body);
  }

  /// Whether a space splits sentences of equally many words: most records end in a word with the
  /// mark of a sentence, which no other of their words has.
  static boolean areWords(Trial trial) {
    long ends = trial.rows.stream().filter(Sentences::areWordsOfSentence).count();
    return trial.delimiter().equals(" ") && 2 * ends > trial.rows.size();
  }

  private static boolean areWordsOfSentence(Trial.Row row) {
    return row.size() > 1
        && isEnd(row.cells().getLast())
        && row.cells().stream().filter(Sentences::isEnd).count() == 1;
  }

  /// Names of domains may end with a point, but have others.
  private static boolean isEnd(String word) {
    int last = word.length() - 1;
    return last > 0
        && hasMarkAtEnd(word)
        && Character.isLetter(word.charAt(last - 1))
        && (word.charAt(last) != '.' || word.indexOf('.') == last);
  }

  /// Whether a column has mostly numbers, dates or the like, or codes: cells with digits or in
  /// capitals.
  static boolean hasValues(Trial trial, List<Trial.Row> body) {
    return hasTypedColumn(trial, body)
        || IntStream.range(0, trial.width)
            .anyMatch(i -> body.stream().allMatch(row -> isCode(row.cells().get(i))));
  }

  private static boolean isCode(String cell) {
    return cell.chars().anyMatch(Character::isDigit)
        || (cell.length() > 1 && cell.chars().allMatch(c -> Character.isUpperCase(c) || c == '_'));
  }

  /// Whether the records are lines of text behind a time, as programs log them and chats are
  /// exported: their number of cells varies, the cells behind the time are of several words, and no
  /// other column has numbers, dates or the like.
  ///
  /// @param body the records of the table, without a possible header
  static boolean areLogged(Trial trial, List<Trial.Row> body) {
    long records = trial.rows.stream().filter(row -> row.size() > 0).count();
    long timed = trial.rows.stream().filter(Sentences::isTimed).count();
    return (records - trial.fits) * PER_OTHER >= records
        && isTimed(trial.rows.getFirst())
        && 2 * timed > records
        && trial.width > 1
        && areWords(body, 1)
        && IntStream.range(1, trial.width).noneMatch(i -> isTyped(body, i));
  }

  private static boolean isTimed(Trial.Row row) {
    return row.size() > 0
        && (row.kinds().getFirst() == CellKind.TEMPORAL
            || DATED.matcher(row.cells().getFirst()).lookingAt());
  }

  private static boolean areWords(List<Trial.Row> body, int column) {
    long words = body.stream().filter(row -> row.cells().get(column).indexOf(' ') >= 0).count();
    return 2 * words > body.size();
  }

  /// Whether a text of several words ends like a sentence.
  private static boolean isSentence(String text) {
    return text.indexOf(' ') >= 0 && hasMarkAtEnd(text);
  }

  private static boolean hasMarkAtEnd(String text) {
    return ".!?…。".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  /// Whether the table is a list of addresses, names or the like below one label: spaces follow all
  /// delimiters, few columns have numbers or dates, and no second row has labels for those.
  ///
  /// @param body the records of the table, without a possible header
  static boolean areListed(Trial trial, List<Trial.Row> body) {
    if (trial.first != 1 || trial.rows.getFirst().size() != 1 || !areSpaced(trial, body)) {
      return false;
    }
    List<Integer> typed =
        IntStream.range(0, trial.width).filter(i -> isTyped(body, i)).boxed().toList();
    Trial.Row upper = trial.rows.get(trial.first);
    return 2 * typed.size() < trial.width
        && typed.stream().allMatch(i -> upper.kinds().get(i).isTyped());
  }

  /// Whether spaces follow all delimiters, as in sentences.
  private static boolean areSpaced(Trial trial, List<Trial.Row> body) {
    return trial.dialect.complete().skipInitialSpace()
        || body.stream()
            .flatMap(row -> row.cells().stream().skip(1))
            .allMatch(cell -> cell.startsWith(" "));
  }

  /// Whether a column has mostly numbers, dates or the like.
  static boolean hasTypedColumn(Trial trial, List<Trial.Row> body) {
    return IntStream.range(0, trial.width).anyMatch(i -> isTyped(body, i));
  }

  private static boolean isTyped(List<Trial.Row> body, int column) {
    long typed = body.stream().filter(row -> row.kinds().get(column).isTyped()).count();
    return 2 * typed > body.size();
  }
}
