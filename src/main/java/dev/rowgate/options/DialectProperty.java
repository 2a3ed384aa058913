package dev.rowgate.options;

import java.util.List;
import java.util.Optional;

/// One property of a dialect, by the name of its option, with its value in RFC 4180.
///
/// @param standard the default value
public record DialectProperty<T>(String option, T standard) {

  public static final DialectProperty<String> DELIMITER = new DialectProperty<>("delimiter", ",");

  /// Not an option: the delimiter if neither a source nor the input's first line names one.
  public static final DialectProperty<String> USUAL_DELIMITER =
      new DialectProperty<>("usualDelimiter", ",");

  /// [Dialect#NONE] means that there is no such character, here and for the escape.
  public static final DialectProperty<Integer> QUOTE = new DialectProperty<>("quote", (int) '"');

  public static final DialectProperty<Boolean> DOUBLE_QUOTE =
      new DialectProperty<>("doubleQuote", true);

  public static final DialectProperty<Integer> ESCAPE =
      new DialectProperty<>("escape", Dialect.NONE);

  /// The empty text means that there are no comments.
  public static final DialectProperty<String> COMMENT = new DialectProperty<>("comment", "");

  public static final DialectProperty<List<Integer>> COMMENT_ROWS =
      new DialectProperty<>("commentRows", List.of());

  public static final DialectProperty<Boolean> HEADER = new DialectProperty<>("header", true);

  public static final DialectProperty<List<Integer>> HEADER_ROWS =
      new DialectProperty<>("headerRows", List.of(1));

  /// Not an option: set by a source whose row numbers count all lines.
  public static final DialectProperty<Boolean> COUNTS_ALL_LINES =
      new DialectProperty<>("countsAllLines", false);

  public static final DialectProperty<String> HEADER_JOIN =
      new DialectProperty<>("headerJoin", " ");

  /// Whether a label must have the same case as the field's name.
  public static final DialectProperty<Boolean> CASE_SENSITIVE_HEADER =
      new DialectProperty<>("caseSensitiveHeader", true);

  public static final DialectProperty<Integer> SKIP_ROWS = new DialectProperty<>("skipRows", 0);

  public static final DialectProperty<Integer> SKIP_FOOTER = new DialectProperty<>("skipFooter", 0);

  public static final DialectProperty<Boolean> TRIM = new DialectProperty<>("trim", false);

  public static final DialectProperty<Boolean> SKIP_INITIAL_SPACE =
      new DialectProperty<>("skipInitialSpace", false);

  public static final DialectProperty<Optional<String>> NULL_SEQUENCE =
      new DialectProperty<>("nullSequence", Optional.empty());

  public static final DialectProperty<LineTerminator> LINE_TERMINATOR =
      new DialectProperty<>("lineTerminator", LineTerminator.ANY);

  public static final DialectProperty<Encoding> ENCODING =
      new DialectProperty<>("encoding", Encoding.UTF_8);

  /// Maximum number of characters in a delimiter, a comment, a line terminator or a null sequence.
  /// Each is compared byte by byte wherever it may begin, so a long one costs time.
  public static final int MOST_CHARACTERS = 64;

  /// Maximum number of lines to skip at the end; the reader holds that many.
  public static final int MOST_FOOTER_LINES = 1_000;

  /// The last row that may be part of the header.
  public static final int LAST_HEADER_ROW = 1_000;

  /// The last row that may be skipped by its number.
  public static final int LAST_COMMENT_ROW = 1_000_000_000;
}
