package dev.rowgate.infer;

import dev.rowgate.fast.PlainRecords;
import dev.rowgate.infer.column.ColumnDecision;
import dev.rowgate.infer.column.ColumnGuess;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.records.CellSource;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.rows.RejectsColumns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the records of an input whose dialect and labels are known, just as a run with the answer
/// will, and finds out what its columns are. Records that such a run rejects anyway, and those that
/// look like a footer, don't count for the types.
final class TableGuess {

  final PartialDialect dialect;
  final Layout layout;
  private final List<ColumnGuess> columns = new ArrayList<>();
  private final RecordReader reader;

  /// The fast path; null if every record needs the slow one.
  private final @Nullable PlainRecords plain;

  private final Scope scope;
  private final HeldRecords footer = new HeldRecords();
  private final Unfit unfit = new Unfit();

  /// Leading cells of some that have another number of cells; they count if all have.
  private final HeldRecords ragged = new HeldRecords();

  /// Records with the right number of cells.
  private long whole;

  private long records;

  /// The cells of a rejects file in front of each record.
  private int rejectsCells;

  TableGuess(PartialDialect found, Layout layout, Scope scope, Limits limits) {
    this.layout = layout;
    this.scope = scope;
    PartialDialect with =
        found
            .with(DialectProperty.HEADER, layout.hasHeader())
            .with(DialectProperty.COMMENT_ROWS, layout.commentRows());
    this.dialect =
        layout.hasHeader() ? with.with(DialectProperty.HEADER_ROWS, layout.headerRows()) : with;
    this.reader = new RecordReader(dialect.complete(), limits);
    layout.names().forEach(_ -> columns.add(new ColumnGuess()));
    this.plain =
        PlainRecords.of(
            layout.firstCell() + columns.size(), dialect.complete(), limits, this::takes);
  }

  boolean isFull() {
    Long most = scope.rows();
    return most != null && records >= most;
  }

  void feed(byte[] bytes, int offset, int length) {
    reader.feed(bytes, offset, length);
    drain();
  }

  void end() {
    reader.end();
    drain();
  }

  private void drain() {
    while (!isFull()) {
      // Whether the file is one of rejects is seen in the first record.
      if (plain != null && records > 0 && rejectsCells == 0) {
        reader.offer(plain);
        if (isFull()) {
          return;
        }
      }
      switch (reader.next()) {
        case NEEDS_INPUT, END -> {
          return;
        }
        case HEADER -> {}
        case RECORD -> add(reader.record());
      }
    }
  }

  private void add(RawRecord record) {
    if (isHeaderOfRejects(record)) {
      return;
    }
    records++;
    if (record.fault() != null) {
      unfit.addBroken(record.line(), record.fault());
    } else if (record.cellCount() != rejectsCells + layout.firstCell() + columns.size()) {
      unfit.addRagged(record.line(), record.cellCount());
      if (whole == 0) {
        ragged.hold(record);
      }
    } else {
      addFit(record);
    }
  }

  /// Takes a record from the fast path, unless enough were taken.
  private boolean takes(CellSource record) {
    if (isFull()) {
      return false;
    }
    records++;
    addFit(record);
    return true;
  }

  /// Takes a record with the right number of cells.
  private void addFit(CellSource record) {
    if (!Footer.isLike(record, layout.firstCell(), whole) || !footer.hold(record)) {
      footer.release(this::addCells);
      addCells(record);
    }
  }

  /// A run drops the columns of a rejects file where there is no header, too: then its first record
  /// is none.
  private boolean isHeaderOfRejects(RawRecord record) {
    if (layout.hasHeader() || records > 0 || rejectsCells > 0 || record.fault() != null) {
      return false;
    }
    rejectsCells = new RejectsColumns(dialect.complete()).width(record);
    return rejectsCells > 0;
  }

  private void addCells(CellSource record) {
    whole++;
    int first = rejectsCells + layout.firstCell();
    for (int i = 0; i < columns.size(); i++) {
      int cell = first + i;
      if (record.isNull(cell)) {
        columns.get(i).addEmpty();
      } else {
        columns.get(i).add(record.cellBytes(cell), record.from(cell), record.to(cell));
      }
    }
  }

  private void addCells(List<byte @Nullable []> cells) {
    int known = Math.min(columns.size(), cells.size() - layout.firstCell());
    for (int i = 0; i < known; i++) {
      byte[] cell = cells.get(layout.firstCell() + i);
      if (cell == null) {
        columns.get(i).addEmpty();
      } else {
        columns.get(i).add(cell, 0, cell.length);
      }
    }
  }

  /// The columns, once all records were fed.
  List<ColumnGuess> columns() {
    if (whole == 0) {
      ragged.release(this::addCells);
    }
    return columns;
  }

  Unfit unfit() {
    return unfit;
  }

  /// Records that look like a footer and would be rejected.
  int rejectedFooters(List<ColumnDecision> decisions) {
    return footer.count(cells -> isRejected(cells, decisions));
  }

  private boolean isRejected(List<byte @Nullable []> cells, List<ColumnDecision> decisions) {
    for (int i = 0; i < columns.size(); i++) {
      byte[] cell = cells.get(layout.firstCell() + i);
      if (cell != null && columns.get(i).rejects(decisions.get(i), cell, 0, cell.length)) {
        return true;
      }
    }
    return false;
  }

  long records() {
    return records;
  }

  long bytes() {
    return reader.byteOffset();
  }
}
