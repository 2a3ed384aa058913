package dev.rowgate.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problem that ends a run or prevents its start: of the input as a whole, its header, or the
/// request.
public sealed interface InputProblem extends Problem {

  /// The labels of the header can't be used. All of a header's problems are reported at once.
  sealed interface HeaderProblem extends InputProblem {}

  /// Something is wrong with the HTTP request around the input.
  sealed interface RequestProblem extends InputProblem {}

  /// The input ends before a header line.
  record EmptyInput() implements HeaderProblem {}

  /// The header line itself can't be split into labels.
  ///
  /// @param line the physical line on which it starts
  record BrokenHeader(long line, RowProblem.Broken cause) implements HeaderProblem {
    @Override
    public int columnNumber() {
      return cause.columnNumber();
    }
  }

  /// A skipped line before the header, such as a comment, exceeds the limit of a record.
  ///
  /// @param line its number, from 1
  /// @param limit of a record, in bytes
  record LeftOutLineTooLong(long line, int limit) implements HeaderProblem {}

  /// Comments, blank lines and skipped rows before the header exceed their limit.
  ///
  /// @param limit of all together, in bytes
  record HeadTooLong(long limit) implements HeaderProblem {}

  /// The lines to skip at the end exceed the limit of a record.
  ///
  /// @param lines number of lines to skip
  /// @param limit of all together, in bytes
  record FooterTooLong(int lines, int limit) implements InputProblem {}

  /// Lines that `skipFooter` leaves out at the end would be valid records: a warning.
  ///
  /// @param line the number of the first one
  /// @param lines how many are
  record SkippedRecords(long line, int lines) implements InputProblem {}

  /// All labels are blank, but a schema requires names.
  record BlankHeader() implements HeaderProblem {}

  /// A label is blank, and the column gets a made-up name: a warning.
  record BlankLabel(int columnNumber, String column) implements HeaderProblem {}

  /// A label is blank, and its made-up name isn't the one that the schema requires.
  ///
  /// @param column the made-up name
  /// @param expected the name of the field at this position; null for none
  record BlankLabelNotFitting(int columnNumber, String column, @Nullable String expected)
      implements HeaderProblem {}

  /// The header is a single label that contains a common delimiter other than the dialect's: a
  /// warning, and a hint if the header is refused.
  ///
  /// @param delimiter of the dialect
  /// @param found the delimiter that may be meant
  record UndividedHeader(String delimiter, String found) implements HeaderProblem {}

  /// Two columns have the same label, which an object can't represent.
  ///
  /// @param firstNumber the position of the first column with that label
  record DuplicateLabel(String column, int columnNumber, int firstNumber)
      implements HeaderProblem {}

  /// A column that isn't in the schema has the output name of one of its fields, which an object
  /// can't represent.
  record TakenKey(String column, int columnNumber, String field) implements HeaderProblem {}

  /// A field of the schema has no column.
  record MissingLabel(String column) implements HeaderProblem {}

  /// A column isn't in the schema, and `fieldsMatch` doesn't allow that.
  record ExtraLabel(String column, int columnNumber) implements HeaderProblem {}

  /// A column isn't in the schema, and `fieldsMatch` doesn't allow that, but its label looks like a
  /// field's name.
  ///
  /// @param field that it looks like
  record LookAlikeLabel(String column, int columnNumber, String field) implements HeaderProblem {}

  /// A field of the schema has no column, but a column that isn't in the schema looks like it.
  ///
  /// @param label the label of that column
  /// @param labelNumber its position, from 1
  record MissingLookAlike(String column, String label, int labelNumber) implements HeaderProblem {}

  /// A label has an invisible character, such as a second byte order mark: a warning.
  ///
  /// @param at the position of the character, from 1
  record UnseenCharacter(String column, int columnNumber, int at, int character)
      implements HeaderProblem {}

  /// A property of the descriptor has no effect where it is: a warning.
  ///
  /// @param pointer to the property
  /// @param option the option of a run that has the property's name, or null
  /// @param place the object to which it belongs; null if no object has such a property
  record UnusedProperty(String pointer, @Nullable String option, @Nullable String place)
      implements InputProblem {}

  /// The label isn't that of the schema's field at this position, and the order matters.
  record IncorrectLabel(String column, int columnNumber, String expected)
      implements HeaderProblem {}

  /// A column has a name that the wire format reserves.
  record ReservedColumn(String column, int columnNumber) implements HeaderProblem {}

  /// All records have an additional empty cell after the last column: a warning.
  ///
  /// @param columnNumber the position of that cell, from 1
  /// @param records the number of records
  record SurplusCell(int columnNumber, long records) implements InputProblem {}

  /// Records were rejected because they aren't UTF-8, and no encoding was given, or only by the
  /// schema: a warning.
  ///
  /// @param encoding a likely one
  /// @param isOfSchema whether the schema says UTF-8
  record UnnamedEncoding(String encoding, boolean isOfSchema) implements InputProblem {}

  /// The input is UTF-8, but another encoding was named. In UTF-16 that is a fault, since there
  /// would be a header only; in an encoding of bytes it is a warning.
  ///
  /// @param encoding the named one
  /// @param isOfSchema whether the schema names it
  record MisnamedEncoding(String encoding, boolean isOfSchema) implements HeaderProblem {}

  /// A column has the name of a position that precedes each row.
  record PositionColumn(String column, int columnNumber) implements HeaderProblem {}

  /// More records were rejected than `maxErrors` or `maxErrorRatio` allows.
  ///
  /// @param option the option whose limit was exceeded
  /// @param limit its value as given
  record TooManyErrors(String option, String limit, long rejected, long read)
      implements InputProblem {
    @Override
    public String expected() {
      return limit;
    }
  }

  /// A record was rejected under `errors=fail`.
  record RecordRejected(long record) implements InputProblem {}

  /// The input is longer than the limit.
  ///
  /// @param limit in bytes, after any Content-Encoding
  record UploadTooLarge(long limit) implements InputProblem {}

  /// The input ended prematurely.
  ///
  /// @param reason as the front end saw it, in a few words, without paths
  record ReadFailed(String reason) implements InputProblem {}

  /// The file became shorter while it was read, so that a part of it is unknown.
  ///
  /// @param atStart its size in bytes when reading began
  /// @param atEnd its size in bytes when reading ended
  /// @param read number of bytes up to the last one that was read
  record InputChanged(long atStart, long atEnd, long read) implements InputProblem {}

  /// The file of which a part is to be converted has another size or time of change than when it
  /// was split.
  record PartChanged() implements InputProblem {}

  /// The file of which a part is to be converted has other content than when it was split.
  ///
  /// @param end offset in bytes of the end of the part, where no record ends
  record PartMisfit(long end) implements InputProblem {}

  /// The upload is slower than the minimum rate.
  ///
  /// @param limit in bytes per second
  record UploadTooSlow(long limit) implements InputProblem {}

  /// The request exceeds the total time.
  ///
  /// @param limit in milliseconds
  record TimeUp(long limit) implements InputProblem {}

  /// Nothing more of the upload arrived after the response had started.
  record UploadStalled() implements InputProblem {}

  /// There is no more disk space to spool the response.
  ///
  /// @param reason what is exhausted, as a sentence
  record SpoolFull(String reason) implements InputProblem {}

  /// There is no disk space to spool the input, which foreign keys require to be read twice.
  ///
  /// @param reason what is exhausted, as a sentence
  record InputSpoolFull(String reason) implements InputProblem {}

  /// The disk for temporary data can't be used: full, removed, read-only, defective.
  ///
  /// @param reason from the system, without file names
  record StorageFailed(String reason) implements InputProblem {}

  /// The compressed input is malformed, truncated, or followed by other data.
  ///
  /// @param format `gzip` or `zstd`
  /// @param reason as a sentence about the input
  record BadCompression(String format, String reason) implements InputProblem {}

  /// The compression ratio is so large that the input must be an attack.
  ///
  /// @param limit maximum number of decompressed bytes per compressed byte
  record InflateRatio(int limit) implements InputProblem {}

  /// There is no more storage for keys.
  ///
  /// @param keys number of keys stored
  record UniquenessBudget(long keys) implements InputProblem {}

  /// A file that foreign keys refer to can't be used.
  ///
  /// @param name of that file, as in the schema
  /// @param line in that file, from 1; 0 if unknown
  /// @param cause the problem there
  record BadReference(String name, long line, Problem cause) implements InputProblem {}

  /// Foreign keys refer to a file that wasn't given.
  record MissingReference(String name) implements InputProblem {}

  /// A file was given that no foreign key refers to.
  ///
  /// @param suggestion the nearest name, or null
  /// @param known the names that foreign keys refer to
  record UnknownReference(String name, @Nullable String suggestion, List<String> known)
      implements InputProblem {
    public UnknownReference {
      known = List.copyOf(known);
    }
  }

  /// There is no option of that name.
  ///
  /// @param suggestion the nearest allowed name, or null
  record UnknownOption(String name, @Nullable String suggestion, List<String> allowed)
      implements InputProblem {
    public UnknownOption {
      allowed = List.copyOf(allowed);
    }
  }

  /// An option doesn't allow the value, or was given twice.
  ///
  /// @param suggestion the nearest allowed value, or null
  record BadOption(String name, Excerpt value, String expected, @Nullable String suggestion)
      implements InputProblem {}

  /// The input has another format that is often sent by mistake.
  ///
  /// @param looksLike that format: `a ZIP or XLSX file`
  /// @param mend what to do about it
  record NotCsv(String looksLike, String mend) implements InputProblem {}

  /// The input begins with a byte order mark with which it can't be text in the named encoding.
  ///
  /// @param mark the encoding whose mark it is
  /// @param encoding the named one
  record EncodingConflict(String mark, String encoding) implements HeaderProblem {}

  /// The input begins with the byte order mark of another encoding than the named one, as which it
  /// is read: a warning.
  ///
  /// @param mark the encoding whose mark it is; of UTF-8 it is skipped
  /// @param encoding the named one
  record OtherMark(String mark, String encoding) implements HeaderProblem {}

  /// A byte order mark determines that the input is UTF-16, and no encoding was given: a warning.
  ///
  /// @param encoding its name
  record EncodingByMark(String encoding) implements InputProblem {}

  /// The first line of the input is `sep=X`, not data: a warning.
  ///
  /// @param sep the character `X`
  /// @param delimiter of the dialect, which differs from `sep` if another one was given
  record SepLine(String sep, String delimiter) implements InputProblem {}

  /// A form body has no line end: `curl -d @file` removes them.
  record NewlinesLost() implements RequestProblem {}

  /// A form body is a form field: `curl -d file=@FILE` sends the name, not the file.
  record FormField(String name) implements RequestProblem {}

  /// There is no schema of that name.
  ///
  /// @param known the first of the existing names
  /// @param others the number of further ones
  record UnknownSchema(String name, @Nullable String suggestion, List<String> known, int others)
      implements RequestProblem {
    public UnknownSchema {
      known = List.copyOf(known);
    }
  }

  /// A multipart body without part `file`, or with its parts in another order than `schema`,
  /// `file`.
  record BadMultipart(String reason) implements RequestProblem {}

  /// Parts of a multipart body were ignored: a warning.
  ///
  /// @param names the first of them
  /// @param others the number of further ones
  /// @param known the names of the supported parts
  record UnknownPart(List<String> names, int others, List<String> known) implements RequestProblem {
    public UnknownPart {
      names = List.copyOf(names);
      known = List.copyOf(known);
    }
  }

  /// The request has no API key, or no valid one.
  ///
  /// @param given whether it has an `Authorization` header
  record Unauthorized(boolean given) implements RequestProblem {}

  /// The request names a host that isn't served.
  ///
  /// @param host as in the request
  record UnknownHost(Excerpt host) implements RequestProblem {}

  /// A browser sent the request for a page of another site.
  ///
  /// @param origin of the page; null if unknown
  record CrossSite(@Nullable Excerpt origin) implements RequestProblem {}

  /// There is no route for the path.
  ///
  /// @param suggestion the path that was probably meant, or null
  record UnknownRoute(String path, @Nullable String suggestion) implements RequestProblem {
    public UnknownRoute(String path) {
      this(path, null);
    }
  }

  /// The route doesn't support the method.
  record MethodNotAllowed(String method, List<String> allowed) implements RequestProblem {
    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }
  }

  /// The response has no format that the request accepts.
  ///
  /// @param header that lists what is accepted
  /// @param available the formats; the first one is the default
  record NotAcceptable(String header, String given, List<String> available)
      implements RequestProblem {
    public NotAcceptable {
      available = List.copyOf(available);
    }
  }

  /// The body's media type or its Content-Encoding isn't supported.
  record UnsupportedMediaType(String given, String expected) implements RequestProblem {}

  /// The request isn't valid HTTP.
  ///
  /// @param reason what is wrong with it, in a few words
  record BadRequest(String reason) implements RequestProblem {}

  /// The headers of the request, with the extensions of its chunks and its trailers, are longer
  /// than the limit.
  record HeadersTooLarge(int limit) implements RequestProblem {}

  /// The request line and the headers weren't complete in time.
  ///
  /// @param limit in milliseconds
  record RequestTimeout(long limit) implements RequestProblem {}

  /// The maximum number of conversions is running, or the memory for their schemas is exhausted.
  record TooBusy() implements InputProblem {}

  /// The service is stopping and starts nothing new.
  record Unavailable() implements InputProblem {}

  /// A defect of Rowgate. The details are in the log, under the request's id.
  record InternalError() implements InputProblem {}
}
