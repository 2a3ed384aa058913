package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Lets Apache Commons CSV say what every record holds: the reference for [InPlaceReader], and a
/// switch for whoever trusts it more. One long-lived parser is fed one record at a time, so that it
/// reads no further. Where the two differ on purpose stands in `CommonsCsvDifferences` of the
/// tests.
final class CommonsCsvReader implements CellReader {

  private final boolean trims;
  private final InPlaceReader inPlace;
  private final OneRecord text = new OneRecord();
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private long lines;
  private final ByteArrayOutputStream rewritten = new ByteArrayOutputStream();

  /// @throws IllegalArgumentException if it can't read that dialect: see [Dialect#conflictWith]
  CommonsCsvReader(Dialect dialect) {
    if (dialect.conflictWith(Options.Reading.COMMONS_CSV) != null) {
      throw new IllegalArgumentException("not a dialect of Commons CSV: " + dialect);
    }
    this.trims = dialect.trim();
    this.inPlace = new InPlaceReader(dialect);
    CSVFormat format =
        CSVFormat.Builder.create()
            .setDelimiter(dialect.delimiter())
            .setQuote(character(dialect.quote()))
            .setEscape(character(dialect.escape()))
            .setIgnoreEmptyLines(false)
            .get();
    try {
      this.parser = CSVParser.builder().setFormat(format).setReader(text).get();
      this.records = parser.iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Character character(int c) {
    return c == Dialect.NONE ? null : (char) c;
  }

  @Override
  public void read(RawRecord record) {
    Cells cells = record.cells;
    CSVRecord parsed = parse(record);
    boolean[] trimmed = new boolean[parsed.size()];
    for (int i = 0; i < Math.min(cells.count, trimmed.length); i++) {
      trimmed[i] = trims && (cells.form[i] == Cells.PLAIN || cells.form[i] == Cells.PLAIN_ESCAPED);
    }
    boolean[] nulls = inPlace.nullsIn(record);
    rewritten.reset();
    cells.keepPlaces();
    int places = cells.places;
    cells.clear();
    cells.places = places;
    for (int i = 0; i < parsed.size(); i++) {
      String value = trimmed[i] ? trim(parsed.get(i)) : parsed.get(i);
      int from = rewritten.size();
      if (i < nulls.length && nulls[i]) {
        cells.add(from, from, Cells.NULL);
        cells.hasNulls = true;
      } else {
        rewritten.writeBytes(value.getBytes(UTF_8));
        cells.add(from, rewritten.size(), Cells.REWRITTEN);
      }
    }
    record.rewritten = rewritten.toByteArray();
  }

  /// @throws IllegalStateException if Commons CSV sees other records than the splitter: rather none
  ///   than a wrong one
  private CSVRecord parse(RawRecord record) {
    text.set(
        new String(record.bytes, record.start, record.contentEnd - record.start, UTF_8) + "\n");
    try {
      CSVRecord parsed = records.next();
      lines += record.endLine - record.line + 1;
      // Its own buffer may still hold the rest of a record that it took for another one.
      if (parser.getCurrentLineNumber() != lines || !text.isUsedUp()) {
        throw disagreement(record, null);
      }
      return parsed;
    } catch (UncheckedIOException | NoSuchElementException e) {
      throw disagreement(record, e);
    }
  }

  private static IllegalStateException disagreement(RawRecord record, @Nullable Exception cause) {
    return new IllegalStateException(
        "Commons CSV sees the end of record " + record.number + " elsewhere", cause);
  }

  private static String trim(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && " \t".indexOf(value.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && " \t".indexOf(value.charAt(to - 1)) >= 0) {
      to--;
    }
    return value.substring(from, to);
  }

  /// Hands out one record's text, and then the end of the input: the parser is not asked beyond.
  private static final class OneRecord extends Reader {
    private String record = "";
    private int next;
    private boolean overrun;

    void set(String record) {
      this.record = record;
      this.next = 0;
    }

    /// Whether the parser took all of the record and asked for nothing behind it.
    boolean isUsedUp() {
      return next == record.length() && !overrun;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      int n = Math.min(length, record.length() - next);
      record.getChars(next, next + n, buffer, offset);
      next += n;
      overrun |= n == 0;
      return n == 0 ? -1 : n;
    }

    @Override
    public void close() {}
  }
}
