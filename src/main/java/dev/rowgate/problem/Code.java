package dev.rowgate.problem;

import java.util.Locale;

/// The stable codes, in the order of the table in `src/docs/problems.md` and of the counts in a
/// summary. The names are those of the Frictionless error types where one exists. Each has its HTTP
/// status and its cause, from which the exit code follows.
public enum Code {
  // One record is rejected.
  TYPE_ERROR(422, Cause.INPUT),
  CONSTRAINT_ERROR(422, Cause.INPUT),
  MISSING_CELL(422, Cause.INPUT),
  EXTRA_CELL(422, Cause.INPUT),
  UNIQUE_ERROR(422, Cause.INPUT),
  PRIMARY_KEY(422, Cause.INPUT),
  FOREIGN_KEY(422, Cause.INPUT),
  /// Written under the rule's own code.
  RULE(422, Cause.INPUT),
  UNCLOSED_QUOTE(422, Cause.INPUT),
  STRAY_QUOTE(422, Cause.INPUT),
  INVALID_ENCODING(422, Cause.INPUT),
  RECORD_TOO_LARGE(422, Cause.INPUT),
  CELL_TOO_LARGE(422, Cause.INPUT),
  TOO_MANY_FIELDS(422, Cause.INPUT),
  // The header is refused: nothing was converted.
  EMPTY_INPUT(422, Cause.INPUT),
  BLANK_HEADER(422, Cause.INPUT),
  BLANK_LABEL(422, Cause.INPUT),
  UNDIVIDED_HEADER(422, Cause.INPUT),
  DUPLICATE_LABEL(422, Cause.INPUT),
  MISSING_LABEL(422, Cause.INPUT),
  EXTRA_LABEL(422, Cause.INPUT),
  INCORRECT_LABEL(422, Cause.INPUT),
  RESERVED_COLUMN(422, Cause.INPUT),
  UNSEEN_CHARACTER(422, Cause.INPUT),
  UNUSED_PROPERTY(400, Cause.INPUT),
  SURPLUS_CELL(422, Cause.INPUT),
  SKIPPED_RECORD(422, Cause.INPUT),
  UNNAMED_ENCODING(422, Cause.INPUT),
  MISNAMED_ENCODING(422, Cause.INPUT),
  // The run is stopped.
  TOO_MANY_ERRORS(422, Cause.INPUT),
  RECORD_REJECTED(422, Cause.INPUT),
  UPLOAD_TOO_LARGE(413, Cause.INPUT),
  // A disconnected client reads no status. A slow one should learn that it was too slow, and may
  // retry.
  READ_FAILED(408, Cause.SYSTEM),
  // Can't happen over HTTP: an upload isn't a file.
  INPUT_CHANGED(400, Cause.INPUT),
  UPLOAD_TOO_SLOW(408, Cause.SYSTEM),
  TIME_UP(408, Cause.SYSTEM),
  UPLOAD_STALLED(408, Cause.SYSTEM),
  SPOOL_FULL(413, Cause.SYSTEM),
  STORAGE_FAILED(503, Cause.SYSTEM),
  BAD_COMPRESSION(400, Cause.INPUT),
  INFLATE_RATIO(413, Cause.INPUT),
  UNIQUENESS_BUDGET(413, Cause.INPUT),
  // The request is refused.
  UNKNOWN_OPTION(400, Cause.CALLER),
  BAD_OPTION(400, Cause.CALLER),
  NOT_CSV(400, Cause.INPUT),
  ENCODING_CONFLICT(422, Cause.INPUT),
  BYTE_ORDER_MARK(422, Cause.INPUT),
  SEP_LINE(400, Cause.INPUT),
  NEWLINES_LOST(400, Cause.INPUT),
  UNKNOWN_SCHEMA(404, Cause.CALLER),
  MISSING_REFERENCE(400, Cause.CALLER),
  UNKNOWN_REFERENCE(400, Cause.CALLER),
  BAD_REFERENCE(422, Cause.INPUT),
  BAD_MULTIPART(400, Cause.CALLER),
  UNKNOWN_PART(400, Cause.CALLER),
  UNAUTHORIZED(401, Cause.CALLER),
  CROSS_SITE(403, Cause.CALLER),
  UNKNOWN_HOST(421, Cause.CALLER),
  UNKNOWN_ROUTE(404, Cause.CALLER),
  METHOD_NOT_ALLOWED(405, Cause.CALLER),
  NOT_ACCEPTABLE(406, Cause.CALLER),
  UNSUPPORTED_MEDIA_TYPE(415, Cause.CALLER),
  BAD_REQUEST(400, Cause.CALLER),
  HEADERS_TOO_LARGE(431, Cause.CALLER),
  REQUEST_TIMEOUT(408, Cause.CALLER),
  TOO_BUSY(503, Cause.CALLER),
  UNAVAILABLE(503, Cause.CALLER),
  INTERNAL_ERROR(500, Cause.DEFECT),
  // The schema is refused.
  SCHEMA_NOT_JSON(400, Cause.CALLER),
  SCHEMA_TOO_LARGE(400, Cause.CALLER),
  SCHEMA_UNREADABLE(400, Cause.CALLER),
  SCHEMA_MISSING_PROPERTY(400, Cause.CALLER),
  SCHEMA_WRONG_VALUE(400, Cause.CALLER),
  SCHEMA_UNKNOWN_NAME(400, Cause.CALLER),
  SCHEMA_DUPLICATE_FIELD(400, Cause.CALLER),
  SCHEMA_CONSTRAINT_NOT_ON_TYPE(400, Cause.CALLER),
  SCHEMA_BAD_PATTERN(400, Cause.CALLER),
  SCHEMA_NOT_SUPPORTED(400, Cause.CALLER);

  /// What a problem is caused by.
  public enum Cause {
    INPUT,
    /// The caller: an option, the schema, the request.
    CALLER,
    /// The system: a file or a connection can't be read or written.
    SYSTEM,
    DEFECT
  }

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  private final int status;
  private final Cause cause;

  Code(int status, Cause cause) {
    this.status = status;
    this.cause = cause;
  }

  /// The code in the output: words in lower case, joined by hyphens.
  public String id() {
    return id;
  }

  /// The HTTP status of a refusal.
  public int status() {
    return status;
  }

  public Cause cause() {
    return cause;
  }

  /// Returns the code of a problem. Several problems may share a code.
  static Code of(Problem problem) {
    return switch (problem) {
      case RowProblem row -> ofRow(row);
      case InputProblem input -> ofInput(input);
      case SchemaProblem schema -> ofSchema(schema);
    };
  }

  private static Code ofRow(RowProblem problem) {
    return switch (problem) {
      case RowProblem.TypeError _ -> TYPE_ERROR;
      case RowProblem.ConstraintError _ -> CONSTRAINT_ERROR;
      case RowProblem.MissingCell _ -> MISSING_CELL;
      case RowProblem.ExtraCell _ -> EXTRA_CELL;
      case RowProblem.UniqueError _ -> UNIQUE_ERROR;
      case RowProblem.PrimaryKey _ -> PRIMARY_KEY;
      case RowProblem.ForeignKey _ -> FOREIGN_KEY;
      case RowProblem.RuleBroken _ -> RULE;
      case RowProblem.UnclosedQuote _ -> UNCLOSED_QUOTE;
      case RowProblem.StrayQuote _ -> STRAY_QUOTE;
      case RowProblem.InvalidEncoding _ -> INVALID_ENCODING;
      case RowProblem.RecordTooLarge _ -> RECORD_TOO_LARGE;
      case RowProblem.CellTooLarge _ -> CELL_TOO_LARGE;
      case RowProblem.TooManyFields _ -> TOO_MANY_FIELDS;
    };
  }

  private static Code ofHeader(InputProblem.HeaderProblem problem) {
    return switch (problem) {
      case InputProblem.EmptyInput _ -> EMPTY_INPUT;
      case InputProblem.BrokenHeader p -> p.cause().code();
      case InputProblem.LeftOutLineTooLong _, InputProblem.HeadTooLong _ -> RECORD_TOO_LARGE;
      case InputProblem.BlankHeader _ -> BLANK_HEADER;
      case InputProblem.BlankLabel _, InputProblem.BlankLabelNotFitting _ -> BLANK_LABEL;
      case InputProblem.UndividedHeader _ -> UNDIVIDED_HEADER;
      case InputProblem.DuplicateLabel _, InputProblem.TakenKey _ -> DUPLICATE_LABEL;
      case InputProblem.MissingLabel _ -> MISSING_LABEL;
      case InputProblem.ExtraLabel _ -> EXTRA_LABEL;
      case InputProblem.LookAlikeLabel _ -> EXTRA_LABEL;
      case InputProblem.MissingLookAlike _ -> MISSING_LABEL;
      case InputProblem.UnseenCharacter _ -> UNSEEN_CHARACTER;
      case InputProblem.PositionColumn _ -> RESERVED_COLUMN;
      case InputProblem.IncorrectLabel _ -> INCORRECT_LABEL;
      case InputProblem.EncodingConflict _ -> ENCODING_CONFLICT;
      case InputProblem.MisnamedEncoding _ -> MISNAMED_ENCODING;
      case InputProblem.OtherMark _ -> BYTE_ORDER_MARK;
      case InputProblem.ReservedColumn _ -> RESERVED_COLUMN;
    };
  }

  private static Code ofInput(InputProblem problem) {
    return switch (problem) {
      case InputProblem.HeaderProblem header -> ofHeader(header);
      case InputProblem.RequestProblem request -> ofRequest(request);
      case InputProblem.FooterTooLong _ -> RECORD_TOO_LARGE;
      case InputProblem.SkippedRecords _ -> SKIPPED_RECORD;
      case InputProblem.UnusedProperty _ -> UNUSED_PROPERTY;
      case InputProblem.TooManyErrors _ -> TOO_MANY_ERRORS;
      case InputProblem.RecordRejected _ -> RECORD_REJECTED;
      case InputProblem.UploadTooLarge _ -> UPLOAD_TOO_LARGE;
      case InputProblem.ReadFailed _ -> READ_FAILED;
      case InputProblem.InputChanged _, InputProblem.PartChanged _, InputProblem.PartMisfit _ ->
          INPUT_CHANGED;
      case InputProblem.UploadTooSlow _ -> UPLOAD_TOO_SLOW;
      case InputProblem.TimeUp _ -> TIME_UP;
      case InputProblem.UploadStalled _ -> UPLOAD_STALLED;
      case InputProblem.SpoolFull _, InputProblem.InputSpoolFull _ -> SPOOL_FULL;
      case InputProblem.StorageFailed _ -> STORAGE_FAILED;
      case InputProblem.BadCompression _ -> BAD_COMPRESSION;
      case InputProblem.InflateRatio _ -> INFLATE_RATIO;
      case InputProblem.UniquenessBudget _ -> UNIQUENESS_BUDGET;
      case InputProblem.BadReference _ -> BAD_REFERENCE;
      case InputProblem.MissingReference _ -> MISSING_REFERENCE;
      case InputProblem.UnknownReference _ -> UNKNOWN_REFERENCE;
      case InputProblem.UnknownOption _ -> UNKNOWN_OPTION;
      case InputProblem.BadOption _ -> BAD_OPTION;
      case InputProblem.NotCsv _ -> NOT_CSV;
      case InputProblem.UnnamedEncoding _ -> UNNAMED_ENCODING;
      case InputProblem.EncodingByMark _ -> BYTE_ORDER_MARK;
      case InputProblem.SepLine _ -> SEP_LINE;
      case InputProblem.SurplusCell _ -> SURPLUS_CELL;
      case InputProblem.TooBusy _ -> TOO_BUSY;
      case InputProblem.Unavailable _ -> UNAVAILABLE;
      case InputProblem.InternalError _ -> INTERNAL_ERROR;
    };
  }

  private static Code ofRequest(InputProblem.RequestProblem problem) {
    return switch (problem) {
      case InputProblem.UnknownPart _ -> UNKNOWN_PART;
      case InputProblem.FormField _ -> NEWLINES_LOST;
      case InputProblem.NewlinesLost _ -> NEWLINES_LOST;
      case InputProblem.UnknownSchema _ -> UNKNOWN_SCHEMA;
      case InputProblem.BadMultipart _ -> BAD_MULTIPART;
      case InputProblem.Unauthorized _ -> UNAUTHORIZED;
      case InputProblem.UnknownHost _ -> UNKNOWN_HOST;
      case InputProblem.CrossSite _ -> CROSS_SITE;
      case InputProblem.UnknownRoute _ -> UNKNOWN_ROUTE;
      case InputProblem.MethodNotAllowed _ -> METHOD_NOT_ALLOWED;
      case InputProblem.NotAcceptable _ -> NOT_ACCEPTABLE;
      case InputProblem.UnsupportedMediaType _ -> UNSUPPORTED_MEDIA_TYPE;
      case InputProblem.BadRequest _ -> BAD_REQUEST;
      case InputProblem.HeadersTooLarge _ -> HEADERS_TOO_LARGE;
      case InputProblem.RequestTimeout _ -> REQUEST_TIMEOUT;
    };
  }

  private static Code ofSchema(SchemaProblem problem) {
    return switch (problem) {
      case SchemaProblem.NotJson _ -> SCHEMA_NOT_JSON;
      case SchemaProblem.TooLarge _ -> SCHEMA_TOO_LARGE;
      case SchemaProblem.Unreadable _ -> SCHEMA_UNREADABLE;
      case SchemaProblem.MissingProperty _ -> SCHEMA_MISSING_PROPERTY;
      case SchemaProblem.WrongValue _ -> SCHEMA_WRONG_VALUE;
      case SchemaProblem.UnknownName _ -> SCHEMA_UNKNOWN_NAME;
      case SchemaProblem.DuplicateField _ -> SCHEMA_DUPLICATE_FIELD;
      case SchemaProblem.ReservedField _ -> RESERVED_COLUMN;
      case SchemaProblem.ConstraintNotOnType _ -> SCHEMA_CONSTRAINT_NOT_ON_TYPE;
      case SchemaProblem.BadPattern _ -> SCHEMA_BAD_PATTERN;
      case SchemaProblem.NotSupported _ -> SCHEMA_NOT_SUPPORTED;
    };
  }
}
