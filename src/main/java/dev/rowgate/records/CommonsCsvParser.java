package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Long-lived parser of Apache Commons CSV that is fed one record at a time.
///
/// A parser has a buffer of 16 KiB, more than everything else that a short request needs. So a
/// parser that has read a header is kept for the next one. Not thread-safe.
final class CommonsCsvParser {

  /// Maximum number of idle parsers: as many as headers are read at once, for a few cores.
  private static final int MOST_IDLE = 16;

  /// A parser keeps the memory of the longest record that it has read. Beyond this size in bytes it
  /// isn't kept.
  private static final int LONGEST_KEPT = 8 << 10;

  private static final BlockingQueue<CommonsCsvParser> IDLE = new ArrayBlockingQueue<>(MOST_IDLE);

  private final String delimiter;
  private final int quote;
  private final OneRecord text = new OneRecord();
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private long lines;

  private CommonsCsvParser(String delimiter, int quote) {
    this.delimiter = delimiter;
    this.quote = quote;
    CSVFormat format =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter)
            .setQuote(quote == Dialect.NONE ? null : (Character) (char) quote)
            .setIgnoreEmptyLines(false)
            .get();
    try {
      this.parser = CSVParser.builder().setFormat(format).setReader(text).get();
      this.records = parser.iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns a parser for the dialect, an idle one if possible.
  static CommonsCsvParser take(Dialect dialect) {
    CommonsCsvParser idle = IDLE.poll();
    return idle != null
            && idle.quote == dialect.quote()
            && idle.delimiter.equals(dialect.delimiter())
        ? idle
        : new CommonsCsvParser(dialect.delimiter(), dialect.quote());
  }

  /// Keeps the parser for reuse; must not be called after [#parse] has thrown or returned null.
  ///
  /// @param length of the longest record that it has read since it was taken, in bytes
  void giveBack(int length) {
    text.clear();
    if (length <= LONGEST_KEPT) {
      boolean _ = IDLE.offer(this);
    }
  }

  /// @return null if the parser ends the record elsewhere. Its buffer may then hold the rest, so
  ///   that it can't be used any more
  @Nullable CSVRecord parse(RawRecord record) {
    text.set(record);
    CSVRecord parsed = records.next();
    lines += record.endLine - record.line + 1;
    return parser.getCurrentLineNumber() == lines && text.isUsedUp() ? parsed : null;
  }

  /// Reader of one record's text and an LF, then of nothing: the parser has no reason to read
  /// further.
  private static final class OneRecord extends Reader {
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private ByteBuffer record = ByteBuffer.wrap(RawRecord.NO_BYTES);
    private boolean ended = true;
    private boolean overrun;

    void set(RawRecord from) {
      record = ByteBuffer.wrap(from.bytes, from.start, from.contentEnd - from.start);
      decoder.reset();
      ended = false;
    }

    /// Drops the reference to the array.
    void clear() {
      record = ByteBuffer.wrap(RawRecord.NO_BYTES);
    }

    boolean isUsedUp() {
      return ended && !overrun;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      if (ended) {
        overrun = true;
        return -1;
      }
      CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
      decoder.decode(record, chars, true);
      if (!record.hasRemaining() && chars.hasRemaining()) {
        chars.put('\n');
        ended = true;
      }
      return length - chars.remaining();
    }

    @Override
    public void close() {}
  }
}
