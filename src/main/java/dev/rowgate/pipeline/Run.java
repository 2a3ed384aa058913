package dev.rowgate.pipeline;

import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.records.RecordReader;
import dev.rowgate.rows.RejectsColumns;
import dev.rowgate.schema.Schema;
import org.jspecify.annotations.Nullable;

/// State that the phases of one run share.
///
/// @param schema of the rows; null if all columns are text
/// @param intake feeds `reader`
/// @param accounts counts what `reader` reads and `writer` writes
record Run(
    @Nullable Schema schema,
    Dialect dialect,
    Options options,
    Limits limits,
    Intake intake,
    RecordReader reader,
    RejectsColumns rejectsColumns,
    ResultWriter writer,
    Accounts accounts) {

  /// Whether the schema names the encoding in which the input is read.
  boolean isEncodingOfSchema() {
    return schema != null
        && dialect.encoding().equals(schema.dialect().get(DialectProperty.ENCODING));
  }

  /// Copies the header row that was read last to the rejects file, if one is written.
  void keepHeaderRow() {
    var rejects = writer.rejects();
    if (rejects != null) {
      rejects.writeHeaderRow();
    }
  }
}
