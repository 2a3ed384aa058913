package dev.rowgate.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What ends a run, or keeps it from starting: the input as a whole, its header, or what was asked.
public sealed interface InputProblem extends Problem {

  /// The labels of the header can't be used. All of a header's problems are reported at once.
  sealed interface HeaderProblem extends InputProblem {}

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

  /// A line that is left out before the header, such as a comment or a skipped one, is longer than
  /// any record may be.
  ///
  /// @param line its number, from 1
  /// @param limit of a record, in bytes
  record LeftOutLineTooLong(long line, int limit) implements HeaderProblem {}

  /// Comments, blank lines and rows left out take more room before the header than they may.
  ///
  /// @param limit of all together, in bytes
  record HeadTooLong(long limit) implements HeaderProblem {}

  /// The lines left out at the end are longer than any record may be.
  ///
  /// @param lines how many are to be left out
  /// @param limit of all together, in bytes
  record FooterTooLong(int lines, int limit) implements InputProblem {}

  /// All labels are blank where a schema asks for names.
  record BlankHeader() implements HeaderProblem {}

  /// A label is blank, and the column goes by a made-up name: a warning, not a refusal.
  record BlankLabel(int columnNumber, String column) implements HeaderProblem {}

  /// A label is blank where a schema asks for a name, and the made-up name isn't the one it asks
  /// for.
  ///
  /// @param column the made-up name
  /// @param expected the name of the field that should stand there; null if none should
  record BlankLabelNotFitting(int columnNumber, String column, @Nullable String expected)
      implements HeaderProblem {}

  /// The header is one label, which holds what often parts cells and isn't the delimiter: a
  /// warning, and a hint where the header is refused for its labels.
  ///
  /// @param delimiter the one that was read by
  /// @param found the one that may be meant
  record UndividedHeader(String delimiter, String found) implements HeaderProblem {}

  /// Two columns have one label: an object can't hold both.
  ///
  /// @param firstNumber the position of the first column of that label
  record DuplicateLabel(String column, int columnNumber, int firstNumber)
      implements HeaderProblem {}

  /// A column that the schema lacks has the name under which one of its fields goes out: an object
  /// can't hold both.
  record TakenKey(String column, int columnNumber, String field) implements HeaderProblem {}

  /// A field of the schema has no column.
  record MissingLabel(String column) implements HeaderProblem {}

  /// A column isn't in the schema, where `fieldsMatch` doesn't allow that.
  record ExtraLabel(String column, int columnNumber) implements HeaderProblem {}

  /// A column isn't in the schema, where `fieldsMatch` doesn't allow that, but looks like one of
  /// its fields.
  ///
  /// @param field that it looks like
  record LookAlikeLabel(String column, int columnNumber, String field) implements HeaderProblem {}

  /// A field of the schema has no column, but a column that isn't in the schema looks like it.
  ///
  /// @param label of that column
  /// @param labelNumber its position, from 1
  record MissingLookAlike(String column, String label, int labelNumber) implements HeaderProblem {}

  /// A label has a character that can't be seen, such as a second byte order mark: a warning.
  ///
  /// @param at the position of the character, from 1
  record UnseenCharacter(String column, int columnNumber, int at, int character)
      implements HeaderProblem {}

  /// A property of the schema's dialect that isn't read: a warning.
  ///
  /// @param pointer to the property
  record UnusedProperty(String pointer) implements InputProblem {}

  /// Another label stands where the schema's field should, where order counts.
  record IncorrectLabel(String column, int columnNumber, String expected)
      implements HeaderProblem {}

  /// A column has a name that the wire format keeps for itself.
  record ReservedColumn(String column, int columnNumber) implements HeaderProblem {}

  /// Every record has the same empty cell behind the last column: a warning.
  ///
  /// @param columnNumber its position, from 1
  /// @param records how many there are
  record SurplusCell(int columnNumber, long records) implements InputProblem {}

  /// Records are rejected since they aren't UTF-8, and nobody named an encoding: a warning.
  ///
  /// @param encoding that it may be
  record UnnamedEncoding(String encoding) implements InputProblem {}

  /// A column has the name of a position that each row is to begin with.
  record PositionColumn(String column, int columnNumber) implements HeaderProblem {}

  /// More records were rejected than `maxErrors` or `maxErrorRatio` lets pass.
  ///
  /// @param option the option that was passed
  /// @param limit its value as given
  record TooManyErrors(String option, String limit, long rejected, long read)
      implements InputProblem {
    @Override
    public String expected() {
      return limit;
    }
  }

  /// The first rejected record, under `errors=fail`.
  record RecordRejected(long record) implements InputProblem {}

  /// The input is longer than the limit.
  ///
  /// @param limit in bytes, after any Content-Encoding
  record UploadTooLarge(long limit) implements InputProblem {}

  /// The input broke off before its end.
  ///
  /// @param reason what the door saw, in a few words, without paths
  record ReadFailed(String reason) implements InputProblem {}

  /// The file that was read has become shorter meanwhile: what is missing of it can't be told.
  ///
  /// @param atStart bytes that it had when reading began
  /// @param atEnd bytes that it had when reading ended
  /// @param read bytes of it, up to the last that was read
  record InputChanged(long atStart, long atEnd, long read) implements InputProblem {}

  /// The upload comes in so slowly that it would take forever.
  ///
  /// @param limit in bytes a second
  record UploadTooSlow(long limit) implements InputProblem {}

  /// The request takes longer than any may.
  ///
  /// @param limit in milliseconds
  record TimeUp(long limit) implements InputProblem {}

  /// Nothing of the upload came any more once the answer had begun.
  record UploadStalled() implements InputProblem {}

  /// The answer has no more room to wait in for its client.
  ///
  /// @param reason what has run out, as a sentence
  record SpoolFull(String reason) implements InputProblem {}

  /// The input, which foreign keys ask to be read twice, has no room to wait in.
  ///
  /// @param reason what has run out, as a sentence
  record InputSpoolFull(String reason) implements InputProblem {}

  /// A disk of our own can't be used: full, removed, read-only, broken.
  ///
  /// @param reason what it said, without the names of files
  record StorageFailed(String reason) implements InputProblem {}

  /// The compressed input is damaged, cut off, or followed by something else.
  ///
  /// @param format `gzip` or `zstd`
  /// @param reason what is wrong with it, as a sentence about it
  record BadCompression(String format, String reason) implements InputProblem {}

  /// So much comes out of so little that the input can only be meant to do harm.
  ///
  /// @param limit how many bytes may come out for one that goes in
  record InflateRatio(int limit) implements InputProblem {}

  /// There is no more room for the keys that rows must be compared with.
  ///
  /// @param keys how many there were
  record UniquenessBudget(long keys) implements InputProblem {}

  /// A file that foreign keys lead to can't be used.
  ///
  /// @param name of that file, as the schema has it
  /// @param line in that file, from 1; 0 where it says nothing
  /// @param cause what is wrong there
  record BadReference(String name, long line, Problem cause) implements InputProblem {}

  /// Foreign keys lead to a file that isn't given.
  record MissingReference(String name) implements InputProblem {}

  /// A file is given that no foreign key leads to.
  ///
  /// @param suggestion the name that is nearest, or null
  /// @param known the names that foreign keys lead to
  record UnknownReference(String name, @Nullable String suggestion, List<String> known)
      implements InputProblem {
    public UnknownReference {
      known = List.copyOf(known);
    }
  }

  /// There is no option of that name.
  ///
  /// @param suggestion the allowed name that is nearest, or null where none is near
  record UnknownOption(String name, @Nullable String suggestion, List<String> allowed)
      implements InputProblem {
    public UnknownOption {
      allowed = List.copyOf(allowed);
    }
  }

  /// An option's value is none that it takes, or it is given twice.
  ///
  /// @param suggestion the allowed value that is nearest, or null
  record BadOption(String name, Excerpt value, String expected, @Nullable String suggestion)
      implements InputProblem {}

  /// The input is something else that is easily sent by mistake.
  ///
  /// @param looksLike what it seems to be: `a ZIP or XLSX file`
  /// @param mend what to do about it
  record NotCsv(String looksLike, String mend) implements InputProblem {}

  /// A byte order mark says that the input is UTF-16, and nothing else says what it is: a warning.
  ///
  /// @param encoding its name
  record EncodingByMark(String encoding) implements InputProblem {}

  /// The first line of the input is `sep=X`, and no data: a warning.
  ///
  /// @param sep what the line says
  /// @param delimiter what the input is read by: another one where something else says so
  record SepLine(String sep, String delimiter) implements InputProblem {}

  /// A form body without any line end: `curl -d @file` drops them.
  record NewlinesLost() implements InputProblem {}

  /// A form body that is one field of a form: `curl -d file=@FILE` sends the name, not the file.
  record FormField(String name) implements InputProblem {}

  /// There is no schema of that name.
  ///
  /// @param known the first of the names that there are
  /// @param others how many more there are
  record UnknownSchema(String name, @Nullable String suggestion, List<String> known, int others)
      implements InputProblem {
    public UnknownSchema {
      known = List.copyOf(known);
    }
  }

  /// A multipart body without part `file`, or with its parts in another order than `schema`,
  /// `file`.
  record BadMultipart(String reason) implements InputProblem {}

  /// Parts of a multipart body that aren't read: a warning, not a refusal.
  ///
  /// @param names the first of them
  /// @param others how many more there are
  /// @param known the names of parts that are read
  record UnknownPart(List<String> names, int others, List<String> known) implements InputProblem {
    public UnknownPart {
      names = List.copyOf(names);
      known = List.copyOf(known);
    }
  }

  /// The request has no key, or none that is known.
  ///
  /// @param given whether there was something that may have been meant as one
  record Unauthorized(boolean given) implements InputProblem {}

  /// The request asks for a host that this service isn't.
  ///
  /// @param host as it was asked for
  record UnknownHost(Excerpt host) implements InputProblem {}

  /// A page of another site has had a browser send the request.
  ///
  /// @param origin the page's, or null if it isn't told
  record CrossSite(@Nullable Excerpt origin) implements InputProblem {}

  /// There is nothing at that path.
  record UnknownRoute(String path) implements InputProblem {}

  /// The path is right, the method isn't.
  record MethodNotAllowed(String method, List<String> allowed) implements InputProblem {
    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }
  }

  /// The answer can have no form that the request accepts.
  ///
  /// @param header that says what is accepted
  /// @param available what there is; the first one is what is given where nothing is asked for
  record NotAcceptable(String header, String given, List<String> available)
      implements InputProblem {
    public NotAcceptable {
      available = List.copyOf(available);
    }
  }

  /// The body's media type, or its Content-Encoding, is none that is read here.
  record UnsupportedMediaType(String given, String expected) implements InputProblem {}

  /// What came is no HTTP request that can be read.
  ///
  /// @param reason what is wrong with it, in a few words
  record BadRequest(String reason) implements InputProblem {}

  /// The headers of the request are longer than the limit.
  record HeadersTooLarge(int limit) implements InputProblem {}

  /// The request line and the headers didn't come to their end in time.
  ///
  /// @param limit in milliseconds
  record RequestTimeout(long limit) implements InputProblem {}

  /// As many conversions run as may run at once, or their schemas take what memory there is for
  /// them.
  record TooBusy() implements InputProblem {}

  /// The service is on its way out and starts nothing new.
  record Unavailable() implements InputProblem {}

  /// A defect of ours. The details are in the log, under the request's id.
  record InternalError() implements InputProblem {}
}
