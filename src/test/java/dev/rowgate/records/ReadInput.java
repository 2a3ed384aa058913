package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.RowProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All that a [RecordReader] says of one input, as plain values that can be compared.
///
/// @param records the header too
/// @param line the line behind the last record
/// @param byteOffset how many bytes of the source are accounted for
public record ReadInput(
    List<Read> records, long blankLines, long resyncs, long line, long byteOffset) {

  /// A cell without a value.
  static final String NULL = "(null)";

  static final Limits LIMITS = Limits.STANDARD;

  /// @param raw the text of the excerpt, or its bytes in Base64 behind `base64:`
  public record Read(
      boolean header,
      long number,
      long line,
      long endLine,
      long byteOffset,
      long byteLength,
      boolean resynced,
      RowProblem.@Nullable Broken fault,
      List<String> cells,
      String raw,
      boolean rawCut) {

    /// The source's bytes that the record says it takes.
    byte[] cutFrom(byte[] input) {
      return Arrays.copyOfRange(input, (int) byteOffset, (int) (byteOffset + byteLength));
    }
  }

  static Limits limits(int recordBytes, int cellBytes, int fields) {
    return LIMITS
        .with(Limit.MAX_RECORD_BYTES, recordBytes)
        .with(Limit.MAX_CELL_BYTES, cellBytes)
        .with(Limit.MAX_FIELDS, fields);
  }

  static ReadInput read(String input, String... options) {
    return read(Dialects.dialect(options), LIMITS, input.getBytes(UTF_8), Integer.MAX_VALUE);
  }

  static ReadInput read(String input, Limits limits, String... options) {
    return read(Dialects.dialect(options), limits, input.getBytes(UTF_8), Integer.MAX_VALUE);
  }

  public static ReadInput read(Dialect dialect, Limits limits, byte[] input, int... pieces) {
    return read(new RecordReader(dialect, limits), input, pieces);
  }

  /// @return how many bytes were looked at more than once
  public static long lookedAtAgain(Dialect dialect, Limits limits, byte[] input) {
    var reader = new RecordReader(dialect, limits);
    read(reader, input, Integer.MAX_VALUE);
    return reader.bytesLookedAtAgain();
  }

  /// @param pieces how many bytes are fed at a time, over and over
  static ReadInput read(RecordReader reader, byte[] input, int... pieces) {
    List<Read> records = new ArrayList<>();
    int fed = 0;
    int piece = 0;
    boolean ended = false;
    while (true) {
      switch (next(reader, records)) {
        case NEEDS_INPUT -> {
          if (fed == input.length) {
            if (ended) {
              throw new AssertionError("asks for input behind the end");
            }
            ended = true;
            reader.end();
          } else {
            int length = Math.min(pieces[piece++ % pieces.length], input.length - fed);
            // Another array each time: nothing may hold on to the caller's.
            byte[] fresh = Arrays.copyOfRange(input, fed, fed + length);
            reader.feed(fresh, 0, length);
            Arrays.fill(fresh, (byte) '"');
            fed += length;
          }
        }
        case HEADER -> records.add(copy(reader, true));
        case RECORD -> records.add(copy(reader, false));
        case END -> {
          return new ReadInput(
              records, reader.blankLines(), reader.resyncs(), reader.line(), reader.byteOffset());
        }
      }
    }
  }

  /// A record that Commons CSV won't read stands there with the complaint as its only cell.
  private static RecordReader.Next next(RecordReader reader, List<Read> records) {
    while (true) {
      try {
        return reader.next();
      } catch (IllegalStateException e) {
        RawRecord record = reader.record();
        records.add(
            new Read(
                record.number() == 0,
                record.number(),
                record.line(),
                record.endLine(),
                record.byteOffset(),
                record.byteLength(),
                record.resynced(),
                null,
                List.of("refused: " + e.getMessage()),
                "",
                false));
      }
    }
  }

  private static Read copy(RecordReader reader, boolean header) {
    RawRecord record = reader.record();
    RawExcerpt excerpt = reader.original().excerpt(LIMITS.count(Limit.MAX_RAW_BYTES));
    return new Read(
        header,
        record.number(),
        record.line(),
        record.endLine(),
        record.byteOffset(),
        record.byteLength(),
        record.resynced(),
        record.fault(),
        record.fault() == null ? cells(record) : List.of(),
        switch (excerpt) {
          case RawExcerpt.Text text -> text.text();
          case RawExcerpt.Base64 bytes -> "base64:" + bytes.base64();
        },
        excerpt.cut());
  }

  private static List<String> cells(RawRecord record) {
    return IntStream.range(0, record.cellCount()).mapToObj(i -> cell(record, i)).toList();
  }

  private static String cell(RawRecord record, int i) {
    return record.isNull(i)
        ? NULL
        : new String(record.cellBytes(i), record.from(i), record.to(i) - record.from(i), UTF_8);
  }

  /// The cells of the records that could be read, the header's too.
  List<List<String>> cells() {
    return records.stream().filter(r -> r.fault() == null).map(Read::cells).toList();
  }

  /// The records that could not be read.
  List<Read> broken() {
    return records.stream().filter(r -> r.fault() != null).toList();
  }

  Read only() {
    if (records.size() != 1) {
      throw new AssertionError("not one record: " + records);
    }
    return records.getFirst();
  }
}
