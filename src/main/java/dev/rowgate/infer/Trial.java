package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sample read in one dialect: the first of its records, and how well they hold together.
final class Trial {

  /// More say nothing more.
  private static final int MOST_RECORDS = 1_000;

  /// What parts cells in another file: one that is full of it was parted at the wrong places. A
  /// comma isn't listed, it stands in numbers and sentences.
  private static final String OTHER_DELIMITERS = ";\t|";

  final PartialDialect dialect;
  final List<List<String>> records = new ArrayList<>();
  int read;
  int faults;
  int cells;
  int fits;

  /// Cells between single quotes, where these are the dialect's.
  int singleQuoted;

  private int mixed;

  /// @param sample of which the last record is left out if it is `cut`
  Trial(PartialDialect dialect, byte[] sample, boolean cut, Limits limits) {
    this.dialect = dialect;
    Dialect complete = dialect.with(DialectProperty.HEADER, false).complete();
    var reader = new RecordReader(complete, limits);
    boolean fed = false;
    boolean ended = cut;
    while (read < MOST_RECORDS) {
      RecordReader.Next next = reader.next();
      if (next == RecordReader.Next.END
          || (next == RecordReader.Next.NEEDS_INPUT && fed && ended)) {
        break;
      }
      if (next != RecordReader.Next.NEEDS_INPUT) {
        add(reader.record());
      } else if (!fed) {
        reader.feed(sample, 0, sample.length);
        fed = true;
      } else {
        reader.end();
        ended = true;
      }
    }
    count();
  }

  private void add(RawRecord record) {
    read++;
    if (record.fault() != null) {
      faults++;
      records.add(List.of());
      return;
    }
    List<String> row = new ArrayList<>();
    boolean isMixed = false;
    for (int i = 0; i < record.cellCount(); i++) {
      String cell =
          new String(record.cellBytes(i), record.from(i), record.to(i) - record.from(i), UTF_8);
      isMixed |= cell.chars().anyMatch(c -> OTHER_DELIMITERS.indexOf(c) >= 0);
      row.add(cell);
      singleQuoted += record.byteBefore(i) == '\'' ? 1 : 0;
    }
    mixed += isMixed ? 1 : 0;
    records.add(row);
  }

  /// The number of cells that most records have.
  private void count() {
    Map<Integer, Integer> ofCells = new HashMap<>();
    records.forEach(row -> ofCells.merge(row.size(), 1, Integer::sum));
    ofCells.remove(0);
    ofCells.forEach((size, count) -> {
      if (count > fits || (count == fits && size > cells)) {
        fits = count;
        cells = size;
      }
    });
  }

  /// From 0 to 1.5: the part of the records that hold together, less for those in which something
  /// else seems to part the cells, more if all hold together.
  double score() {
    if (read == 0) {
      return 0;
    }
    double whole = fits == read ? 0.5 : 0;
    return whole + (double) fits / read - 0.5 * mixed / read;
  }

  /// Whether most records have the same cells, more than one, and the first is no single text over
  /// them: then it is one column of which some cells hold the delimiter.
  boolean isTable() {
    List<String> first = read == 0 ? List.of() : records.get(HeaderGuess.rowsBefore(this));
    return cells > 1 && 2 * fits > read && first.size() != 1;
  }
}
