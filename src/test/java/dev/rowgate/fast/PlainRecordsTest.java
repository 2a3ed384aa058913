package dev.rowgate.fast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.records.CellSource;
import dev.rowgate.records.Dialects;
import dev.rowgate.records.RecordReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The cells that the fast path finds are those of the slow path, and it finds most of them.
class PlainRecordsTest {

  private static final int WIDTH = 3;

  private static final String[] PIECES = {
    "a",
    "bc",
    "12345678",
    "a long text without anything in it",
    "é",
    "😀",
    " ",
    "\"",
    "\"\"",
    "\"q\"",
    "\"a\"\"b\"",
    "\"x\ny\"",
    "\\",
    "#",
    ";",
    "\u00FF",
    "\t",
    "\r",
    "\u0000"
  };

  /// Bytes of UTF-8, at times with one that is none.
  private static byte[] random(long seed, String delimiter) {
    var random = new Random(seed);
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < 40; i++) {
      int cells = random.nextInt(12) == 0 ? random.nextInt(5) : WIDTH;
      for (int c = 0; c < cells; c++) {
        out.writeBytes((c == 0 ? "" : delimiter).getBytes(ISO_8859_1));
        int pieces = random.nextInt(10) == 0 ? 2 : random.nextInt(2);
        for (int p = 0; p < pieces; p++) {
          String piece = PIECES[random.nextInt(random.nextBoolean() ? 6 : PIECES.length)];
          boolean broken = piece.equals("\u00FF");
          out.writeBytes(piece.getBytes(broken ? ISO_8859_1 : UTF_8));
        }
      }
      out.writeBytes((random.nextInt(4) == 0 ? "\r\n" : "\n").getBytes(ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static String shown(CellSource record) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < record.cellCount(); i++) {
      byte[] bytes = record.cellBytes(i);
      cells.add(new String(bytes, record.from(i), record.to(i) - record.from(i), ISO_8859_1));
    }
    return cells + " in " + record.length();
  }

  /// Reads all records, and what is wrong with those that are broken.
  ///
  /// @param piece how many bytes are fed at once
  /// @return the records, and how many of them the fast path has found
  private static int read(
      Dialect dialect, byte[] input, int piece, boolean isFast, List<String> records) {
    var reader = new RecordReader(dialect, Limits.STANDARD);
    PlainRecords plain =
        PlainRecords.of(WIDTH, dialect, Limits.STANDARD, record -> records.add(shown(record)));
    assertThat(plain).isNotNull();
    int fed = 0;
    int found = 0;
    boolean ended = false;
    while (true) {
      found += isFast ? reader.offer(plain) : 0;
      switch (reader.next()) {
        case NEEDS_INPUT -> {
          if (fed < input.length) {
            int length = Math.min(piece, input.length - fed);
            reader.feed(input, fed, length);
            fed += length;
          } else if (!ended) {
            reader.end();
            ended = true;
          }
        }
        case HEADER -> {}
        case RECORD -> {
          var record = reader.record();
          records.add(
              record.fault() == null
                  ? shown(record)
                  : record.fault().message() + " in line " + record.line());
        }
        case END -> {
          records.add("lines " + reader.line() + " bytes " + reader.byteOffset());
          return found;
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"',', '\"', ''", "';', '\"', '#'", "'\t', '', ''"})
  void finds_the_same_as_the_slow_path(String delimiter, String quote, String comment) {
    Dialect dialect =
        Dialects.dialect(
            comment.isEmpty()
                ? new String[] {"header=false", "delimiter=" + delimiter, "quote=" + quote}
                : new String[] {
                  "header=false", "delimiter=" + delimiter, "quote=" + quote, "comment=" + comment
                });
    int all = 0;
    int found = 0;
    for (long seed = 0; seed < 400; seed++) {
      byte[] input = random(seed, delimiter);
      List<String> slow = new ArrayList<>();
      List<String> fast = new ArrayList<>();
      int piece = seed % 3 == 0 ? 7 : input.length;
      read(dialect, input, input.length, false, slow);
      found += read(dialect, input, piece, true, fast);
      assertThat(fast).as("seed %d", seed).isEqualTo(slow);
      all += slow.size();
    }
    assertThat(found).isGreaterThan(all / 3);
  }

  @Test
  void a_record_that_is_refused_is_left_to_the_slow_path() {
    Dialect dialect = Dialects.dialect("header=false");
    byte[] input = "a,b,c\nd,e,f\n".getBytes(ISO_8859_1);
    PlainRecords plain =
        PlainRecords.of(WIDTH, dialect, Limits.STANDARD, record -> record.cellBytes(0)[0] == 'x');
    assertThat(plain).isNotNull();
    assertThat(plain.take(Arrays.copyOf(input, 100), 0, input.length)).isZero();
    assertThat(plain.taken()).isZero();
  }

  @Test
  void dialects_that_need_the_slow_path() {
    for (String one : List.of("escape=\\", "trim=true", "quote='")) {
      assertThat(PlainRecords.of(WIDTH, Dialects.dialect(one), Limits.STANDARD, record -> true))
          .isNull();
    }
  }
}
