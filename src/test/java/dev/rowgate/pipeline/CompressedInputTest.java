package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// A conversion of a compressed file is one of the plain file.
class CompressedInputTest {

  private static final int[] PIECES = {1, 2, 3, 7, 1000, Integer.MAX_VALUE};

  @Test
  void the_same_lines_come_out_as_of_the_plain_file() throws IOException {
    byte[] csv = csv(30_000);
    Ran plain = run(csv, Compression.DETECT, 1000);
    assertThat(plain.how()).isInstanceOf(Step.Completed.class);
    for (byte[] packed : List.of(gzip(csv), Zstd.compress(csv))) {
      for (int piece : PIECES) {
        assertThat(run(packed, Compression.DETECT, piece)).isEqualTo(plain);
      }
    }
  }

  @Test
  void one_that_is_cut_off_says_so_behind_its_rows() throws IOException {
    byte[] csv = csv(30_000);
    String all = run(csv, Compression.DETECT, 1000).lines();
    for (byte[] packed : List.of(gzip(csv), Zstd.compress(csv))) {
      byte[] cut = Arrays.copyOf(packed, packed.length / 2);
      Ran first = run(cut, Compression.DETECT, 1);
      for (int piece : PIECES) {
        assertThat(run(cut, Compression.DETECT, piece)).isEqualTo(first);
      }
      assertThat(first.how())
          .isInstanceOfSatisfying(
              Step.Stopped.class,
              stopped ->
                  assertThat(stopped.fault()).isInstanceOf(InputProblem.BadCompression.class));
      int end = first.lines().lastIndexOf("{\"_summary\":{\"complete\":false,");
      assertThat(end).isPositive();
      assertThat(all).startsWith(first.lines().substring(0, end));
      assertThat(first.lines()).contains("\"fault\":{\"code\":\"bad-compression\"");
    }
  }

  /// Not even a whole record is one without its line end: the number may go on.
  @Test
  void what_stands_behind_the_last_line_end_is_no_record() throws IOException {
    byte[] packed = gzip("a\n1\n23".getBytes(UTF_8));
    packed[packed.length - 1] ^= 1;
    for (int piece : PIECES) {
      Ran ran = run(packed, Compression.DETECT, piece);
      assertThat(ran.lines())
          .startsWith("{\"a\":\"1\"}\n{\"_summary\":{\"complete\":false,\"recordsRead\":1,")
          .contains("\"bytesRead\":4,")
          .contains("\"line\":3,\"byteOffset\":4}");
    }
  }

  @Test
  void a_fault_before_the_header_refuses() throws IOException {
    byte[] packed = gzip("a,b,c".getBytes(UTF_8));
    for (int length : new int[] {3, 9, 10, 15, packed.length - 1}) {
      for (int piece : PIECES) {
        Ran ran = run(Arrays.copyOf(packed, length), Compression.DETECT, piece);
        assertThat(ran)
            .isEqualTo(
                new Ran(
                    "",
                    new Step.Refused(
                        List.of(new InputProblem.BadCompression("gzip", "it is cut off")))));
      }
    }
  }

  @Test
  void an_empty_file_is_one_in_any_packing() throws IOException {
    var refused = new Ran("", new Step.Refused(List.of(new InputProblem.EmptyInput())));
    assertThat(run(gzip(new byte[0]), Compression.DETECT, 7)).isEqualTo(refused);
    assertThat(run(Zstd.compress(new byte[0]), Compression.ZSTD, 7)).isEqualTo(refused);
    assertThat(run(new byte[0], Compression.DETECT, 7)).isEqualTo(refused);
  }

  @Test
  void what_is_sent_by_mistake_is_seen_through_its_packing() throws IOException {
    for (int piece : PIECES) {
      assertThat(run(gzip("PK\3\4....".getBytes(UTF_8)), Compression.DETECT, piece).how())
          .isEqualTo(
              new Step.Refused(
                  List.of(new InputProblem.NotCsv("a ZIP or XLSX file", "export it as CSV"))));
    }
  }

  @Test
  void the_limit_counts_what_comes_out() throws IOException {
    byte[] csv = "a\n1\n2\n3\n".getBytes(UTF_8);
    for (int limit = 0; limit <= csv.length; limit++) {
      for (byte[] packed : List.of(gzip(csv), Zstd.compress(csv))) {
        for (int piece : PIECES) {
          Limits limits = Limits.STANDARD.with(Limit.MAX_UPLOAD_BYTES, limit);
          assertThat(run(packed, Compression.DETECT, piece, limits))
              .isEqualTo(run(csv, Compression.NONE, piece, limits));
        }
      }
    }
  }

  @Test
  void nothing_is_unpacked_that_was_said_to_be_plain() throws IOException {
    byte[] packed = gzip("a\n1\n".getBytes(UTF_8));
    assertThat(run(packed, Compression.NONE, 7).how()).isInstanceOf(Step.Refused.class);
    assertThat(run(gzip(packed), Compression.DETECT, 7).how()).isInstanceOf(Step.Refused.class);
  }

  @Test
  void one_that_is_given_up_can_be_closed() throws IOException {
    byte[] packed = Zstd.compress(csv(30_000));
    try (var conversion = conversion(Compression.ZSTD, Limits.STANDARD)) {
      assertThat(conversion.step()).isInstanceOf(Step.NeedsInput.class);
      conversion.feed(packed, 0, packed.length / 2);
      assertThat(conversion.step()).isInstanceOf(Step.Ready.class);
    }
  }

  private static byte[] csv(int lines) {
    var random = new Random(5);
    var text = new StringBuilder("name,number\n");
    for (int i = 0; i < lines; i++) {
      text.append("person ").append(random.nextInt(1000)).append(',').append(i);
      text.append(i % 100 == 7 ? ",too many\n" : "\n");
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(out)) {
      packing.write(plain);
    }
    return out.toByteArray();
  }

  /// How a run went: its output and its last step.
  private record Ran(String lines, Step how) {}

  private static Ran run(byte[] input, Compression said, int piece) throws IOException {
    return run(input, said, piece, Limits.STANDARD);
  }

  private static Ran run(byte[] input, Compression said, int piece, Limits limits)
      throws IOException {
    var output = new ByteArrayOutputStream();
    byte[] reused = new byte[Math.min(piece, input.length)];
    int fed = 0;
    try (var conversion = conversion(said, limits)) {
      while (true) {
        switch (conversion.step()) {
          case Step.NeedsInput _ -> {
            int length = Math.min(piece, input.length - fed);
            if (length == 0) {
              conversion.end();
            } else {
              System.arraycopy(input, fed, reused, 0, length);
              conversion.feed(reused, 0, length);
              // The array is ours again.
              Arrays.fill(reused, (byte) '"');
              fed += length;
            }
          }
          case Step.Ready _ -> {}
          case Step.NeedsRoom room -> conversion.grant(room.bytes());
          case Step.HasOutput _ -> conversion.drain(output);
          case Step.Refused refused -> {
            return new Ran(output.toString(UTF_8), refused);
          }
          case Step.Completed completed -> {
            return new Ran(output.toString(UTF_8), completed);
          }
          case Step.Stopped stopped -> {
            return new Ran(output.toString(UTF_8), stopped);
          }
        }
      }
    }
  }

  private static Conversion conversion(Compression said, Limits limits) {
    return new Conversion(
        null, Dialect.RFC_4180, Options.STANDARD, limits, said, new LineWriter(Options.STANDARD));
  }
}
