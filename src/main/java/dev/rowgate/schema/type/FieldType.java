package dev.rowgate.schema.type;

import dev.rowgate.problem.TypeHint;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.CanonicalJson;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Numbers;
import dev.rowgate.schema.value.Value;
import java.util.Set;

/// A field type of Table Schema: how the text of a cell becomes a value, and which constraints
/// apply to it. One class for each type; immutable and thread-safe.
public sealed interface FieldType
    permits FieldType.OfNumbers,
        FieldType.OfJson,
        FieldType.OfSeconds,
        FieldType.Rewriting,
        StringType,
        FormattedStringType,
        BooleanType,
        DateType,
        DatetimeType,
        TimeType,
        DurationType,
        AnyType {

  /// A type whose values are compared as numbers.
  sealed interface OfNumbers extends FieldType permits IntegerType, NumberType {

    @Override
    default int compare(Value one, Value other) {
      return Numbers.compare(one, other);
    }

    @Override
    default void canonical(Value value, KeyBytes into) {
      Numbers.canonical(value, into);
    }
  }

  /// A type whose values are compared by their first second, as [Value#smallInteger()].
  sealed interface OfSeconds extends FieldType permits YearType, YearmonthType {

    @Override
    default int compare(Value one, Value other) {
      return Long.compare(one.smallInteger(), other.smallInteger());
    }

    @Override
    default void canonical(Value value, KeyBytes into) {
      into.putLong(value.smallInteger());
    }
  }

  /// A type whose values are JSON arrays or objects.
  sealed interface OfJson extends FieldType permits ListType, JsonType, GeopointType, GeojsonType {

    @Override
    default boolean parsesJson() {
      return true;
    }

    @Override
    default int compare(Value one, Value other) {
      return CanonicalJson.compare(one, other);
    }

    @Override
    default void canonical(Value value, KeyBytes into) {
      CanonicalJson.put(value, into);
    }
  }

  /// A type that rewrites a cell in the notation of another type, to which its values belong.
  sealed interface Rewriting extends FieldType
      permits MarkedNumberType, PatternTemporalType, AnyTemporalType {

    /// The other type.
    FieldType plain();

    @Override
    default String name() {
      return plain().name();
    }

    @Override
    default Set<String> constraints() {
      return plain().constraints();
    }

    @Override
    default boolean areOrdered(Value one, Value other) {
      return plain().areOrdered(one, other);
    }

    @Override
    default int compare(Value one, Value other) {
      return plain().compare(one, other);
    }

    @Override
    default void canonical(Value value, KeyBytes into) {
      plain().canonical(value, into);
    }
  }

  /// The type's name in the standard: `integer`.
  String name();

  /// The description of a valid cell for messages: `integer`, `date (YYYY-MM-DD)`.
  default String expected() {
    return name();
  }

  /// What the field states about its words or marks, for hints.
  default TypeHint.Stated stated() {
    return TypeHint.Stated.NOTHING;
  }

  /// Reads the cell `bytes[from, to)`, which is valid UTF-8 and no missing value.
  ///
  /// @param into receives the value
  /// @return false if the cell isn't of this type; the content of `into` is then undefined
  boolean read(byte[] bytes, int from, int to, Value into);

  /// Compares two values that this type has read, for bounds and enumerations. A type without
  /// bounds may use any order in which only equal values compare as 0. The default is the order of
  /// the output text's bytes.
  default int compare(Value one, Value other) {
    return one.compareBytes(other);
  }

  /// Whether two values are comparable: equal, or one greater. No bound holds for values that
  /// aren't, such as `NaN` and a number, or one month and 30 days.
  default boolean areOrdered(Value one, Value other) {
    return true;
  }

  /// Writes the canonical form of a value that this type has read, by which keys are compared: it
  /// is equal exactly if [#compare] is 0. The default is the output text, for types whose equal
  /// values have equal texts.
  default void canonical(Value value, KeyBytes into) {
    into.put(value.bytes(), value.from(), value.to());
  }

  /// Appends the value, which this type has read, to a key.
  default void addTo(KeyBytes key, Value value) {
    int start = key.begin();
    canonical(value, key);
    key.end(start);
  }

  /// Whether [#read] parses the cell as JSON, which temporarily needs many times its length.
  default boolean parsesJson() {
    return false;
  }

  /// The names of the constraints that the standard allows on this type: by default those of a type
  /// whose values have an order.
  default Set<String> constraints() {
    return Names.OF_ORDERED;
  }
}
