package dev.rowgate.options;

/// How the CSV is written, every question answered. The special characters are ASCII; they differ
/// from each other, which [#conflict()] tells.
///
/// @param delimiter between the cells of a record
/// @param quote around a cell, or [#NONE]
/// @param escape makes the next character literal, or [#NONE]
/// @param comment at its start makes a line a comment, or [#NONE]
/// @param header whether the first record holds the labels
/// @param skipRows physical lines left out before the header
/// @param trim whether spaces and tabs around unquoted cells are dropped
public record Dialect(
    char delimiter,
    int quote,
    int escape,
    int comment,
    boolean header,
    int skipRows,
    boolean trim,
    LineTerminator lineTerminator,
    Encoding encoding) {

  /// No such character in this dialect.
  public static final int NONE = -1;

  /// RFC 4180 with a header, in UTF-8.
  public static final Dialect RFC_4180 =
      new Dialect(',', '"', NONE, NONE, true, 0, false, LineTerminator.ANY, Encoding.UTF_8);
}
