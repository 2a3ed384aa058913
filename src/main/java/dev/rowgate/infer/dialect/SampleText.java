package dev.rowgate.infer.dialect;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Encoding;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Unparsed text of the sample, for a quick choice of the dialects that are worth a [Trial].
final class SampleText {

  /// More text doesn't change the result.
  private static final int MOST_BYTES = 64 << 10;

  /// Minimum number of cells in single quotes; fewer may be coincidence unless they contain a
  /// delimiter.
  private static final int ENOUGH_QUOTED = 2;

  /// Number of lines that are searched for rare delimiters.
  private static final int MOST_LINES = 100;

  private static final String NO_DELIMITERS = "\"'`.-_+()[]{}<>\\\r\uFEFF";

  private static final Pattern DELIMITER_IN_APOSTROPHES = Pattern.compile("'[^'\r\n]*[,;\t|]");

  /// Quotes of some databases and terminals.
  private static final String RARE_QUOTES = "~|^`";

  private static final String BEFORE = "(?:^|[,;\t|:^~#\u0001\u001F§¦ ]) *";
  private static final String BEHIND = " *(?=$|[\r\n,;\t|:^~#\u0001\u001F§¦ ])";

  private static final Pattern IN_APOSTROPHES =
      // Limits doubled quotes: Java's regex engine recurses for each repetition of a group.
      Pattern.compile(BEFORE + "'[^'\r\n]*+(?:''[^'\r\n]*+){0,50}+'" + BEHIND, Pattern.MULTILINE);

  /// A backslash before a character that would otherwise be special.
  private static final Pattern ESCAPE = Pattern.compile("\\\\[\"',;\t|\\\\]");

  /// A backslash before a letter or digit, other than that of `\\N`, which may be a null value.
  private static final Pattern IN_TEXT = Pattern.compile("\\\\(?!N)[\\p{L}\\p{N}]");

  private final String text;

  SampleText(byte[] sample, Encoding encoding) {
    int mark = Utf8.markLength(sample, 0, sample.length);
    int length = Math.min(sample.length, MOST_BYTES) - mark;
    this.text = new String(sample, mark, Math.max(0, length), encoding.charset());
  }

  boolean contains(String part) {
    return text.contains(part);
  }

  /// Returns the characters other than `"` that may be the quote.
  List<Integer> quotes() {
    return Stream.concat(
            Stream.of('\'').filter(_ -> hasCellsInApostrophes()),
            RARE_QUOTES.chars().mapToObj(c -> (char) c).filter(this::hasAllAroundCells))
        .map(c -> (int) c)
        .toList();
  }

  /// Whether nearly all of these characters are at both ends of a cell, beside a delimiter.
  private boolean hasAllAroundCells(char quote) {
    int all = count(String.valueOf(quote));
    if (all < 2 * ENOUGH_QUOTED) {
      return false;
    }
    String mark = Pattern.quote(String.valueOf(quote));
    String between = "[,;\t|^~]".replace(String.valueOf(quote), "");
    String cell = mark + "[^" + mark + "\r\n]*+" + mark;
    long inner =
        Pattern.compile("(?<=" + between + ")" + cell + "|" + cell + "(?=" + between + ")")
            .matcher(text)
            .results()
            .count();
    return 2 * inner * 10 >= 9L * all;
  }

  private boolean hasCellsInApostrophes() {
    if (text.indexOf('\'') < 0) {
      return false;
    }
    List<String> cells =
        IN_APOSTROPHES
            .matcher(text)
            .results()
            .limit(ENOUGH_QUOTED)
            .map(MatchResult::group)
            .toList();
    return cells.size() >= ENOUGH_QUOTED
        || cells.stream().anyMatch(cell -> DELIMITER_IN_APOSTROPHES.matcher(cell.strip()).find());
  }

  boolean hasEscapes() {
    return text.indexOf('\\') >= 0 && ESCAPE.matcher(text).find();
  }

  /// Returns the first backslash with the character behind it if that needs no escape.
  Optional<String> backslashInText() {
    return IN_TEXT.matcher(text).results().map(MatchResult::group).findFirst();
  }

  /// Whether `cell` occurs as a whole unquoted cell.
  boolean hasCell(String cell, String delimiter) {
    String end = Pattern.quote(delimiter) + "|[\r\n]";
    return text.contains(cell)
        && Pattern.compile("(?:^|%s)%s(?=%s|$)".formatted(end, Pattern.quote(cell), end))
            .matcher(text)
            .find();
  }

  /// Whether spaces follow at least a third of the delimiters, or are followed by a quote or a
  /// space.
  boolean hasSpacesBehind(String delimiter) {
    String spaced = delimiter + " ";
    int padded = count(spaced);
    return padded > 0
        && (3 * padded >= count(delimiter)
            || text.contains(spaced + "\"")
            || text.contains(spaced + " "));
  }

  /// Whether spaces precede at least a third of the delimiters, or one in each line, as if a column
  /// had a fixed width.
  boolean hasSpacesBefore(String delimiter) {
    int padded = count(" " + delimiter);
    return padded > 1
        && (3 * padded >= count(delimiter) || 10L * padded >= 9 * text.lines().count());
  }

  private int count(String part) {
    return count(text, part);
  }

  private static int count(String text, String part) {
    int count = 0;
    int at = text.indexOf(part);
    while (at >= 0) {
      count++;
      at = text.indexOf(part, at + part.length());
    }
    return count;
  }

  /// Returns the delimiter; doubled if it only occurs in pairs, as in `||`; and both if nearly all
  /// lines have equally many pairs.
  Stream<String> singleOrDoubled(String delimiter) {
    String doubled = delimiter + delimiter;
    if (!text.contains(doubled)) {
      return Stream.of(delimiter);
    }
    if (count(delimiter) == 2 * count(doubled)) {
      return Stream.of(doubled);
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(MOST_LINES).toList();
    int times = count(lines.get(lines.size() / 2), doubled);
    long same = lines.stream().filter(line -> count(line, doubled) == times).count();
    return times > 0 && lines.size() > 1 && same * 10 >= lines.size() * 9L
        ? Stream.of(delimiter, doubled)
        : Stream.of(delimiter);
  }

  /// Returns the punctuation and control characters that occur in nearly all lines, and equally
  /// often in each.
  List<String> inAllLines() {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(MOST_LINES).toList();
    if (lines.size() < 2) {
      return List.of();
    }
    // The first line may be a title, the last one incomplete.
    String line = lines.get(lines.size() / 2);
    return line.chars()
        .filter(c -> !Character.isLetterOrDigit(c) && NO_DELIMITERS.indexOf(c) < 0)
        .distinct()
        .filter(c -> isInAll(lines, c, count(line, c)))
        .mapToObj(Character::toString)
        .toList();
  }

  private static boolean isInAll(List<String> lines, int c, long times) {
    long same = lines.stream().filter(line -> count(line, c) == times).count();
    return same * 10 >= lines.size() * 9L;
  }

  private static long count(String line, int c) {
    long count = 0;
    for (int i = 0; i < line.length(); i++) {
      count += line.charAt(i) == c ? 1 : 0;
    }
    return count;
  }

  /// Returns the first character if it is a punctuation mark that may be the prefix of comments,
  /// and no other cell of the first line begins with it.
  Optional<String> firstMark() {
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    if (text.length() == at || "!*;@&$?~^".indexOf(text.charAt(at)) < 0) {
      return Optional.empty();
    }
    String mark = text.substring(at, at + 1);
    String line = text.lines().findFirst().orElse("");
    boolean ofCells = Stream.of(",", ";", "\t", "|").anyMatch(each -> line.contains(each + mark));
    return ofCells ? Optional.empty() : Optional.of(mark);
  }

  /// Whether all of the first lines, which are many, start with the text.
  boolean isAllOf(String start) {
    List<String> lines = text.lines().limit(MOST_LINES).toList();
    return lines.size() == MOST_LINES && lines.stream().allMatch(line -> line.startsWith(start));
  }

  /// Whether a line starts with the text.
  boolean hasLineWith(String start) {
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    return text.startsWith(start, begin)
        || text.contains("\n" + start)
        || text.contains("\r" + start);
  }
}
