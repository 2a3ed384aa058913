package dev.rowgate.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problem of one record, which is rejected; the run continues with the next one. A [Broken] record
/// couldn't be split into cells, so this is its only problem; the other kinds concern single cells,
/// and a record may have many.
public sealed interface RowProblem extends Problem {

  /// The record can't be split into cells, because of its quoting, encoding or size. When it is
  /// found, the number of the cell is known, but not yet the column's name.
  sealed interface Broken extends RowProblem {
    /// Returns this problem for a cell of another number and column.
    Broken at(int columnNumber, @Nullable String column);

    /// Returns this problem with the name of the cell's column; null if the cell has none, or it
    /// isn't known.
    default Broken in(@Nullable String name) {
      return at(columnNumber(), name);
    }

    /// Returns this problem with the number that the cell has without the leading cells of a
    /// rejects file. Of these, the last one has number 0, and the one before -1.
    default Broken without(int cellsInFront) {
      return at(columnNumber() - cellsInFront, column());
    }
  }

  /// The record's cells are valid, but conflict with other records.
  sealed interface OfKey extends RowProblem {

    /// The names of the key's columns.
    List<String> columns();

    /// The name of a single column; a key of several columns belongs to none of them, as in
    /// Frictionless.
    @Override
    default @Nullable String column() {
      return columns().size() == 1 ? columns().getFirst() : null;
    }

    @Override
    default String expected() {
      return "unique";
    }
  }

  /// The cell's text isn't of the field's type.
  ///
  /// @param expected the type, with its format if that helps: `integer`, `date (YYYY-MM-DD)`
  record TypeError(String column, int columnNumber, Excerpt value, String expected)
      implements RowProblem {}

  /// The value violates a constraint.
  ///
  /// @param columnNumber 0 if the record has no such cell
  /// @param value null for a missing value that is required
  /// @param constraint the Table Schema name: `minimum`
  /// @param expected the constraint's own value: `0`
  record ConstraintError(
      String column, int columnNumber, @Nullable Excerpt value, String constraint, String expected)
      implements RowProblem {}

  /// The record ends before this column.
  record MissingCell(String column, int columnNumber) implements RowProblem {}

  /// The record has a cell after the last column.
  record ExtraCell(int columnNumber, Excerpt value) implements RowProblem {}

  /// The values of one or several fields occur in an earlier record.
  ///
  /// @param columns the names of the key's columns, in its order; never empty
  /// @param columnNumber the cell of a single-column key, if there is one; otherwise 0
  /// @param value the cells, separated by commas
  /// @param firstRecord the number of the earlier record
  record UniqueError(List<String> columns, int columnNumber, Excerpt value, long firstRecord)
      implements OfKey {
    public UniqueError {
      columns = List.copyOf(columns);
    }
  }

  /// The values of the primary key occur in an earlier record.
  ///
  /// @param columns the names of the key's columns, in its order; never empty
  /// @param columnNumber the cell of a single-column key, if there is one; otherwise 0
  /// @param value the cells, separated by commas
  /// @param firstRecord the number of the earlier record
  record PrimaryKey(List<String> columns, int columnNumber, Excerpt value, long firstRecord)
      implements OfKey {
    public PrimaryKey {
      columns = List.copyOf(columns);
    }
  }

  /// The values of a foreign key occur in no row of the referenced file.
  ///
  /// @param columns the names of the key's columns, in its order; never empty
  /// @param columnNumber the cell of a single-column key, if there is one; otherwise 0
  /// @param value the cells, separated by commas
  /// @param resource the name of that file; empty for this one
  /// @param referenced the labels there
  record ForeignKey(
      List<String> columns,
      int columnNumber,
      Excerpt value,
      String resource,
      List<String> referenced)
      implements OfKey {
    public ForeignKey {
      columns = List.copyOf(columns);
      referenced = List.copyOf(referenced);
    }

    @Override
    public String expected() {
      String there = String.join(", ", referenced);
      return resource.isEmpty() ? there : resource + ": " + there;
    }
  }

  /// The record's values are valid, but violate a rule of the schema's author.
  ///
  /// @param rule the author's own code for it
  /// @param column the field that the rule concerns; null if it concerns several equally
  /// @param columnNumber 0 if the record has no such cell
  /// @param value null if there is no cell
  /// @param text the author's own sentence
  record RuleBroken(
      String rule,
      @Nullable String column,
      int columnNumber,
      @Nullable Excerpt value,
      String expected,
      String text)
      implements RowProblem {
    @Override
    public String codeText() {
      return rule;
    }
  }

  /// A quoted cell isn't closed before the record limit or the end of the input.
  ///
  /// @param columnNumber the cell that was opened
  /// @param limit of a record in bytes, within which no quote closes the cell; 0 if the input or
  ///   the line ends before
  record UnclosedQuote(int columnNumber, int limit, @Nullable String column) implements Broken {
    public UnclosedQuote(int columnNumber, int limit) {
      this(columnNumber, limit, null);
    }

    @Override
    public UnclosedQuote at(int number, @Nullable String name) {
      return new UnclosedQuote(number, limit, name);
    }
  }

  /// There is text after a closing quote, or a quote inside an unquoted cell that may be the rest
  /// of a malformed one.
  record StrayQuote(int columnNumber, @Nullable String column) implements Broken {
    public StrayQuote(int columnNumber) {
      this(columnNumber, null);
    }

    @Override
    public StrayQuote at(int number, @Nullable String name) {
      return new StrayQuote(number, name);
    }
  }

  /// Some of the record's bytes are invalid in the input's encoding.
  ///
  /// @param encoding the encoding's name: `UTF-8`
  /// @param columnNumber of the first cell with such bytes
  record InvalidEncoding(String encoding, int columnNumber, @Nullable String column)
      implements Broken {
    public InvalidEncoding(String encoding, int columnNumber) {
      this(encoding, columnNumber, null);
    }

    @Override
    public InvalidEncoding at(int number, @Nullable String name) {
      return new InvalidEncoding(encoding, number, name);
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
    public RecordTooLarge at(int number, @Nullable String name) {
      return this;
    }
  }

  /// A cell is longer than the limit.
  ///
  /// @param limit in bytes of the input, without the enclosing quotes
  record CellTooLarge(int columnNumber, int limit, @Nullable String column) implements Broken {
    public CellTooLarge(int columnNumber, int limit) {
      this(columnNumber, limit, null);
    }

    @Override
    public CellTooLarge at(int number, @Nullable String name) {
      return new CellTooLarge(number, limit, name);
    }
  }

  /// The record has more cells than the limit.
  record TooManyFields(int limit) implements Broken {
    @Override
    public TooManyFields at(int number, @Nullable String name) {
      return this;
    }
  }
}
