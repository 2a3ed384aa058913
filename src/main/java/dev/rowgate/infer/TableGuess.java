package dev.rowgate.infer;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the records of an input whose dialect is known, and finds out what its columns are.
final class TableGuess {

  final Trial trial;
  final @Nullable EncodingGuess encoding;
  final PartialDialect given;
  final HeaderGuess header;
  final List<String> warnings;
  final List<ColumnGuess> columns = new ArrayList<>();
  private final RecordReader reader;
  private final Scope scope;
  private long row;
  long records;
  long unfit;
  long broken;

  /// @param encoding how it was found out, or null if the caller said it
  TableGuess(
      Trial trial,
      @Nullable EncodingGuess encoding,
      PartialDialect given,
      List<String> warnings,
      Scope scope,
      Limits limits) {
    this.trial = trial;
    this.encoding = encoding;
    this.given = given;
    this.warnings = new ArrayList<>(warnings);
    this.header = HeaderGuess.of(trial, given.get(DialectProperty.HEADER));
    this.scope = scope;
    Dialect dialect = trial.dialect.with(DialectProperty.HEADER, false).complete();
    this.reader = new RecordReader(dialect, limits);
    header.names().forEach(_ -> columns.add(new ColumnGuess()));
  }

  boolean isFull() {
    Long most = scope.rows();
    return most != null && records >= most;
  }

  void feed(byte[] bytes, int offset, int length) {
    reader.feed(bytes, offset, length);
    drain();
  }

  private void drain() {
    while (!isFull()) {
      switch (reader.next()) {
        case NEEDS_INPUT, END -> {
          return;
        }
        case HEADER, RECORD -> add(reader.record());
      }
    }
  }

  private void add(RawRecord record) {
    row++;
    if (row <= header.rowsBefore() + (header.header() ? 1 : 0)) {
      return;
    }
    records++;
    if (record.fault() != null) {
      broken++;
      return;
    }
    unfit += record.cellCount() == columns.size() ? 0 : 1;
    for (int i = 0; i < Math.min(record.cellCount(), columns.size()); i++) {
      if (record.isNull(i)) {
        columns.get(i).addEmpty();
      } else {
        columns.get(i).add(record.cellBytes(i), record.from(i), record.to(i));
      }
    }
  }

  long blankLines() {
    return reader.blankLines();
  }

  long bytes() {
    return reader.byteOffset();
  }

  /// @param whole whether all of the input was fed, so that its last record has come to its end
  /// @return the descriptor
  String end(boolean whole) {
    if (whole) {
      reader.end();
      drain();
    }
    return new DescriptorWriter(this, whole && !isFull()).write();
  }
}
