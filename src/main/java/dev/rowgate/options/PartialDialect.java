package dev.rowgate.options;

import org.jspecify.annotations.Nullable;

/// What one source, such as the query or the schema, says of the CSV: null where it says nothing.
/// [Dialect#NONE] as a character says that there is no such character.
public record PartialDialect(
    @Nullable Character delimiter,
    @Nullable Integer quote,
    @Nullable Integer escape,
    @Nullable Integer comment,
    @Nullable Boolean header,
    @Nullable Integer skipRows,
    @Nullable Boolean trim,
    @Nullable LineTerminator lineTerminator,
    @Nullable Encoding encoding) {

  /// Says nothing.
  public static final PartialDialect NOTHING =
      new PartialDialect(null, null, null, null, null, null, null, null, null);

  /// What a media type of tab-separated values says.
  public static final PartialDialect TSV =
      new PartialDialect('\t', null, null, null, null, null, null, null, null);

  /// What this says, and where it says nothing, what `other` does.
  public PartialDialect orElse(PartialDialect other) {
    return new PartialDialect(
        first(delimiter, other.delimiter),
        first(quote, other.quote),
        first(escape, other.escape),
        first(comment, other.comment),
        first(header, other.header),
        first(skipRows, other.skipRows),
        first(trim, other.trim),
        first(lineTerminator, other.lineTerminator),
        first(encoding, other.encoding));
  }

  /// The dialect in full, with RFC 4180 where this says nothing.
  public Dialect complete() {
    Dialect standard = Dialect.RFC_4180;
    return new Dialect(
        delimiter == null ? standard.delimiter() : delimiter,
        quote == null ? standard.quote() : quote,
        escape == null ? standard.escape() : escape,
        comment == null ? standard.comment() : comment,
        header == null ? standard.header() : header,
        skipRows == null ? standard.skipRows() : skipRows,
        trim == null ? standard.trim() : trim,
        lineTerminator == null ? standard.lineTerminator() : lineTerminator,
        encoding == null ? standard.encoding() : encoding);
  }

  private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}
