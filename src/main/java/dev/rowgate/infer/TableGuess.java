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

/// Reader of the records after the dialect and header are known; collects what the columns are. It
/// reads as a conversion with the result will. Records that such a conversion would reject for
/// their form, and footers, don't count for the types.
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

  /// Leading cells of a few records with a wrong number of cells; they count only if no record has
  /// the right number.
  private final HeldRecords ragged = new HeldRecords();

  /// Number of records with the right number of cells.
  private long whole;

  private long records;

  /// Number of leading cells of each record that belong to a rejects file.
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
      // The first record shows whether the file is a rejects file.
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

  /// Accepts a record from the fast path; false if enough records were read.
  private boolean takes(CellSource record) {
    if (isFull()) {
      return false;
    }
    records++;
    addFit(record);
    return true;
  }

  /// Adds a record with the right number of cells.
  private void addFit(CellSource record) {
    if (!Footer.isLike(record, layout.firstCell(), whole) || !footer.hold(record)) {
      footer.release(this::addCells);
      addCells(record);
    }
  }

  /// Whether the first record is the header of a rejects file. A conversion drops its columns also
  /// without a header, and then the first record is no data.
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

  /// The columns; call it only after all records were read.
  List<ColumnGuess> columns() {
    if (whole == 0) {
      ragged.release(this::addCells);
    }
    return columns;
  }

  Unfit unfit() {
    return unfit;
  }

  /// The number of footer-like records that would be rejected.
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
