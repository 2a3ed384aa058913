package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.LineTerminator;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// The [CellReader] of the slow path: Apache Commons CSV reads the cells of every header and of
/// every record with a quote.
///
/// [RecordSplitter] has found where the record ends and has checked its encoding, so that the
/// parser gets exactly one well-formed record at a time. A data record without quotes has nothing
/// to parse: its cells are the bytes between its delimiters. Not thread-safe.
final class CommonsCsvReader implements CellReader {

  private final Dialect dialect;
  private final InPlaceReader inPlace;
  private @Nullable CommonsCsvParser parser;
  private byte[] rewritten = RawRecord.NO_BYTES;

  CommonsCsvReader(Dialect dialect) {
    this.dialect = dialect;
    this.inPlace = new InPlaceReader(dialect);
  }

  /// Whether Commons CSV reads records of this dialect as the contract requires. It ends a record
  /// at any line end, always joins doubled quotes, drops spaces on both sides of a cell or on
  /// neither, and turns an escaped `n` into a line end.
  static boolean canRead(Dialect dialect) {
    return dialect.lineTerminator().equals(LineTerminator.ANY)
        && (dialect.doubleQuote() || dialect.quote() == Dialect.NONE)
        && dialect.escape() == Dialect.NONE
        && !dialect.skipInitialSpace();
  }

  @Override
  public void read(RawRecord record) {
    boolean isHeader = record.number == 0;
    if (isHeader) {
      CommonsCsvParser shared = CommonsCsvParser.take(dialect);
      read(record, shared);
      shared.giveBack(record.length());
    } else if (record.cells.haveQuotes) {
      if (parser == null) {
        parser = CommonsCsvParser.take(dialect);
      }
      read(record, parser);
    } else {
      inPlace.read(record);
    }
  }

  private void read(RawRecord record, CommonsCsvParser by) {
    CSVRecord parsed = parse(record, by);
    Cells cells = record.cells;
    inPlace.trimAndMarkNulls(record);
    if (rewritten.length < record.length()) {
      rewritten = new byte[Math.max(record.length(), 2 * rewritten.length)];
    }
    cells.keepPlaces();
    int used = 0;
    for (int i = 0; i < cells.count; i++) {
      if (cells.form[i] == Cells.NULL) {
        continue;
      }
      byte[] content = content(parsed.get(i), cells.form[i]).getBytes(UTF_8);
      System.arraycopy(content, 0, rewritten, used, content.length);
      cells.from[i] = used;
      used += content.length;
      cells.to[i] = used;
      cells.form[i] = Cells.REWRITTEN;
    }
    record.rewritten = rewritten;
  }

  private String content(String parsed, byte form) {
    return dialect.trim() && form == Cells.PLAIN ? trim(parsed) : parsed;
  }

  /// @throws IllegalStateException if Commons CSV sees another record than the splitter: a defect,
  ///   but better than a wrong row
  private static CSVRecord parse(RawRecord record, CommonsCsvParser by) {
    try {
      CSVRecord parsed = by.parse(record);
      if (parsed != null && parsed.size() == record.cells.count) {
        return parsed;
      }
      throw disagreement(record, null);
    } catch (UncheckedIOException | NoSuchElementException e) {
      throw disagreement(record, e);
    }
  }

  private static IllegalStateException disagreement(RawRecord record, @Nullable Exception cause) {
    return new IllegalStateException(
        "Commons CSV reads record " + record.number + " with another end or other cells", cause);
  }

  private static String trim(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// The parser's text, which grows by doubling, and the cells as strings, each with two bytes per
  /// character; a cell's bytes; all cells' bytes.
  @Override
  public int bufferBytesPerByte() {
    return 4 + 2 + 1 + 2;
  }

  @Override
  public void trim() {
    rewritten = RawRecord.NO_BYTES;
    parser = null;
    inPlace.trim();
  }
}
