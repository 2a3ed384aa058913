package dev.rowgate.schema;

import dev.rowgate.options.PartialDialect;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.GeojsonType;
import dev.rowgate.schema.type.GeopointType;
import dev.rowgate.schema.type.JsonType;
import java.util.List;

/// What a row must be, and what the schema's author says of the files. Immutable and thread-safe.
///
/// @param fields in the order of the output
/// @param keys what it says of rows together
/// @param rules what it says of the values of one row beside each other, in its order
/// @param dialect what the schema's resource says of the CSV; empty for a bare schema
public record Schema(
    List<Field> fields,
    FieldsMatch fieldsMatch,
    Keys keys,
    List<Rule> rules,
    PartialDialect dialect) {

  public Schema {
    fields = List.copyOf(fields);
    rules = List.copyOf(rules);
  }

  /// Whether a cell may hold JSON, which takes many times its length while it is read.
  public boolean hasJson() {
    for (Field field : fields) {
      FieldType type = field.type();
      if (type instanceof JsonType || type instanceof GeojsonType || type instanceof GeopointType) {
        return true;
      }
    }
    return false;
  }
}
