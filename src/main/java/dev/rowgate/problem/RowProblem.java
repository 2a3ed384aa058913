package dev.rowgate.problem;

import org.jspecify.annotations.Nullable;

/// What is wrong with one record: it is rejected and the next one goes on. A [Broken] record could
/// not be split into cells, so that this is its only problem; the others say of a cell what is
/// wrong with it, and a record may have many.
public sealed interface RowProblem extends Problem {

  /// The record's cells can't be told: a fault of quoting, encoding or size.
  sealed interface Broken extends RowProblem {}

  /// The cell's text isn't one of its field's type.
  ///
  /// @param expected the type, with its form where that helps: `integer`, `date (YYYY-MM-DD)`
  record TypeError(String column, int columnNumber, Excerpt value, String expected)
      implements RowProblem {
    @Override
    public Code code() {
      return Code.TYPE_ERROR;
    }
  }

  /// The value is of its type and breaks a constraint.
  ///
  /// @param columnNumber 0 where the record has no such cell
  /// @param value null for a missing value that is required
  /// @param constraint the Table Schema name: `minimum`
  /// @param expected the constraint's own value: `0`
  record ConstraintError(
      String column, int columnNumber, @Nullable Excerpt value, String constraint, String expected)
      implements RowProblem {
    @Override
    public Code code() {
      return Code.CONSTRAINT_ERROR;
    }
  }

  /// The record ends before this column.
  record MissingCell(String column, int columnNumber) implements RowProblem {
    @Override
    public Code code() {
      return Code.MISSING_CELL;
    }
  }

  /// The record has a cell behind the last column.
  record ExtraCell(int columnNumber, Excerpt value) implements RowProblem {
    @Override
    public Code code() {
      return Code.EXTRA_CELL;
    }
  }

  /// A quoted cell has no end before the record limit or the end of the input.
  ///
  /// @param columnNumber the cell that was opened
  record UnclosedQuote(int columnNumber) implements Broken {
    @Override
    public Code code() {
      return Code.UNCLOSED_QUOTE;
    }
  }

  /// There is text behind a closing quote, or a quote inside an unquoted cell that may be the tail
  /// of a broken one.
  record StrayQuote(int columnNumber) implements Broken {
    @Override
    public Code code() {
      return Code.STRAY_QUOTE;
    }
  }

  /// Some of the record's bytes are no text in the input's encoding.
  ///
  /// @param encoding the encoding's name: `UTF-8`
  record InvalidEncoding(String encoding) implements Broken {
    @Override
    public Code code() {
      return Code.INVALID_ENCODING;
    }

    @Override
    public String expected() {
      return encoding;
    }
  }

  /// The record is longer than the limit.
  ///
  /// @param limit in bytes, without the line end
  record RecordTooLarge(int limit) implements Broken {
    @Override
    public Code code() {
      return Code.RECORD_TOO_LARGE;
    }
  }

  /// A cell is longer than the limit.
  ///
  /// @param limit in bytes as they stand in the input, without the enclosing quotes
  record CellTooLarge(int columnNumber, int limit) implements Broken {
    @Override
    public Code code() {
      return Code.CELL_TOO_LARGE;
    }
  }

  /// The record has more cells than the limit.
  record TooManyFields(int limit) implements Broken {
    @Override
    public Code code() {
      return Code.TOO_MANY_FIELDS;
    }
  }
}
