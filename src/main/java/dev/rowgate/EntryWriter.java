package dev.rowgate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.lines.ForwardingWriter;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.RunEnd;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.RowProblems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writer of the command line's JSON lines that returns them as entries. It records which lines of
/// [LineWriter] aren't rows; so the lines stay the same, and the fast path can write them too.
final class EntryWriter implements ForwardingWriter {

  /// A line that isn't a row.
  ///
  /// @param from index of its first byte in the output to drain
  /// @param to index after its line end
  /// @param taker receives its text when it is drained
  private record Line(int from, int to, Consumer<String> taker) {}

  private final Options options;
  private final LineWriter lines;
  private final List<Line> others = new ArrayList<>();
  private final List<Entry> taken = new ArrayList<>();
  private RowTypes types = RowTypes.UNKNOWN;
  private @Nullable Summary summary;

  EntryWriter(Options options) {
    this.options = options;
    this.lines = new LineWriter(options);
  }

  @Override
  public ResultWriter results() {
    return lines;
  }

  /// The columns; unknown before the header is read.
  RowTypes types() {
    return types;
  }

  /// The counts of the run; null before the run has ended and its last line was taken.
  @Nullable Summary summary() {
    return summary;
  }

  @Override
  public void setColumns(List<Column> columns) {
    types = RowTypes.of(columns, options);
    lines.setColumns(columns);
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    int from = lines.ready();
    lines.writeError(record, problems, raw);
    var reject = Reject.of(record, problems, raw);
    others.add(new Line(from, lines.ready(), json -> taken.add(reject.withJson(json))));
  }

  @Override
  public void writeSummary(RunEnd end) {
    int from = lines.ready();
    lines.writeSummary(end);
    var counted = Summary.of(end.summary(), end.tally(), end.columns(), end.warnings());
    others.add(new Line(from, lines.ready(), json -> summary = counted.withJson(json)));
  }

  /// Drains the output.
  ///
  /// @return its entries; valid until the next call
  List<Entry> take(Conversion conversion) {
    var drained = new ByteArrayOutputStream(lines.ready());
    try {
      conversion.drain(drained);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail", e);
    }
    byte[] bytes = drained.toByteArray();
    taken.clear();
    int at = 0;
    for (Line other : others) {
      addRows(bytes, at, other.from());
      other.taker().accept(new String(bytes, other.from(), other.to() - 1 - other.from(), UTF_8));
      at = other.to();
    }
    addRows(bytes, at, bytes.length);
    others.clear();
    return taken;
  }

  private void addRows(byte[] bytes, int from, int to) {
    int start = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        taken.add(new Row(Arrays.copyOfRange(bytes, start, at), types));
        start = at + 1;
      }
    }
  }
}
