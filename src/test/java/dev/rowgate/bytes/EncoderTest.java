package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that encoders' output, piece by piece, can be read by other libraries, and that truncated
/// output is recognised as such.
class EncoderTest {

  private static final byte[] ROW = "{\"name\":\"Ada\",\"age\":36}\n".getBytes(UTF_8);

  private final Encoders encoders = new Encoders();

  enum Format {
    GZIP,
    ZSTD;

    Encoder in(Encoders encoders) {
      return this == GZIP ? encoders.gzip() : encoders.zstd();
    }

    InputStream reader(byte[] packed) throws IOException {
      var in = new ByteArrayInputStream(packed);
      return this == GZIP ? new GZIPInputStream(in) : new ZstdInputStream(in);
    }
  }

  @ParameterizedTest
  @EnumSource
  void all_that_was_packed_comes_out_again(Format format) throws IOException {
    var plain = new ByteArrayOutputStream();
    var packed = new ByteArrayOutputStream();
    var random = new Random(1);
    try (Encoder encoder = format.in(encoders)) {
      for (int i = 0; i < 300; i++) {
        byte[] piece = new byte[1 + random.nextInt(Encoder.MAX_PIECE)];
        fill(piece, random, i);
        plain.write(piece);
        packed.write(encode(encoder, piece));
      }
      packed.write(end(encoder));
    }

    assertThat(format.reader(packed.toByteArray()).readAllBytes()).isEqualTo(plain.toByteArray());
  }

  /// Rows, noise, or a repeated byte.
  private static void fill(byte[] piece, Random random, int i) {
    switch (i % 3) {
      case 0 -> {
        for (int at = 0; at < piece.length; at++) {
          piece[at] =
              random.nextInt(20) == 0 ? (byte) ('0' + random.nextInt(10)) : ROW[at % ROW.length];
        }
      }
      case 1 -> random.nextBytes(piece);
      default -> Arrays.fill(piece, (byte) i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_can_t_be_packed_grows_by_no_more_than_is_said(Format format) {
    var random = new Random(2);
    byte[] noise = new byte[Encoder.MAX_PIECE];
    for (int length : new int[] {0, 1, 2, 1_000, 16_384, 16_385, Encoder.MAX_PIECE}) {
      try (Encoder encoder = format.in(encoders)) {
        random.nextBytes(noise);
        byte[] into = new byte[length + Encoder.GROWTH];
        int packed = encoder.encode(noise, length, into);
        assertThat(packed + encoder.end(into, packed)).isLessThanOrEqualTo(into.length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_piece_can_be_read_as_soon_as_it_has_come(Format format) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (Encoder encoder = format.in(encoders)) {
      for (int i = 1; i <= 5; i++) {
        packed.write(encode(encoder, ROW));
        byte[] rows = format.reader(packed.toByteArray()).readNBytes(i * ROW.length);
        assertThat(rows).hasSize(i * ROW.length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void without_its_end_it_is_cut_off(Format format) throws IOException {
    try (Encoder encoder = format.in(encoders)) {
      byte[] packed = encode(encoder, ROW);
      assertThatIOException().isThrownBy(() -> format.reader(packed).readAllBytes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothing_at_all_is_packed_too(Format format) throws IOException {
    try (Encoder encoder = format.in(encoders)) {
      assertThat(format.reader(end(encoder)).readAllBytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void rows_get_much_shorter(Format format) {
    byte[] rows = new byte[Encoder.MAX_PIECE];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ROW[i % ROW.length];
    }
    try (Encoder encoder = format.in(encoders)) {
      assertThat(encode(encoder, rows).length).isLessThan(rows.length / 20);
    }
  }

  @Test
  void a_context_is_held_from_the_first_piece_to_the_close_and_only_by_zstd() {
    try (Encoder zstd = encoders.zstd();
        Encoder gzip = encoders.gzip()) {
      assertThat(encoders.contexts()).isZero();
      encode(zstd, ROW);
      encode(gzip, ROW);
      assertThat(encoders.contexts()).isOne();
    }
    assertThat(encoders.contexts()).isZero();
  }

  private static byte[] encode(Encoder encoder, byte[] piece) {
    byte[] into = new byte[piece.length + Encoder.GROWTH];
    return Arrays.copyOf(into, encoder.encode(piece, piece.length, into));
  }

  private static byte[] end(Encoder encoder) {
    byte[] into = new byte[Encoder.GROWTH];
    return Arrays.copyOf(into, encoder.end(into, 0));
  }
}
