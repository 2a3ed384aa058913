package dev.rowgate.options;

import java.util.List;
import java.util.Optional;

/// One question about how a CSV is written, by the name of its option, with the answer of RFC 4180.
///
/// @param standard what holds where nobody says anything
public record DialectProperty<T>(String option, T standard) {

  public static final DialectProperty<String> DELIMITER = new DialectProperty<>("delimiter", ",");

  /// [Dialect#NONE] says that there is no such character, here and for the escape.
  public static final DialectProperty<Integer> QUOTE = new DialectProperty<>("quote", (int) '"');

  public static final DialectProperty<Boolean> DOUBLE_QUOTE =
      new DialectProperty<>("doubleQuote", true);

  public static final DialectProperty<Integer> ESCAPE =
      new DialectProperty<>("escape", Dialect.NONE);

  /// The empty text says that there are no comments.
  public static final DialectProperty<String> COMMENT = new DialectProperty<>("comment", "");

  public static final DialectProperty<List<Integer>> COMMENT_ROWS =
      new DialectProperty<>("commentRows", List.of());

  public static final DialectProperty<Boolean> HEADER = new DialectProperty<>("header", true);

  public static final DialectProperty<List<Integer>> HEADER_ROWS =
      new DialectProperty<>("headerRows", List.of(1));

  /// No option of its own: it holds for the rows of a source that counts so.
  public static final DialectProperty<Boolean> COUNTS_ALL_LINES =
      new DialectProperty<>("countsAllLines", false);

  public static final DialectProperty<String> HEADER_JOIN =
      new DialectProperty<>("headerJoin", " ");

  /// Whether a label must be written like the field, in capitals or not.
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

  /// The most characters that a delimiter, a comment, a line terminator or a null sequence has.
  /// Each is compared byte by byte wherever it may begin, so that a long one costs time.
  public static final int MOST_CHARACTERS = 64;

  /// The most lines that may be left out at the end; the reader holds that many.
  public static final int MOST_FOOTER_LINES = 1_000;

  /// The last row that may be one of the header.
  public static final int LAST_HEADER_ROW = 1_000;

  /// The last row that may be left out by its number.
  public static final int LAST_COMMENT_ROW = 1_000_000_000;
}
