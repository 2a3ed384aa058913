package dev.rowgate.rows;

import dev.rowgate.keys.KeyTable;
import dev.rowgate.options.Dialect;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.LookAlike;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Keys;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.value.KeyBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collector of the keys in a file that foreign keys refer to; the first of two passes. Not
/// thread-safe.
public final class KeyCollection implements CrossRecordCheck {

  private final KeyTable table;
  private final boolean isCaseSensitive;
  private final List<KeyCells> cells = new ArrayList<>();
  private final KeyBytes key = new KeyBytes();
  private final Set<String> lacking = new LinkedHashSet<>();
  private final Columns columns;

  /// @param resource the name of this file in the schema
  /// @param dialect by which this file is read
  /// @param columns of this file
  public KeyCollection(
      Schema schema, String resource, Dialect dialect, Columns columns, KeyTable table) {
    this.table = table;
    this.columns = columns;
    this.isCaseSensitive = dialect.caseSensitiveHeader();
    Map<String, Column> byName = new HashMap<>();
    columns.all().forEach(column -> byName.putIfAbsent(folded(column.name()), column));
    List<Keys.Foreign> keys = schema.keys().foreign();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).resource().equals(resource)) {
        add(i, keys.get(i), schema, byName);
      }
    }
  }

  private void add(int i, Keys.Foreign key, Schema schema, Map<String, Column> byName) {
    List<Column> there = new ArrayList<>();
    for (String label : key.referenced()) {
      Column column = byName.get(folded(label));
      if (column == null) {
        lacking.add(label);
      } else {
        there.add(column);
      }
    }
    if (there.size() == key.referenced().size()) {
      cells.add(
          KeyCells.referenced(
              which(i), there, key.fields().stream().map(schema.fields()::get).toList()));
    }
  }

  private String folded(String label) {
    return isCaseSensitive ? label : LookAlike.folded(label);
  }

  /// Returns the identifier of a foreign key; negative, so that it differs from those of unique
  /// keys.
  static int which(int foreign) {
    return -1 - foreign;
  }

  /// The referenced labels that this file lacks.
  @Override
  public List<InputProblem> lacking() {
    var labels = new LookAlikeLabels(columns.all().stream().map(Column::name).toList(), _ -> true);
    return lacking.stream().map(label -> missing(label, labels)).toList();
  }

  private InputProblem missing(String label, LookAlikeLabels labels) {
    Integer like = labels.like(label);
    if (like == null) {
      return new InputProblem.MissingLabel(label);
    }
    Column column = columns.all().get(like);
    return new InputProblem.MissingLookAlike(label, column.name(), column.number());
  }

  @Override
  public long keys() {
    return table.size();
  }

  @Override
  public boolean hasRoom() {
    return table.makeRoom(cells.size());
  }

  @Override
  public boolean hasFailed() {
    return table.hasFailed();
  }

  @Override
  public void see(RawRecord record, RowProblems problems) {
    for (KeyCells each : cells) {
      if (each.read(record, key) == KeyCells.Found.KEY) {
        table.add(key.bytes(), key.length(), record.number());
      }
    }
  }
}
