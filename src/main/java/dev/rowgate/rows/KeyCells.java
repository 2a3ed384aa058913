package dev.rowgate.rows;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reader of the cells that form one key of a record. It reads them separately from [RowReader], so
/// schemas without keys pay nothing, and problems elsewhere in the record don't affect the key. Not
/// thread-safe.
final class KeyCells {

  /// Result of reading a key.
  enum Found {
    KEY,
    /// A cell is missing or invalid, so the record has no key.
    NOTHING
  }

  private final int which;
  private final Column[] columns;
  private final Value value = new Value();

  private KeyCells(int which, Stream<Column> columns) {
    this.which = which;
    this.columns = columns.toArray(Column[]::new);
  }

  /// Creates a reader for a key of this file.
  ///
  /// @param which identifies the key among all keys of the schema
  static KeyCells of(int which, List<Column> columns) {
    return new KeyCells(which, columns.stream());
  }

  /// Creates a reader for the referenced columns of a foreign key. They are read with the types of
  /// the referring fields, so equal values match however they are written.
  ///
  /// @param columns as many as `fields`
  static KeyCells referenced(int which, List<Column> columns, List<Field> fields) {
    return new KeyCells(
        which,
        IntStream.range(0, columns.size())
            .mapToObj(i -> {
              Column column = columns.get(i);
              return new Column(
                  column.name(), column.cell(), column.number(), fields.get(i).asReferenced());
            }));
  }

  /// Writes the canonical bytes of the key to `key`, which are equal only for equal keys.
  Found read(RawRecord record, KeyBytes key) {
    try {
      return addAll(record, key);
    } finally {
      // The value refers to the input's buffer.
      value.forget();
    }
  }

  private Found addAll(RawRecord record, KeyBytes key) {
    key.clear();
    key.putInt(which);
    for (Column column : columns) {
      Field field = Objects.requireNonNull(column.field());
      Value read = read(record, column, field);
      if (read == null) {
        return Found.NOTHING;
      }
      field.type().addTo(key, read);
    }
    return Found.KEY;
  }

  /// Returns null if there is no value or an invalid one.
  private @Nullable Value read(RawRecord record, Column column, Field field) {
    return switch (column.read(record, value)) {
      case VALUE -> field.allows(value) ? value : null;
      case MISSING -> field.absent();
      case WRONG_TYPE, NO_CELL -> null;
    };
  }

  /// The cells for messages.
  Excerpt shown(RawRecord record) {
    if (columns.length == 1) {
      return columns[0].excerpt(record);
    }
    return Excerpt.of(
        Stream.of(columns)
            .map(column -> column.excerpt(record).text())
            .collect(Collectors.joining(", ")));
  }
}
