package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdDecoderTest {

  private static final byte[] TEXT = "name,age\nAda,36\n".getBytes(UTF_8);
  private static final int[] PIECES = {1, 2, 3, 7, Integer.MAX_VALUE};

  /// All header lengths: content sizes in 0, 1, 2, 4 and 8 bytes, with and without a checksum.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 65_791, 65_792, 300_000})
  void reads_every_header(int length) {
    byte[] plain = Arrays.copyOf(Packed.csv(length / 10, 2), length);
    for (boolean sized : new boolean[] {false, true}) {
      for (boolean summed : new boolean[] {false, true}) {
        byte[] input;
        try (var context = new ZstdCompressCtx()) {
          input = context.setContentSize(sized).setChecksum(summed).compress(plain);
        }
        for (int piece : PIECES) {
          Inflated inflated = Inflated.of(input, Compression.DETECT, piece);
          assertThat(inflated.fault()).isEmpty();
          assertThat(inflated.plain()).isEqualTo(plain);
        }
      }
    }
  }

  @Test
  void skippable_frames_are_passed_over_wherever_they_stand() {
    for (int kind = 0; kind < 16; kind++) {
      byte[] skippable = {(byte) (0x50 + kind), 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 'x', '\n', '"'};
      byte[] empty = {(byte) (0x50 + kind), 0x2A, 0x4D, 0x18, 0, 0, 0, 0};
      byte[] frame = Packed.zstd(TEXT);
      byte[] input = Packed.join(skippable, frame, empty, frame, skippable);
      for (int piece : PIECES) {
        Inflated inflated = Inflated.of(input, Compression.DETECT, piece);
        assertThat(inflated.fault()).isEmpty();
        assertThat(inflated.plain()).isEqualTo(Packed.join(TEXT, TEXT));
        byte[] cut = Arrays.copyOf(input, input.length - 1);
        assertThat(Inflated.of(cut, Compression.DETECT, piece).reason()).isEqualTo("it is cut off");
      }
    }
  }

  @Test
  void a_window_of_8_MiB_is_the_largest() {
    byte[] plain = Packed.csv(40_000, 3);
    for (int piece : PIECES) {
      Inflated largest = Inflated.of(Packed.zstdStream(plain, 23), Compression.DETECT, piece);
      assertThat(largest.fault()).isEmpty();
      assertThat(largest.plain()).isEqualTo(plain);
      Inflated larger = Inflated.of(Packed.zstdStream(plain, 24), Compression.DETECT, piece);
      assertThat(larger.reason())
          .isEqualTo(
              "it asks for a window of 16777216 bytes, and 8388608 are allowed: allow more by"
                  + " max-zstd-window-bytes");
      assertThat(larger.plain()).isEmpty();
    }
  }

  /// A single-segment frame has its content size as its window, in up to eight bytes.
  @Test
  void a_content_that_is_its_own_window_counts_as_one() {
    byte[] most = {
      0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, (byte) 0xE0, 0, 0, (byte) 0x80, 0, 0, 0, 0, 0
    };
    assertThat(Inflated.of(most, Compression.DETECT, 1).reason()).isEqualTo("it is cut off");
    byte[] more = most.clone();
    more[5] = 1;
    assertThat(Inflated.of(more, Compression.DETECT, 1).reason()).contains("8388609");
    byte[] huge = most.clone();
    huge[12] = (byte) 0x80;
    assertThat(Inflated.of(huge, Compression.DETECT, 1).reason()).contains("9223372036863164416");
  }

  @Test
  void a_frame_that_needs_a_dictionary_is_told() {
    byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x21, 7, 16, (byte) 0x81, 0, 0};
    assertThat(Inflated.of(frame, Compression.DETECT, 1).reason())
        .isEqualTo("it needs a dictionary");
  }

  @Test
  void a_wrong_checksum_costs_nothing_of_the_content() {
    byte[] input = Packed.zstd(TEXT);
    input[input.length - 1] ^= 1;
    for (int piece : PIECES) {
      Inflated inflated = Inflated.of(input, Compression.DETECT, piece);
      assertThat(inflated.reason()).isEqualTo("the checksum of its content doesn't fit");
      assertThat(inflated.plain()).isEqualTo(TEXT);
    }
  }

  /// Formats before 0.8 have other magic numbers, which the library may know.
  @ParameterizedTest
  @ValueSource(ints = {0x1E, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27})
  void an_old_format_is_none(int first) {
    byte[] old = {(byte) first, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0, 0, 0};
    assertThat(Inflated.of(old, Compression.ZSTD, 1).reason())
        .isEqualTo("it doesn't begin like zstd");
    assertThat(Inflated.of(Packed.join(Packed.zstd(TEXT), old), Compression.DETECT, 1).reason())
        .isEqualTo("something else stands behind its end");
  }
}
