package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;

/// Generator of a long CSV with distinct rows, and its expected output.
final class Csv {

  private static final int ROWS_AT_ONCE = 1_000;

  /// By the length of the input.
  private static final Map<Long, String> EXPECTED = new ConcurrentHashMap<>();

  private Csv() {}

  /// Writes the header and about that many bytes of rows.
  static void write(OutputStream to, long bytes) throws IOException {
    to.write("name,number,text\n".getBytes(UTF_8));
    long written = 0;
    for (int row = 0; written < bytes; row += ROWS_AT_ONCE) {
      byte[] rows = rows(row);
      to.write(rows);
      written += rows.length;
    }
  }

  private static byte[] rows(int from) {
    var rows = new StringBuilder();
    for (int row = from; row < from + ROWS_AT_ONCE; row++) {
      // Makes it hardly compressible.
      long noise = row * 0x9E3779B97F4A7C15L;
      rows.append("row ").append(row).append(',').append(row % 97).append(',');
      rows.append(Long.toString(noise ^ (noise >>> 29), 36)).append('\n');
    }
    return rows.toString().getBytes(UTF_8);
  }

  /// The checksum of the API's output for [#write].
  static String expected(long bytes) throws IOException {
    String known = EXPECTED.get(bytes);
    if (known == null) {
      known = convert(bytes);
      EXPECTED.put(bytes, known);
    }
    return known;
  }

  private static String convert(long bytes) throws IOException {
    Checksum sum = checksum();
    var out = new CheckedOutputStream(OutputStream.nullOutputStream(), sum);
    var options = (OptionsResult.Read) OptionReader.read(Map.of());
    Dialect dialect = options.dialect().complete();
    try (var conversion = new Conversion(null, dialect, options.options(), Limits.STANDARD)) {
      write(new Feeding(conversion, out), bytes);
      conversion.end();
      drain(conversion, out);
    }
    return hex(sum);
  }

  private static void drain(Conversion conversion, OutputStream out) {
    try {
      while (true) {
        switch (conversion.step()) {
          case Step.HasOutput _ -> conversion.drain(out);
          case Step.Ready _ -> {}
          case Step.NeedsRoom room -> conversion.grant(room.bytes());
          case Step.NeedsInput _, Step.Completed _, Step.Stopped _, Step.Refused _ -> {
            return;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// CRC-32: the JVM has machine code for it with either JIT compiler; SHA-256 would take 2 s for
  /// 100 MB with the first one alone.
  static Checksum checksum() {
    return new CRC32();
  }

  static String hex(Checksum sum) {
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static final class Feeding extends OutputStream {

    private final Conversion conversion;
    private final OutputStream out;

    Feeding(Conversion conversion, OutputStream out) {
      this.conversion = conversion;
      this.out = out;
      drain(conversion, out);
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      conversion.feed(from, offset, length);
      drain(conversion, out);
    }
  }
}
