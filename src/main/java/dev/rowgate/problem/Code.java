package dev.rowgate.problem;

import java.util.Locale;

/// The stable codes, in the order of the table in `src/docs/problems.md` and of the counts in a
/// summary. The names are those of the Frictionless error types where one exists.
public enum Code {
  // One record is rejected.
  TYPE_ERROR,
  CONSTRAINT_ERROR,
  MISSING_CELL,
  EXTRA_CELL,
  UNIQUE_ERROR,
  PRIMARY_KEY,
  FOREIGN_KEY,
  /// Written under the rule's own code.
  RULE,
  UNCLOSED_QUOTE,
  STRAY_QUOTE,
  INVALID_ENCODING,
  RECORD_TOO_LARGE,
  CELL_TOO_LARGE,
  TOO_MANY_FIELDS,
  // The header is refused: nothing was converted.
  EMPTY_INPUT,
  BLANK_HEADER,
  BLANK_LABEL,
  UNDIVIDED_HEADER,
  DUPLICATE_LABEL,
  MISSING_LABEL,
  EXTRA_LABEL,
  INCORRECT_LABEL,
  RESERVED_COLUMN,
  UNSEEN_CHARACTER,
  UNUSED_PROPERTY,
  SURPLUS_CELL,
  UNNAMED_ENCODING,
  MISNAMED_ENCODING,
  // The run is stopped.
  TOO_MANY_ERRORS,
  RECORD_REJECTED,
  UPLOAD_TOO_LARGE,
  READ_FAILED,
  INPUT_CHANGED,
  UPLOAD_TOO_SLOW,
  TIME_UP,
  UPLOAD_STALLED,
  SPOOL_FULL,
  STORAGE_FAILED,
  BAD_COMPRESSION,
  INFLATE_RATIO,
  UNIQUENESS_BUDGET,
  // The request is refused.
  UNKNOWN_OPTION,
  BAD_OPTION,
  NOT_CSV,
  ENCODING_CONFLICT,
  BYTE_ORDER_MARK,
  SEP_LINE,
  NEWLINES_LOST,
  UNKNOWN_SCHEMA,
  MISSING_REFERENCE,
  UNKNOWN_REFERENCE,
  BAD_REFERENCE,
  BAD_MULTIPART,
  UNKNOWN_PART,
  UNAUTHORIZED,
  CROSS_SITE,
  UNKNOWN_HOST,
  UNKNOWN_ROUTE,
  METHOD_NOT_ALLOWED,
  NOT_ACCEPTABLE,
  UNSUPPORTED_MEDIA_TYPE,
  BAD_REQUEST,
  HEADERS_TOO_LARGE,
  REQUEST_TIMEOUT,
  TOO_BUSY,
  UNAVAILABLE,
  INTERNAL_ERROR,
  // The schema is refused.
  SCHEMA_NOT_JSON,
  SCHEMA_TOO_LARGE,
  SCHEMA_UNREADABLE,
  SCHEMA_MISSING_PROPERTY,
  SCHEMA_WRONG_VALUE,
  SCHEMA_UNKNOWN_NAME,
  SCHEMA_DUPLICATE_FIELD,
  SCHEMA_CONSTRAINT_NOT_ON_TYPE,
  SCHEMA_BAD_PATTERN,
  SCHEMA_NOT_SUPPORTED;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// The code in the output: words in lower case, joined by hyphens.
  public String id() {
    return id;
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
      case InputProblem.FooterTooLong _ -> RECORD_TOO_LARGE;
      case InputProblem.UnusedProperty _ -> UNUSED_PROPERTY;
      case InputProblem.TooManyErrors _ -> TOO_MANY_ERRORS;
      case InputProblem.RecordRejected _ -> RECORD_REJECTED;
      case InputProblem.UploadTooLarge _ -> UPLOAD_TOO_LARGE;
      case InputProblem.ReadFailed _ -> READ_FAILED;
      case InputProblem.InputChanged _ -> INPUT_CHANGED;
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
      case InputProblem.UnknownPart _ -> UNKNOWN_PART;
      case InputProblem.SurplusCell _ -> SURPLUS_CELL;
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
      case InputProblem.TooBusy _ -> TOO_BUSY;
      case InputProblem.Unavailable _ -> UNAVAILABLE;
      case InputProblem.InternalError _ -> INTERNAL_ERROR;
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
