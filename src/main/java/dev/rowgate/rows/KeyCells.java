package dev.rowgate.rows;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.MissingValues;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.type.FieldType;
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

  /// One of them, and what it must be.
  ///
  /// @param absent the value where there is none, or null
  private record Part(
      int cell,
      FieldType type,
      MissingValues missingValues,
      @Nullable Value absent,
      List<Constraint> constraints) {}

  private final int which;
  private final Part[] parts;
  private final Value value = new Value();

  private KeyCells(int which, Stream<Part> parts) {
    this.which = which;
    this.parts = parts.toArray(Part[]::new);
  }

  /// Those of a key of this file's own columns.
  ///
  /// @param which tells one key of a schema from another
  static KeyCells of(int which, List<Column> columns) {
    return new KeyCells(
        which,
        columns.stream()
            .map(column -> {
              Field field = Objects.requireNonNull(column.field());
              return new Part(
                  column.cell(),
                  field.type(),
                  field.missingValues(),
                  field.absent(),
                  field.constraints());
            }));
  }

  /// Those that a foreign key leads to, which are read as the fields that it comes from: equal
  /// values are found however they are written.
  ///
  /// @param columns as many as `fields`
  static KeyCells referenced(int which, List<Column> columns, List<Field> fields) {
    return new KeyCells(
        which,
        IntStream.range(0, columns.size())
            .mapToObj(i ->
                new Part(
                    columns.get(i).cell(),
                    fields.get(i).type(),
                    fields.get(i).missingValues(),
                    null,
                    List.of())));
  }

  /// Puts the key into `key`, as bytes that are the same for equal keys alone.
  Found read(RawRecord record, KeyBytes key) {
    key.clear();
    key.putInt(which);
    for (Part part : parts) {
      Value read = read(record, part);
      if (read == null) {
        return Found.NOTHING;
      }
      part.type.addTo(key, read);
    }
    return Found.KEY;
  }

  /// Null if there is no value, or none that is good.
  private @Nullable Value read(RawRecord record, Part part) {
    int cell = part.cell;
    if (cell == Column.NO_CELL || (record.hasNulls() && isNull(record, cell))) {
      return part.absent;
    }
    if (cell >= record.cellCount()) {
      return null;
    }
    byte[] bytes = record.cellBytes(cell);
    int from = record.from(cell);
    int to = record.to(cell);
    if (part.missingValues.contains(bytes, from, to)) {
      return part.absent;
    }
    if (!part.type.read(bytes, from, to, value)) {
      return null;
    }
    // By number: a walk over a list makes an object each time.
    for (int i = 0; i < part.constraints.size(); i++) {
      if (!part.constraints.get(i).holds(value)) {
        return null;
      }
    }
    return value;
  }

  private static boolean isNull(RawRecord record, int cell) {
    return cell < record.cellCount() && record.isNull(cell);
  }

  /// The cells as a person is shown them.
  Excerpt shown(RawRecord record) {
    if (parts.length == 1) {
      return excerpt(record, parts[0].cell);
    }
    return Excerpt.of(
        Stream.of(parts)
            .map(part -> excerpt(record, part.cell).text())
            .collect(Collectors.joining(", ")));
  }

  private static Excerpt excerpt(RawRecord record, int cell) {
    if (cell == Column.NO_CELL) {
      return Excerpt.of("");
    }
    return Excerpt.of(record.cellBytes(cell), record.from(cell), record.to(cell));
  }
}
