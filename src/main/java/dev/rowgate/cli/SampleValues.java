package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.infer.CommentedDescriptor.Seen;
import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.RunEnd;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collector of what is in the columns of a file, for the examples of constraints in a commented
/// schema: the file is converted with that schema, and the values of the rows are looked at. Not
/// thread-safe.
final class SampleValues implements ResultWriter {

  private static final int PIECE = 64 << 10;

  private static final Options OPTIONS =
      new Options(Options.Errors.SKIP, false, null, null, Options.Nulls.KEEP);

  private final LineBuffer nothing = new LineBuffer();
  private List<Column> columns = List.of();
  private List<Seen> seen = List.of();

  private SampleValues() {}

  /// @param descriptor a schema for the file
  /// @param in the file
  /// @param most number of records to look at
  /// @return what is in each column, by its name; empty if the file can't be converted
  static Map<String, Seen> of(byte[] descriptor, InputStream in, long most, Limits limits)
      throws IOException {
    return SchemaReader.read(descriptor, limits.schemaBytes())
            instanceof SchemaResult.Parsed(Schema schema)
        ? of(schema, in, most, limits)
        : Map.of();
  }

  private static Map<String, Seen> of(Schema schema, InputStream in, long most, Limits limits)
      throws IOException {
    var values = new SampleValues();
    try (var conversion =
        new Conversion(
            schema, schema.dialect().complete(), OPTIONS, limits, Compression.DETECT, values)) {
      values.collect(conversion, in, most);
    }
    var byName = new HashMap<String, Seen>();
    for (int i = 0; i < values.columns.size(); i++) {
      byName.put(values.columns.get(i).name(), values.seen.get(i));
    }
    return byName;
  }

  private void collect(Conversion conversion, InputStream in, long most) throws IOException {
    byte[] piece = new byte[PIECE];
    while (conversion.summary().recordsRead() < most) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          int length = in.read(piece);
          if (length < 0) {
            conversion.end();
          } else {
            conversion.feed(piece, 0, length);
          }
        }
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> conversion.drain(OutputStream.nullOutputStream());
        case Step.Ready _ -> {}
        case Step.Completed _, Step.Stopped _, Step.Refused _ -> {
          return;
        }
      }
    }
  }

  @Override
  public boolean takesRows() {
    return true;
  }

  @Override
  public void setColumns(List<Column> known) {
    columns = known;
    seen = known.stream().map(_ -> new Seen()).toList();
  }

  @Override
  public void writeRow(Row row) {
    for (int i = 0; i < row.size(); i++) {
      Value.Kind kind = row.kind(i);
      if (kind == Value.Kind.TEXT || kind == Value.Kind.NUMBER) {
        seen.get(i).add(new String(row.bytes(i), row.from(i), row.to(i) - row.from(i), UTF_8));
      }
    }
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {}

  @Override
  public void writeSummary(RunEnd end) {}

  @Override
  public LineBuffer output() {
    return nothing;
  }
}
