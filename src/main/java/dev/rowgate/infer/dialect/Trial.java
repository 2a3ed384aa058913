package dev.rowgate.infer.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Labels;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sample parsed with one dialect: its first records, and the table that they form.
public final class Trial {

  /// One record.
  ///
  /// @param cells empty for a malformed record
  /// @param kinds of the cells
  public record Row(List<String> cells, List<CellKind> kinds) {

    static final Row BROKEN = new Row(List.of(), List.of());

    /// A line of dashes or the like between a header and records.
    static final Row RULE = new Row(List.of(), List.of());

    public int size() {
      return cells.size();
    }

    /// Whether the row has no cells that could be labels or values.
    public boolean isBroken() {
      return cells.isEmpty();
    }

    @SuppressWarnings("ReferenceEquality")
    public boolean isRule() {
      return this == RULE;
    }

    /// Returns the cells that aren't blank.
    public List<String> filled() {
      return cells.stream().filter(cell -> !Labels.isBlank(cell)).toList();
    }

    /// Whether no cell from an index on is blank.
    public boolean isFilledFrom(int first) {
      return cells.stream().skip(first).noneMatch(Labels::isBlank);
    }

    /// Whether no two cells from an index on are equal.
    public boolean isDistinctFrom(int first) {
      return cells.stream().skip(first).distinct().count() == Math.max(0, size() - first);
    }
  }

  /// Bytes fed at a time; most samples need only one piece.
  private static final int PIECE = 32 << 10;

  /// More records don't change the result.
  static final int MOST_RECORDS = 250;

  final PartialDialect dialect;
  final List<Row> rows = new ArrayList<>();
  int faults;

  /// The number of lines of dashes or the like.
  int rules;

  /// The problem of most records if they have too many cells; otherwise null.
  RowProblem.@Nullable Broken tooWide;

  private int wide;

  /// The number of cells of the table's records.
  int width;

  /// Number of the records that have this many cells.
  int fits;

  /// Index of the first such record; earlier ones are titles or similar.
  int first;

  /// Index of the last such record; later ones are footers or similar.
  int last;

  /// The plausibility of the dialect, see [Score].
  final double score;

  /// @param sample the first bytes of the input
  /// @param cut whether the sample is incomplete, so that its last record is ignored
  /// @param most the number of records to read
  Trial(PartialDialect dialect, byte[] sample, boolean cut, Limits limits, int most) {
    this.dialect = dialect;
    Dialect complete = dialect.with(DialectProperty.HEADER, false).complete();
    var reader = new RecordReader(complete, limits);
    int fed = 0;
    boolean ended = cut;
    while (rows.size() < most) {
      RecordReader.Next next = reader.next();
      if (next == RecordReader.Next.END
          || (next == RecordReader.Next.NEEDS_INPUT && fed == sample.length && ended)) {
        break;
      }
      if (next != RecordReader.Next.NEEDS_INPUT) {
        add(reader.record(), complete);
      } else if (fed < sample.length) {
        int length = Math.min(PIECE, sample.length - fed);
        reader.feed(sample, fed, length);
        fed += length;
      } else {
        reader.end();
        ended = true;
      }
    }
    tooWide = 2 * wide > rows.size() ? tooWide : null;
    findTable();
    this.score = Score.of(this);
  }

  private void add(RawRecord record, Dialect read) {
    int quote = read.quote();
    if (record.fault() != null) {
      faults++;
      if (record.fault() instanceof RowProblem.TooManyFields fault) {
        wide++;
        tooWide = fault;
      }
      rows.add(Row.BROKEN);
      return;
    }
    List<String> cells = new ArrayList<>(record.cellCount());
    List<CellKind> kinds = new ArrayList<>(record.cellCount());
    for (int i = 0; i < record.cellCount(); i++) {
      byte[] bytes = record.cellBytes(i);
      int from = record.from(i);
      String cell = new String(bytes, from, record.to(i) - from, UTF_8);
      boolean quoted =
          quote == Dialect.NONE
              ? cell.indexOf('"') >= 0
              : record.byteBefore(i) == quote || (quote == '"' && cell.indexOf('"') >= 0);
      quoted |= read.escape() != Dialect.NONE && hasEscape(record, i, read.escape());
      cells.add(cell);
      kinds.add(CellKind.of(cell, quoted));
    }
    boolean isRule = !rows.isEmpty() && Rule.is(cells);
    rules += isRule ? 1 : 0;
    rows.add(isRule ? Row.RULE : new Row(cells, kinds));
  }

  /// Whether a character in the cell was escaped, and thus is intended.
  private static boolean hasEscape(RawRecord record, int cell, int escape) {
    for (int at = record.placeFrom(cell); at < record.placeTo(cell); at++) {
      if (record.bytes()[record.start() + at] == escape) {
        return true;
      }
    }
    return false;
  }

  /// Determines the width of the table from the number of records of each width. Wider records
  /// count more, because a preamble may have more lines than a short table.
  private void findTable() {
    Map<Integer, Integer> ofWidth = new HashMap<>();
    rows.stream()
        .filter(row -> !row.isBroken())
        .forEach(row -> ofWidth.merge(row.size(), 1, Integer::sum));
    int most = ofWidth.values().stream().max(Integer::compare).orElse(0);
    double best = -1;
    for (Map.Entry<Integer, Integer> each : ofWidth.entrySet()) {
      int cells = each.getKey();
      int count = each.getValue();
      double explained = count * (cells == 1 ? 0.2 : Math.log(cells) / Math.log(2));
      boolean chance = count == 1 && most > 1;
      if (!chance && (explained > best || (explained == best && cells > width))) {
        best = explained;
        width = cells;
        fits = count;
      }
    }
    if (most == 1 && !rows.getFirst().isBroken() && rows.getFirst().size() > 1) {
      // All widths differ: the first row may be the header.
      width = rows.getFirst().size();
    }
    first = 0;
    while (first < rows.size() && rows.get(first).size() != width) {
      first++;
    }
    last = rows.size() - 1;
    while (last > first && rows.get(last).size() != width) {
      last--;
    }
  }

  /// Returns the records of the table, including a possible header.
  public List<Row> table() {
    return rows.stream().filter(row -> row.size() == width).toList();
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public String delimiter() {
    return dialect.complete().delimiter();
  }

  public PartialDialect dialect() {
    return dialect;
  }

  /// Returns the records of the sample, up to a limit.
  public List<Row> rows() {
    return rows;
  }

  /// Returns the number of cells of most records.
  public int width() {
    return width;
  }

  /// Returns the number of records that have this width.
  public int fits() {
    return fits;
  }

  /// Returns the index of the first row of the table.
  public int first() {
    return first;
  }

  /// Returns the plausibility, from 0 to 1.
  public double score() {
    return score;
  }
}
