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

  /// One cell of the key, and how it is read.
  ///
  /// @param absent the default for a missing value, or null
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

  /// Creates a reader for a key of this file.
  ///
  /// @param which identifies the key among all keys of the schema
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

  /// Creates a reader for the referenced columns of a foreign key. They are read with the types of
  /// the referring fields, so equal values match however they are written.
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

  /// Writes the canonical bytes of the key to `key`, which are equal only for equal keys.
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

  /// Returns the value; null if it is missing or invalid.
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
    // By index, because an iterator would be allocated for each record.
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

  /// The cells for messages.
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
