package dev.rowgate.problem;

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
  /// Goes out under the code of the rule itself.
  RULE,
  UNCLOSED_QUOTE,
  STRAY_QUOTE,
  INVALID_ENCODING,
  RECORD_TOO_LARGE,
  CELL_TOO_LARGE,
  TOO_MANY_FIELDS,
  // The header doesn't fit: nothing starts.
  EMPTY_INPUT,
  BLANK_HEADER,
  BLANK_LABEL,
  UNDIVIDED_HEADER,
  DUPLICATE_LABEL,
  MISSING_LABEL,
  EXTRA_LABEL,
  INCORRECT_LABEL,
  RESERVED_COLUMN,
  SURPLUS_CELL,
  UNNAMED_ENCODING,
  // The stream can't go on.
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
  // What was asked can't be done.
  UNKNOWN_OPTION,
  BAD_OPTION,
  NOT_CSV,
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
  // The schema is wrong.
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

  private final String id = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

  /// The code as it goes out: words in lower case, joined by hyphens.
  public String id() {
    return id;
  }
}
