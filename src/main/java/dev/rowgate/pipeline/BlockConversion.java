package dev.rowgate.pipeline;

import dev.rowgate.fast.FastPath;
import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.RowLines;
import dev.rowgate.options.Options;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.RecordTaker;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import dev.rowgate.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conversion of records from the middle of an input into row blocks.
///
/// It begins at a guessed offset. If no record starts there, its first blocks are wrong and are
/// never taken; from the first actual start of a record on, it reads the same records as the
/// conversion of the whole input. It leaves every record to that conversion that isn't valid, has
/// warnings, or depends on input before its own start. Not thread-safe.
public final class BlockConversion {

  /// Receiver of blocks.
  public interface Receiver {

    /// Takes a block, whose lines are in `rows`, and empties that buffer.
    ///
    /// @return false if no more blocks are needed
    boolean take(RowBlock block);
  }

  /// Maximum length of a record in bytes; longer ones would need much memory in each thread.
  private static final int LONGEST_RECORD = 64 << 10;

  private final Run run;
  private final RecordReader reader;
  private final RecordCheck check;
  private final RowProblems problems;
  private final @Nullable RowLines rows;
  private final LineBuffer lines;
  private final @Nullable RecordTaker fastPath;

  // The block that is being made
  private long from;
  private long to;
  private long records;
  private long line;
  private long endLine;
  private long blankLines;
  private long endBlankLines;

  private BlockConversion(Run run, Columns columns, @Nullable RowLines rows, long byteOffset) {
    Schema schema = run.schema();
    this.run = run;
    this.reader = run.reader().startingAt(byteOffset, run.dialect(), run.limits());
    this.check = RecordCheck.of(schema, columns, null);
    this.problems = new RowProblems(0, new Tally(schema == null ? List.of() : schema.rules()));
    this.rows = rows;
    this.lines = rows == null ? new LineBuffer() : rows.lines();
    this.fastPath = fastPath(columns);
    open();
  }

  /// @param run of the whole input
  static BlockConversion startingAt(long byteOffset, Run run, Columns columns) {
    RowLines rows = run.accounts().writesRows() ? run.writer().rowLinesElsewhere() : null;
    return new BlockConversion(run, columns, rows, byteOffset);
  }

  private @Nullable RecordTaker fastPath(Columns columns) {
    boolean isPossible = check.judgesAlone() && (rows == null || rows.writer().rowLines() != null);
    return isPossible
        ? FastPath.of(columns, run.dialect(), run.options(), run.limits(), lines, rows != null)
        : null;
  }

  /// Feeds the next bytes of the input; must be called only after [#convert].
  public void feed(byte[] bytes, int offset, int length) {
    reader.feed(bytes, offset, length);
  }

  /// Offset of the next record.
  public long byteOffset() {
    return reader.byteOffset();
  }

  /// Start of the block that the receiver doesn't have yet.
  public long openFrom() {
    return from;
  }

  /// Converts what was fed, up to the first record that starts at or after `until`.
  ///
  /// @return false if the receiver needs no more
  public boolean convert(long until, Receiver receiver) {
    while (reader.byteOffset() < until) {
      if (fastPath != null) {
        extend(reader.offer(fastPath));
      }
      if (lines.size() >= ResultWriter.FULL && !close(receiver)) {
        return false;
      }
      switch (reader.next()) {
        case NEEDS_INPUT, END -> {
          return true;
        }
        case HEADER, RECORD -> {
          if (isRow(reader.record())) {
            extend(1);
          } else if (!close(receiver)) {
            return false;
          } else {
            open();
          }
        }
      }
    }
    return true;
  }

  /// Ends the block, so that the receiver has everything that was converted.
  ///
  /// @return false if the receiver needs no more
  public boolean close(Receiver receiver) {
    boolean isWanted = true;
    if (records > 0) {
      isWanted =
          receiver.take(
              new RowBlock(from, to, records, endLine - line, endBlankLines - blankLines, lines));
      from = to;
      line = endLine;
      blankLines = endBlankLines;
      records = 0;
    }
    return isWanted;
  }

  /// Writes the row of a record; returns false if the record is left to the conversion of the whole
  /// input.
  private boolean isRow(RawRecord record) {
    if (record.fault() != null
        || record.resynced()
        || !record.lineEnded()
        || record.length() > LONGEST_RECORD) {
      return false;
    }
    if (run.options().missingCells() == Options.MissingCells.NULL) {
      record.fill(check.columns().cellCount());
    }
    problems.clear();
    check.read(record, problems);
    if (!problems.isEmpty() || problems.hasWarned()) {
      return false;
    }
    if (rows != null) {
      rows.writer().writeRow(check.row());
    }
    return true;
  }

  /// Begins a block after the last record.
  private void open() {
    from = reader.byteOffset();
    line = reader.line();
    blankLines = reader.blankLines();
    records = 0;
  }

  /// Adds the last records read to the block.
  private void extend(int more) {
    if (more > 0) {
      records += more;
      to = reader.byteOffset();
      endLine = reader.line();
      endBlankLines = reader.blankLines();
    }
  }
}
