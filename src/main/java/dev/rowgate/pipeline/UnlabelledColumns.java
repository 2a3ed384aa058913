package dev.rowgate.pipeline;

import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.HeaderBinding;

/// The columns of an input without a header, which its first record determines. Not thread-safe.
final class UnlabelledColumns {

  private final Run run;

  /// Index of the first cell after the columns of a rejects file.
  private int firstCell;

  UnlabelledColumns(Run run) {
    this.run = run;
  }

  /// Drops the record if it is the header of a rejects file, which has one even if the original
  /// input had none. The columns are still bound by position.
  ///
  /// @return whether it was dropped
  boolean dropHeaderOfRejects(RawRecord record) {
    boolean mayBe =
        !run.dialect().header() && record.number() == 1 && record.fault() == null && firstCell == 0;
    int width = mayBe ? run.rejectsColumns().width(record) : 0;
    if (width == 0) {
      return false;
    }
    firstCell = width;
    run.reader().takeAsHeader();
    run.reader().exempt(width);
    run.keepHeaderRow();
    return true;
  }

  /// Whether the record determines the columns.
  boolean areKnownBy(RawRecord record) {
    return run.schema() != null
        || (record.number() == 0 ? record.cellCount() > firstCell : record.fault() == null);
  }

  /// The columns of an input whose first record has this many cells.
  Columns of(int cells) {
    return HeaderBinding.unlabelled(run.schema(), firstCell, cells - firstCell);
  }
}
