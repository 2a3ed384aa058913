package dev.rowgate.schema.type;

import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Set;

/// A field type of Table Schema: how the text of a cell becomes a value, and which constraints
/// apply to it. One class for each type; immutable and thread-safe.
public sealed interface FieldType
    permits StringType,
        FormattedStringType,
        IntegerType,
        NumberType,
        MarkedNumberType,
        BooleanType,
        ListType,
        DateType,
        DatetimeType,
        TimeType,
        PatternTemporalType,
        AnyTemporalType,
        YearType,
        YearmonthType,
        DurationType,
        JsonType,
        GeopointType,
        GeojsonType,
        AnyType {

  /// The type's name in the standard: `integer`.
  String name();

  /// The description of a valid cell for messages: `integer`, `date (YYYY-MM-DD)`.
  default String expected() {
    return name();
  }

  /// Reads the cell `bytes[from, to)`, which is valid UTF-8 and no missing value.
  ///
  /// @param into receives the value
  /// @return false if the cell isn't of this type; the content of `into` is then undefined
  boolean read(byte[] bytes, int from, int to, Value into);

  /// Compares two values that this type has read, for bounds and enumerations. A type without
  /// bounds may use any order in which only equal values compare as 0.
  int compare(Value one, Value other);

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

  /// The names of the constraints that the standard allows on this type.
  Set<String> constraints();
}
