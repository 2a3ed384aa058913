package dev.rowgate.options;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the CSV is written, every question answered. What means something in it can be told apart,
/// or else [#conflict()] says what can't.
///
/// A row, as `headerRows` and `commentRows` count them, is a record behind the skipped lines;
/// comments and blank lines are none, unless `countsAllLines`.
///
/// @param delimiter between the cells of a record: one character or several
/// @param quote around a cell, an ASCII character, or [#NONE]
/// @param doubleQuote whether a doubled quote in a quoted cell is one quote
/// @param escape makes the next character literal, an ASCII character, or [#NONE]
/// @param comment at its start makes a line a comment; empty for none
/// @param commentRows rows left out, from 1, in order
/// @param header whether there are labels
/// @param headerRows the rows that hold the labels, from 1, in order; rows before the last of them
///   that are none are left out
/// @param countsAllLines whether comments and blank lines are rows too, as Frictionless has them
/// @param headerJoin between the labels of one column
/// @param caseSensitiveHeader whether a label must be written like the field, in capitals or not
/// @param skipRows physical lines left out before the header
/// @param skipFooter lines left out at the end, blank ones not counted
/// @param trim whether spaces and tabs around unquoted cells are dropped
/// @param skipInitialSpace whether spaces and tabs before a cell are dropped, before a quote too
/// @param nullSequence what a cell without a value is written as, or null if there is no such thing
/// @param namesDelimiter whether somebody said what the delimiter is; otherwise the input itself
///   may
/// @param namesEncoding whether somebody said what the encoding is; otherwise the input itself may
public record Dialect(
    String delimiter,
    int quote,
    boolean doubleQuote,
    int escape,
    String comment,
    List<Integer> commentRows,
    boolean header,
    List<Integer> headerRows,
    boolean countsAllLines,
    String headerJoin,
    boolean caseSensitiveHeader,
    int skipRows,
    int skipFooter,
    boolean trim,
    boolean skipInitialSpace,
    @Nullable String nullSequence,
    LineTerminator lineTerminator,
    Encoding encoding,
    boolean namesDelimiter,
    boolean namesEncoding) {

  /// No such character in this dialect.
  public static final int NONE = -1;

  /// RFC 4180 with a header, in UTF-8.
  public static final Dialect RFC_4180 = PartialDialect.NOTHING.complete();

  /// An escape that is the quote itself says that quotes are doubled.
  public Dialect {
    commentRows = commentRows.stream().sorted().distinct().toList();
    headerRows = headerRows.stream().sorted().distinct().toList();
    doubleQuote |= escape == quote;
    escape = escape == quote ? NONE : escape;
  }

  /// This dialect as a partial one, to change some of it: `said().complete()` equals it. It says
  /// nothing about a delimiter or an encoding that nobody named.
  public PartialDialect said() {
    return PartialDialect.NOTHING
        .with(DialectProperty.DELIMITER, namesDelimiter ? delimiter : null)
        .with(DialectProperty.QUOTE, quote)
        .with(DialectProperty.DOUBLE_QUOTE, doubleQuote)
        .with(DialectProperty.ESCAPE, escape)
        .with(DialectProperty.COMMENT, comment)
        .with(DialectProperty.COMMENT_ROWS, commentRows)
        .with(DialectProperty.HEADER, header)
        .with(DialectProperty.HEADER_ROWS, headerRows)
        .with(DialectProperty.COUNTS_ALL_LINES, countsAllLines)
        .with(DialectProperty.HEADER_JOIN, headerJoin)
        .with(DialectProperty.CASE_SENSITIVE_HEADER, caseSensitiveHeader)
        .with(DialectProperty.SKIP_ROWS, skipRows)
        .with(DialectProperty.SKIP_FOOTER, skipFooter)
        .with(DialectProperty.TRIM, trim)
        .with(DialectProperty.SKIP_INITIAL_SPACE, skipInitialSpace)
        .with(DialectProperty.NULL_SEQUENCE, Optional.ofNullable(nullSequence))
        .with(DialectProperty.LINE_TERMINATOR, lineTerminator)
        .with(DialectProperty.ENCODING, namesEncoding ? encoding : null);
  }

  /// What keeps the parts of this dialect from standing together, or null if nothing does. Named is
  /// the option that was changed from RFC 4180; if both were, the one that comes later.
  public @Nullable InputProblem conflict() {
    InputProblem clash = DialectConflicts.clash(this);
    if (clash != null) {
      return clash;
    }
    return header
        ? commentRows.stream()
            .filter(headerRows::contains)
            .findFirst()
            .map(row ->
                new InputProblem.BadOption(
                    "commentRows",
                    Excerpt.of(row.toString()),
                    "rows other than those of the header",
                    null))
            .orElse(null)
        : null;
  }
}
