package dev.rowgate.options;

import java.util.List;
import java.util.Optional;

/// One property of a dialect, by the name of its option, with its value in RFC 4180. Front ends
/// derive their options from this table.
///
/// @param standard the default value
/// @param kind how the option's text is read
/// @param help what it is for, in sentences
/// @param usual the default value in the help; empty if it is obvious
public record DialectProperty<T>(
    String option, T standard, OptionValue<T> kind, String help, String usual) {

  /// Maximum number of characters in a delimiter, a comment, a line terminator or a null sequence.
  /// Each is compared byte by byte wherever it may begin, so a long one costs time.
  public static final int MOST_CHARACTERS = 64;

  /// Maximum number of lines to skip at the end; the reader holds that many.
  public static final int MOST_FOOTER_LINES = 1_000;

  /// The last row that may be part of the header.
  public static final int LAST_HEADER_ROW = 1_000;

  /// The last row that may be skipped by its number.
  public static final int LAST_COMMENT_ROW = 1_000_000_000;

  public static final DialectProperty<String> DELIMITER =
      new DialectProperty<>(
          "delimiter",
          ",",
          OptionValue.characters(),
          "Separator of cells; tab or \\t for a tab.",
          "a comma, or a tab if the file's name is *.tsv or *.tab");

  /// Not an option: the delimiter if neither a source nor the input's first line names one.
  public static final DialectProperty<String> USUAL_DELIMITER =
      new DialectProperty<>("usualDelimiter", ",", OptionValue.characters(), "", "");

  /// [Dialect#NONE] means that there is no such character, here and for the escape.
  public static final DialectProperty<Integer> QUOTE =
      new DialectProperty<>(
          "quote",
          (int) '"',
          OptionValue.characterOrNone(),
          "Quote character; '' for none.",
          "the double quote");

  public static final DialectProperty<Boolean> DOUBLE_QUOTE =
      new DialectProperty<>(
          "doubleQuote",
          true,
          OptionValue.trueOrFalse(),
          "Whether two quotes in a quoted cell mean one.",
          "true");

  public static final DialectProperty<Integer> ESCAPE =
      new DialectProperty<>(
          "escape",
          Dialect.NONE,
          OptionValue.characterOrNone(),
          "Escape character: the next character is literal.",
          "none");

  /// The empty text means that there are no comments.
  public static final DialectProperty<String> COMMENT =
      new DialectProperty<>(
          "comment", "", OptionValue.charactersOrNone(), "Prefix of comment lines.", "none");

  public static final DialectProperty<List<Integer>> COMMENT_ROWS =
      new DialectProperty<>(
          "commentRows",
          List.of(),
          OptionValue.rowsOrNone(1_000, LAST_COMMENT_ROW),
          "Numbers of rows to skip, from 1.",
          "");

  public static final DialectProperty<Boolean> HEADER =
      new DialectProperty<>(
          "header",
          true,
          OptionValue.header(),
          "Whether the first record holds the labels.",
          "true");

  /// Limited, because each header row adds a label to every column, and all are joined.
  public static final DialectProperty<List<Integer>> HEADER_ROWS =
      new DialectProperty<>(
          "headerRows",
          List.of(1),
          OptionValue.rows(100, LAST_HEADER_ROW),
          "Numbers of the rows that hold the labels.",
          "1");

  /// Not an option: set by a source whose row numbers count all lines.
  public static final DialectProperty<Boolean> COUNTS_ALL_LINES =
      new DialectProperty<>("countsAllLines", false, OptionValue.trueOrFalse(), "", "");

  public static final DialectProperty<String> HEADER_JOIN =
      new DialectProperty<>(
          "headerJoin",
          " ",
          OptionValue.text(),
          "Separator of the labels of several header rows.",
          "a space");

  public static final DialectProperty<Boolean> CASE_SENSITIVE_HEADER =
      new DialectProperty<>(
          "caseSensitiveHeader",
          true,
          OptionValue.trueOrFalse(),
          "Whether a label must have the same case as the field's name.",
          "true");

  /// Limited, because no preamble is longer, and lines are counted one by one.
  public static final DialectProperty<Integer> SKIP_ROWS =
      new DialectProperty<>(
          "skipRows",
          0,
          OptionValue.wholeNumberUpTo(1_000_000),
          "Number of lines to skip before the header.",
          "");

  public static final DialectProperty<Integer> SKIP_FOOTER =
      new DialectProperty<>(
          "skipFooter",
          0,
          OptionValue.wholeNumberUpTo(MOST_FOOTER_LINES),
          "Number of lines to skip at the end, not counting blank ones.",
          "");

  public static final DialectProperty<Boolean> TRIM =
      new DialectProperty<>(
          "trim",
          false,
          OptionValue.trueOrFalse(),
          "Remove spaces and tabs around unquoted cells; --trim is --trim=true.",
          "");

  public static final DialectProperty<Boolean> SKIP_INITIAL_SPACE =
      new DialectProperty<>(
          "skipInitialSpace",
          false,
          OptionValue.trueOrFalse(),
          "Remove spaces and tabs before cells, also before a quote.",
          "");

  public static final DialectProperty<Optional<String>> NULL_SEQUENCE =
      new DialectProperty<>(
          "nullSequence",
          Optional.empty(),
          OptionValue.text().map(Optional::of),
          "Text of a cell without a value.",
          "none");

  public static final DialectProperty<LineTerminator> LINE_TERMINATOR =
      new DialectProperty<>(
          "lineTerminator",
          LineTerminator.ANY,
          OptionValue.lineTerminator(),
          "End of a record: any, lf, crlf, cr or another text.",
          "any");

  public static final DialectProperty<Encoding> ENCODING =
      new DialectProperty<>(
          "encoding",
          Encoding.UTF_8,
          OptionValue.encoding(),
          "Character encoding, such as windows-1252.",
          "utf-8");

  /// Those that are options, in the order of the help.
  public static final List<DialectProperty<?>> OPTIONS =
      List.of(
          DELIMITER,
          QUOTE,
          DOUBLE_QUOTE,
          ESCAPE,
          COMMENT,
          COMMENT_ROWS,
          HEADER,
          HEADER_ROWS,
          HEADER_JOIN,
          CASE_SENSITIVE_HEADER,
          SKIP_ROWS,
          SKIP_FOOTER,
          TRIM,
          SKIP_INITIAL_SPACE,
          NULL_SEQUENCE,
          LINE_TERMINATOR,
          ENCODING);

  /// Whether its flag may omit the value, which is then `true`.
  public boolean isSwitch() {
    return kind.label().equals("BOOL");
  }
}
