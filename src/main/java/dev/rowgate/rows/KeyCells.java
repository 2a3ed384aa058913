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

/// The cells of a record that make up one key. They are read once more, by themselves: so what has
/// no key costs nothing, and what else is wrong with a record makes no difference to its key. Not
/// thread-safe.
final class KeyCells {

  /// What can be made of them.
  enum Found {
    KEY,
    /// One of them is missing, or isn't good.
    NOTHING
  }

  private final int which;
  private final Column[] columns;
  private final Value value = new Value();

  private KeyCells(int which, Stream<Column> columns) {
    this.which = which;
    this.columns = columns.toArray(Column[]::new);
  }

  /// Those of a key of this file's own columns.
  ///
  /// @param which tells one key of a schema from another
  static KeyCells of(int which, List<Column> columns) {
    return new KeyCells(which, columns.stream());
  }

  /// Those that a foreign key leads to, which are read as the fields that it comes from: equal
  /// values are found however they are written.
  ///
  /// @param columns as many as `fields`
  static KeyCells referenced(int which, List<Column> columns, List<Field> fields) {
    return new KeyCells(
        which,
        IntStream.range(0, columns.size())
            .mapToObj(i -> {
              Column column = columns.get(i);
              return new Column(column.name(), column.cell(), fields.get(i).asReferenced());
            }));
  }

  /// Puts the key into `key`, as bytes that are the same for equal keys alone.
  Found read(RawRecord record, KeyBytes key) {
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

  /// Null if there is no value, or none that is good.
  private @Nullable Value read(RawRecord record, Column column, Field field) {
    return switch (column.read(record, value)) {
      case VALUE -> field.allows(value) ? value : null;
      case MISSING -> field.absent();
      case WRONG_TYPE, NO_CELL -> null;
    };
  }

  /// The cells as a person is shown them.
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
