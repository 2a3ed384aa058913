package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collector of the columns' types, from the records after the dialect and the header are known. It
/// reads as a conversion with the result will. Footers, and records that such a conversion would
/// reject as malformed, don't count for the types.
final class TableGuess {

  final PartialDialect dialect;
  final Layout layout;
  private final List<ColumnGuess> columns = new ArrayList<>();
  private final RecordReader reader;
  private final CommentLines comments;

  /// The fast path; null if every record needs the slow path.
  private final @Nullable PlainRecords plain;

  private final Scope scope;

  /// The cells of the last header row; empty if there is none.
  private final List<byte[]> labels;

  private final FooterCandidates footer = new FooterCandidates(columns);
  private final MalformedRecords malformed = new MalformedRecords();

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
    this.labels = layout.labels().stream().map(label -> label.getBytes(UTF_8)).toList();
    PartialDialect with =
        found
            .with(DialectProperty.HEADER, layout.hasHeader())
            .with(DialectProperty.COMMENT_ROWS, layout.commentRows());
    this.dialect =
        layout.hasHeader() ? with.with(DialectProperty.HEADER_ROWS, layout.headerRows()) : with;
    this.reader = new RecordReader(dialect.complete(), limits);
    this.comments = new CommentLines(reader, dialect.complete());
    reader.setTap(comments);
    layout.names().forEach(_ -> columns.add(new ColumnGuess()));
    this.plain =
        PlainRecords.of(
            layout.cellsBefore() + columns.size(), dialect.complete(), limits, this::takes);
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
        case HEADER -> comments.header();
        case RECORD -> {
          comments.record();
          add(reader.record());
        }
      }
    }
  }

  private void add(RawRecord record) {
    if (isHeaderOfRejects(record)) {
      return;
    }
    records++;
    if (record.fault() != null) {
      malformed.addBroken(record.line(), record.fault());
    } else if (record.cellCount() != firstCell() + columns.size()) {
      malformed.addRagged(record.line(), record.cellCount());
      if (whole == 0) {
        ragged.hold(record, Footer.Kind.NONE);
      }
      Footer.Kind kind = Footer.ofRagged(record, firstCell(), whole, columns, footer);
      footer.hold(record, kind, records, this::addCells);
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
    if (repeatsHeader(record)) {
      malformed.addRepeated(record.line());
      return;
    }
    Footer.Kind kind = Footer.of(record, firstCell(), whole, columns, footer.hasBlank());
    if (!footer.hold(record, kind, records, this::addCells)) {
      addCells(record);
    }
  }

  private boolean repeatsHeader(CellSource record) {
    if (labels.isEmpty() || labels.size() != record.cellCount()) {
      return false;
    }
    for (int i = 0; i < labels.size(); i++) {
      byte[] label = labels.get(i);
      if (record.isNull(i)
          || !Arrays.equals(
              record.cellBytes(i), record.from(i), record.to(i), label, 0, label.length)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the first record is the header of a rejects file. A conversion without a header drops
  /// the columns of such a file too, and the first record isn't data.
  private boolean isHeaderOfRejects(RawRecord record) {
    if (layout.hasHeader() || records > 0 || rejectsCells > 0 || record.fault() != null) {
      return false;
    }
    rejectsCells = new RejectsColumns(dialect.complete()).width(record);
    return rejectsCells > 0;
  }

  /// Returns the index of the first field's cell; the cells before it belong to a rejects file.
  private int firstCell() {
    return rejectsCells + layout.cellsBefore();
  }

  private void addCells(CellSource record) {
    whole++;
    int first = firstCell();
    for (int i = 0; i < columns.size(); i++) {
      ColumnGuess column = columns.get(i);
      int cell = first + i;
      if (record.isNull(cell)) {
        column.addEmpty();
      } else {
        column.add(record.cellBytes(cell), record.from(cell), record.to(cell), record.line());
      }
    }
  }

  private void addCells(HeldRecords.Held record) {
    if (record.isNote()) {
      return;
    }
    List<byte @Nullable []> cells = record.cells();
    int known = Math.min(columns.size(), cells.size() - firstCell());
    for (int i = 0; i < known; i++) {
      byte[] cell = cells.get(firstCell() + i);
      if (cell == null) {
        columns.get(i).addEmpty();
      } else {
        columns.get(i).add(cell, 0, cell.length, record.line());
      }
    }
  }

  /// Returns the columns. Must be called only after all records were read.
  List<ColumnGuess> columns() {
    if (whole == 0) {
      ragged.release(this::addCells);
    }
    return columns;
  }

  /// Returns warnings about malformed records.
  ///
  /// @param footerLeftOut whether a conversion skips the footer
  List<String> malformedWarnings(boolean footerLeftOut) {
    return malformed.warnings(records, footerLeftOut ? footer.notes() : 0);
  }

  /// Returns a warning about comments below the header; empty if there are none.
  ///
  /// @param whole whether the whole input was read
  String commentWarning(boolean whole) {
    return comments.warning(whole);
  }

  /// Returns the footer-like records that a conversion skips or would reject; null if there are
  /// none.
  ///
  /// @param leftOut whether a conversion skips them
  @Nullable FooterNote footerNote(List<ColumnDecision> decisions, boolean leftOut) {
    return footer.note(decisions, firstCell(), leftOut);
  }

  /// Returns the number of footer lines. Must be called only after the whole input was read.
  int skipFooter(List<ColumnDecision> decisions) {
    return footer.lines(decisions, firstCell(), records, dialect.complete());
  }

  long records() {
    return records;
  }

  long bytes() {
    return reader.byteOffset();
  }
}
