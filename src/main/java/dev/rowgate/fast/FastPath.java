package dev.rowgate.fast;

import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.Positions;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.records.RecordTaker;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Columns;
import dev.rowgate.schema.value.JsonBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converter from the input's bytes straight to lines of output, for valid records of plain types.
///
/// It finds, checks and writes each cell before it looks for the next one. At the first record that
/// may be invalid or of another kind it stops, having written nothing of it. It reports no
/// problems, and its output must equal that of the slow path, [RowWriter].
///
/// Nothing of the input is kept between calls of [#take]. Not thread-safe.
public final class FastPath implements RecordTaker {

  /// Maximum size in bytes of all keys of a line. More is left to the slow path, which may have to
  /// reserve memory first.
  private static final int MOST_OF_KEYS = 16 << 10;

  /// Bytes of a value beyond those of its cell: two quotes, or `null` for an empty cell.
  private static final int AROUND_VALUE = 4;

  private static final int AROUND_ROW = 2;

  private final FastColumn[] columns;
  private final FastCells cells;
  private final LineBuffer out;
  private final boolean keeps;
  private final boolean hasPositions;
  private final int longest;

  /// Maximum size in bytes of a line beyond the bytes of its record. Twice as much room is
  /// reserved, so that writes needn't track how much of it is used.
  private final int overhead;

  private int taken;
  private int lines;
  private long firstRecord;
  private long firstLine;
  private long firstOffset;

  /// @param out buffer for the lines
  /// @param keeps false if only the counts are wanted
  private FastPath(
      FastColumn[] columns,
      int overhead,
      Dialect dialect,
      Options options,
      byte[] file,
      Limits limits,
      LineBuffer out,
      boolean keeps) {
    this.hasPositions = options.positions();
    this.columns = columns;
    this.overhead = overhead;
    this.out = out;
    this.keeps = keeps;
    this.longest = CellFinder.longest(limits);
    this.cells = new FastCells(dialect, out, overhead, file);
  }

  /// The fast path for these columns; null if every record needs the slow path.
  ///
  /// @param writer receives the lines; if it takes no rows, they are only counted
  public static @Nullable FastPath of(
      Columns columns, Dialect dialect, Options options, Limits limits, ResultWriter writer) {
    LineBuffer lines = writer.takesRows() ? writer.rowLines() : new LineBuffer();
    return lines == null ? null : of(columns, dialect, options, limits, lines, writer.takesRows());
  }

  /// As [#of(Columns, Dialect, Options, Limits, ResultWriter)], with a buffer for the lines.
  ///
  /// @param keeps false if only the counts are wanted
  public static @Nullable FastPath of(
      Columns columns,
      Dialect dialect,
      Options options,
      Limits limits,
      LineBuffer out,
      boolean keeps) {
    List<Column> all = columns.all();
    boolean countsBytes = dialect.encoding().unit() == Encoding.Unit.UTF_8;
    if ((options.positions() && !countsBytes)
        || !CellFinder.canRead(dialect)
        || all.size() != columns.cellCount()
        || all.size() > limits.fields()) {
      return null;
    }
    byte[] file = Positions.fileMember(options);
    var plain = new FastColumn[all.size()];
    long overhead =
        AROUND_ROW
            + 2L * JsonBytes.SLACK
            + (options.positions() ? FastCells.POSITION : 0)
            + file.length;
    for (int i = 0; i < plain.length; i++) {
      Column column = all.get(i);
      if (column.cell() != i) {
        return null;
      }
      plain[i] = FastColumn.of(column, options);
      overhead += plain[i].key().length + AROUND_VALUE;
    }
    return plain.length == 0 || overhead > MOST_OF_KEYS
        ? null
        : new FastPath(plain, (int) overhead, dialect, options, file, limits, out, keeps);
  }

  @Override
  public void startAt(long record, long line, long byteOffset) {
    firstRecord = record;
    firstLine = line;
    firstOffset = byteOffset;
  }

  @Override
  public int take(byte[] bytes, int from, int to) {
    taken = 0;
    lines = 0;
    int at = from;
    while (at < to && out.size() < ResultWriter.FULL && row(bytes, from, at, to)) {
      at = cells.pos;
      out.used = keeps ? cells.written() : out.used;
      taken++;
      lines += cells.newlines;
    }
    cells.forget();
    return at;
  }

  @Override
  public int taken() {
    return taken;
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public void trim() {
    if (!keeps) {
      out.trim();
    }
  }

  /// Writes the line of the record at `at`, which ends before `to`.
  ///
  /// @param from start of the first record of this call
  private boolean row(byte[] bytes, int from, int at, int to) {
    int most = Math.min(to - at, longest);
    if (!out.hasRoom(most + 2 * overhead)) {
      most = out.bytes.length - out.used - 2 * overhead;
    }
    if (!cells.beginLine(bytes, at, at + most)) {
      return false;
    }
    if (hasPositions) {
      cells.position(firstRecord + taken, firstLine + lines, firstOffset + at - from);
    }
    int last = columns.length - 1;
    for (int i = 0; i < last; i++) {
      if (!cells.cell(columns[i]) || !cells.delimiter()) {
        return false;
      }
    }
    return cells.cell(columns[last]) && cells.endLine();
  }
}
