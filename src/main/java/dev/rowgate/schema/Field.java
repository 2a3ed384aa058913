package dev.rowgate.schema;

import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.constraint.WholeRange;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.IntegerType;
import dev.rowgate.schema.type.StringType;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a schema: how the cells of one column are read, checked and named. Immutable and
/// thread-safe.
///
/// @param name the label of the column, used in problems and by other fields
/// @param key the member name in the output
/// @param required whether a missing value rejects the record
/// @param missingValues the cell texts that mean "no value" in this field
/// @param absent the default written for a missing value (`rowgate:default`); null if there is
///   none. Must not be modified
/// @param constraints the conditions on a value, in the order of the schema's text
public record Field(
    String name,
    String key,
    FieldType type,
    boolean required,
    MissingValues missingValues,
    @Nullable Value absent,
    List<Constraint> constraints) {

  /// Result of reading a cell as its field.
  public enum Reading {
    VALUE,
    /// The cell is a missing value, or the input has no such column.
    MISSING,
    WRONG_TYPE,
    /// The record has too few cells.
    NO_CELL
  }

  public Field {
    constraints = List.copyOf(constraints);
  }

  /// Reads the cell `bytes[from, to)`, which is valid UTF-8. This is the only place that knows the
  /// order: a missing value is looked for before the type, in quoted cells as in unquoted ones.
  ///
  /// @param into holds the value afterwards if the result is `VALUE`; its constraints aren't
  ///   checked
  public Reading read(byte[] bytes, int from, int to, Value into) {
    if (missingValues.contains(bytes, from, to)) {
      return Reading.MISSING;
    }
    return type.read(bytes, from, to, into) ? Reading.VALUE : Reading.WRONG_TYPE;
  }

  /// Whether a value that [#read] returned satisfies all constraints.
  public boolean allows(Value value) {
    // By index: an iterator would allocate an object for each cell.
    for (int i = 0; i < constraints.size(); i++) {
      if (!constraints.get(i).holds(value)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a record can't be without a value here.
  public boolean needsValue() {
    return required && absent == null;
  }

  /// Whether every text that isn't a missing value is valid and is written unchanged.
  public boolean isAnyText() {
    return type instanceof StringType && constraints.isEmpty();
  }

  /// The range of valid integers, if the field's whole check is one; null otherwise. The fast path
  /// uses it.
  public @Nullable WholeRange wholeRange() {
    return type instanceof IntegerType ? WholeRange.of(constraints) : null;
  }

  /// Returns a field with the same type and missing values, but without constraints.
  public Field asReferenced() {
    return new Field(name, key, type, false, missingValues, null, List.of());
  }

  /// Returns the same field, but a missing value rejects the record.
  Field asRequired() {
    return new Field(name, key, type, true, missingValues, absent, constraints);
  }
}
