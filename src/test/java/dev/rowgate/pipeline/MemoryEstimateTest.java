package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run asks for when a record is long, and that it gives it back.
class MemoryEstimateTest {

  private static final int PIECE = 32 << 10;
  private static final String SHORT = "Ada,36\n".repeat(20_000);
  private static final String LONG = "\"" + "x\"\"".repeat(300_000) + "\",1\n";

  /// @param asked each time, in order
  private record Ran(List<Step.NeedsRoom> asked, String output) {

    long most() {
      return asked.stream().mapToLong(Step.NeedsRoom::bytes).max().orElse(0);
    }
  }

  private static Ran run(String csv, int piece) throws IOException {
    return run(csv.getBytes(UTF_8), piece, Limits.STANDARD);
  }

  private static Ran run(byte[] input, int piece, Limits limits) throws IOException {
    var conversion = new Conversion(null, Dialect.RFC_4180, Options.STANDARD, limits);
    var asked = new ArrayList<Step.NeedsRoom>();
    var output = new ByteArrayOutputStream();
    byte[] reused = new byte[piece];
    int fed = 0;
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          int length = Math.min(piece, input.length - fed);
          System.arraycopy(input, fed, reused, 0, length);
          if (length == 0) {
            conversion.end();
          } else {
            conversion.feed(reused, 0, length);
            Arrays.fill(reused, (byte) '"');
          }
          fed += length;
        }
        case Step.NeedsRoom room -> {
          asked.add(room);
          conversion.grant(room.bytes());
        }
        case Step.HasOutput _ -> conversion.drain(output);
        case Step.Ready _ -> {}
        case Step.Refused _, Step.Completed _, Step.Stopped _ -> {
          return new Ran(asked, output.toString(UTF_8));
        }
      }
    }
  }

  @Test
  void short_records_ask_for_nothing() throws IOException {
    assertThat(run("name,age\n" + SHORT, PIECE).asked()).isEmpty();
  }

  @Test
  void a_long_record_asks_for_more_and_more_and_gives_all_of_it_back() throws IOException {
    List<Step.NeedsRoom> asked = run("name,age\n" + LONG + SHORT, PIECE).asked();

    assertThat(asked).hasSizeGreaterThan(10);
    assertThat(asked.getLast().bytes()).isZero();
    assertThat(asked).allSatisfy(room -> assertThat(room.bytes()).isLessThan(room.most()));
  }

  @Test
  void writing_a_long_record_needs_more_than_reading_it() throws IOException {
    List<Step.NeedsRoom> asked = run("name,age\n" + LONG + SHORT, PIECE).asked();
    long most = asked.stream().mapToLong(Step.NeedsRoom::bytes).max().orElseThrow();

    assertThat(most).isGreaterThan(6L * LONG.length());
    // It is asked for in one go, once the record is read to its end.
    assertThat(asked.stream().filter(room -> room.bytes() == most)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, PIECE, 64 << 10})
  void the_lines_are_the_same_whatever_is_asked_for_on_the_way(int piece) throws IOException {
    String csv = "name,age\n" + SHORT + LONG + "Grace,1\n" + LONG + LONG + SHORT;

    String found = run(csv, piece).output();
    String expected = run(csv, csv.length()).output();
    // Compared without being printed: it has megabytes.
    assertThat(Arrays.mismatch(found.toCharArray(), expected.toCharArray())).isEqualTo(-1);
    assertThat(found.substring(found.length() - 200))
        .contains("\"complete\":true,\"recordsRead\":40004,\"rowsWritten\":40004,");
  }

  @Test
  void a_long_record_asks_however_little_was_fed_for_it() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(("name,age\n" + LONG).getBytes(UTF_8));
    }
    assertThat(packed.size()).isLessThan(PIECE);

    Ran ran = run(packed.toByteArray(), PIECE, Limits.STANDARD);
    assertThat(ran.most()).isGreaterThan(6L * LONG.length());
    assertThat(ran.output()).isEqualTo(run("name,age\n" + LONG, PIECE).output());
  }

  @Test
  void a_long_header_is_asked_for_to_the_end() throws IOException {
    String header = "a".repeat(100_000) + ",b\n";
    List<Step.NeedsRoom> asked = run(header + "1,2\n".repeat(20), PIECE).asked();

    assertThat(asked).isNotEmpty();
    assertThat(asked.getLast().bytes()).isGreaterThan(header.length());
  }

  @Test
  void the_record_limit_bounds_what_is_asked_for() throws IOException {
    Limits small = Limits.STANDARD.with(Limit.MAX_RECORD_BYTES, 200 << 10);
    String csv = "name,age\n" + "x".repeat(2 << 20) + "\n" + SHORT;

    Ran ran = run(csv.getBytes(UTF_8), PIECE, small);
    assertThat(ran.output()).contains("record-too-large", "\"recordsRead\":20001,");
    assertThat(ran.most()).isLessThan(15L * small.recordBytes());
  }
}
