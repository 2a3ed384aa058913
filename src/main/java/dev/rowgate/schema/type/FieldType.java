package dev.rowgate.schema.type;

import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Set;

/// A type of the Table Schema standard: how a cell's text becomes a value, and which constraints
/// make sense on it. One file for each type; immutable and thread-safe.
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

  /// What a person is told was expected: `integer`, `date (YYYY-MM-DD)`.
  default String expected() {
    return name();
  }

  /// Reads the cell `bytes[from, to)`, which is valid UTF-8 and no missing value, into `into`.
  ///
  /// @return false if the cell is not of this type; `into` then holds nothing of use
  boolean read(byte[] bytes, int from, int to, Value into);

  /// The order of two values that this type has read: what bounds and enumerations go by. A type
  /// that has no bounds may order its values in any way in which only equal ones compare as 0.
  int compare(Value one, Value other);

  /// Whether one of two values is the greater one, or they are equal. Where neither is, no bound
  /// holds: `NaN` has no order with any number, nor has a month with 30 days.
  default boolean areOrdered(Value one, Value other) {
    return true;
  }

  /// Puts the value, which this type has read, in a form that is the same for equal values alone:
  /// those that [#compare] as 0. By it keys are told apart. The text that goes out is that form
  /// wherever equal values have equal texts.
  default void canonical(Value value, KeyBytes into) {
    into.put(value.bytes(), value.from(), value.to());
  }

  /// Adds the value, which this type has read, to a key.
  default void addTo(KeyBytes key, Value value) {
    int start = key.begin();
    canonical(value, key);
    key.end(start);
  }

  /// The names of the constraints that the standard has on this type.
  Set<String> constraints();
}
