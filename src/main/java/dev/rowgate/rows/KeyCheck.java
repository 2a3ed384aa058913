package dev.rowgate.rows;

import dev.rowgate.keys.KeyTable;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Keys;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.value.KeyBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checker of unique and foreign keys: finds records that share a key with an earlier one, and
/// references without a target. A record's key counts if its own cells are valid, whatever else is
/// wrong with the record. Not thread-safe.
public final class KeyCheck implements CrossRecordCheck {

  /// The columns of one key.
  ///
  /// @param columns their names
  /// @param columnNumber number of the cell of a single-column key, from 1; otherwise 0
  /// @param tallied the column index under which problems are counted
  private record Of(KeyCells cells, List<String> columns, int columnNumber, int tallied) {

    static Of columns(int which, Columns all, Schema schema, List<Integer> fields) {
      List<Integer> places =
          fields.stream().map(field -> all.placeOf(schema.fields().get(field))).toList();
      List<Column> columns = places.stream().map(all.all()::get).toList();
      boolean single = columns.size() == 1;
      return new Of(
          KeyCells.of(which, columns),
          fields.stream().map(field -> schema.fields().get(field).name()).toList(),
          single ? columns.getFirst().number() : 0,
          single ? places.getFirst() : Tally.NO_COLUMN);
    }
  }

  /// One set of fields is looked up once, even if several keys declare it.
  private record Unique(Of of, List<Keys.Kind> kinds) {}

  private record Foreign(Of of, Keys.Foreign key) {}

  private final KeyTable table;
  private final Unique[] unique;
  private final Foreign[] foreign;
  private final KeyBytes key = new KeyBytes();

  /// @param table must already hold the keys of referenced files, see [KeyCollection]
  public KeyCheck(Schema schema, Columns columns, KeyTable table) {
    this.table = table;
    Map<List<Integer>, List<Keys.Kind>> kinds = new LinkedHashMap<>();
    for (Keys.Unique each : schema.keys().unique()) {
      kinds.computeIfAbsent(each.fields(), _ -> new ArrayList<>()).add(each.kind());
    }
    List<Unique> all = new ArrayList<>();
    kinds.forEach(
        (fields, why) -> all.add(new Unique(Of.columns(all.size(), columns, schema, fields), why)));
    this.unique = all.toArray(Unique[]::new);
    List<Keys.Foreign> keys = schema.keys().foreign();
    this.foreign = new Foreign[keys.size()];
    for (int i = 0; i < foreign.length; i++) {
      Keys.Foreign each = keys.get(i);
      int which = KeyCollection.which(i);
      foreign[i] = new Foreign(Of.columns(which, columns, schema, each.fields()), each);
    }
  }

  @Override
  public long keys() {
    return table.size();
  }

  @Override
  public boolean hasRoom() {
    return table.makeRoom(unique.length);
  }

  @Override
  public boolean hasFailed() {
    return table.hasFailed();
  }

  @Override
  public void see(RawRecord record, RowProblems problems) {
    for (Unique each : unique) {
      if (each.of.cells.read(record, key) == KeyCells.Found.KEY) {
        long first = table.add(key.bytes(), key.length(), record.number());
        if (first != 0) {
          each.kinds.forEach(kind -> addDuplicate(kind, each.of, record, first, problems));
        }
      }
    }
    for (Foreign each : foreign) {
      if (each.of.cells.read(record, key) == KeyCells.Found.KEY
          && !table.contains(key.bytes(), key.length())) {
        problems.add(
            Code.FOREIGN_KEY,
            each.of.tallied,
            () ->
                new RowProblem.ForeignKey(
                    each.of.columns,
                    each.of.columnNumber,
                    each.of.cells.shown(record),
                    each.key.resource(),
                    each.key.referenced()));
      }
    }
  }

  private static void addDuplicate(
      Keys.Kind kind, Of of, RawRecord record, long first, RowProblems problems) {
    switch (kind) {
      case UNIQUE ->
          problems.add(
              Code.UNIQUE_ERROR,
              of.tallied,
              () ->
                  new RowProblem.UniqueError(
                      of.columns, of.columnNumber, of.cells.shown(record), first));
      case PRIMARY ->
          problems.add(
              Code.PRIMARY_KEY,
              of.tallied,
              () ->
                  new RowProblem.PrimaryKey(
                      of.columns, of.columnNumber, of.cells.shown(record), first));
    }
  }
}
