package dev.rowgate.options;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A complete CSV dialect. Its special texts must be distinguishable, otherwise [#conflict()]
/// reports a problem.
///
/// `headerRows` and `commentRows` count records after the skipped lines; comments and blank lines
/// don't count, unless `countsAllLines`.
///
/// @param delimiter between the cells of a record: one character or several
/// @param quote around a cell, an ASCII character, or [#NONE]
/// @param doubleQuote whether a doubled quote in a quoted cell is one quote
/// @param escape makes the next character literal, an ASCII character, or [#NONE]
/// @param comment prefix of a comment line; empty for none
/// @param commentRows rows to skip, from 1, in order
/// @param header whether there are labels
/// @param headerRows the rows that hold the labels, from 1, in order; other rows before the last of
///   them are skipped
/// @param countsAllLines whether comments and blank lines count as rows too, as in Frictionless
/// @param headerJoin separator between the labels of one column, if there are several header rows
/// @param caseSensitiveHeader whether a label must have the same case as the field's name
/// @param skipRows number of physical lines to skip before the header; a line terminator that is
///   another text than LF, CRLF and CR ends a line, too
/// @param skipFooter number of lines to skip at the end, not counting blank ones
/// @param trim whether spaces and tabs around unquoted cells are dropped
/// @param skipInitialSpace whether spaces and tabs before a cell are dropped, before a quote too
/// @param nullSequence the text of a cell without a value; null for none
/// @param namesDelimiter whether the delimiter was given; otherwise the input's first line may name
///   another one
/// @param namesEncoding whether the encoding was given; otherwise it may be detected in the input
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

  /// The dialect has no such character.
  public static final int NONE = -1;

  /// RFC 4180 with a header, in UTF-8.
  public static final Dialect RFC_4180 = PartialDialect.NOTHING.complete();

  /// Sorts row numbers, and replaces an escape that equals the quote by doubled quotes.
  public Dialect {
    commentRows = commentRows.stream().sorted().distinct().toList();
    headerRows = headerRows.stream().sorted().distinct().toList();
    doubleQuote |= escape == quote;
    escape = escape == quote ? NONE : escape;
  }

  static Dialect of(PartialDialect given) {
    String delimiter = given.get(DialectProperty.DELIMITER);
    return new Dialect(
        delimiter == null ? given.value(DialectProperty.USUAL_DELIMITER) : delimiter,
        given.value(DialectProperty.QUOTE),
        given.value(DialectProperty.DOUBLE_QUOTE),
        given.value(DialectProperty.ESCAPE),
        given.value(DialectProperty.COMMENT),
        given.value(DialectProperty.COMMENT_ROWS),
        given.value(DialectProperty.HEADER),
        given.value(DialectProperty.HEADER_ROWS),
        given.value(DialectProperty.COUNTS_ALL_LINES),
        given.value(DialectProperty.HEADER_JOIN),
        given.value(DialectProperty.CASE_SENSITIVE_HEADER),
        given.value(DialectProperty.SKIP_ROWS),
        given.value(DialectProperty.SKIP_FOOTER),
        given.value(DialectProperty.TRIM),
        given.value(DialectProperty.SKIP_INITIAL_SPACE),
        given.value(DialectProperty.NULL_SEQUENCE).orElse(null),
        given.value(DialectProperty.LINE_TERMINATOR),
        given.value(DialectProperty.ENCODING),
        delimiter != null,
        given.get(DialectProperty.ENCODING) != null);
  }

  /// Returns this dialect as a partial one, to change some properties: `said().complete()` equals
  /// it. A delimiter that wasn't given stays the usual one, and an encoding is left out.
  public PartialDialect said() {
    return PartialDialect.NOTHING
        .with(
            namesDelimiter ? DialectProperty.DELIMITER : DialectProperty.USUAL_DELIMITER, delimiter)
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

  /// Whether nothing but blank lines can precede the labels, or the first record of an input that
  /// has neither labels nor a footer, and so isn't nothing but its footer.
  public boolean isHeadFirst() {
    return skipRows == 0
        && comment.isEmpty()
        && (header ? headerRows.getFirst() == 1 : skipFooter == 0);
  }

  /// Returns a problem if two properties contradict each other; null otherwise. The problem names
  /// the option that differs from RFC 4180; if both differ, the later one. Of an encoding and a
  /// text that it can't represent, the problem names the text.
  public @Nullable InputProblem conflict() {
    InputProblem clash = DialectConflicts.clash(this);
    if (clash == null) {
      clash = DialectConflicts.unencodable(this);
    }
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
