package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipDecoderTest {

  private static final byte[] TEXT = "name,age\nAda,36\n".getBytes(UTF_8);
  private static final int[] PIECES = {1, 2, 3, 7, Integer.MAX_VALUE};

  /// All 32 combinations of flags: 1 text, 2 header checksum, 4 extra, 8 name, 16 comment.
  @Test
  void reads_every_optional_field() {
    for (int flags = 0; flags < 32; flags++) {
      byte[] input = Packed.join(withFlags(flags), withFlags(31 - flags));
      for (int piece : PIECES) {
        Inflated inflated = Inflated.of(input, Compression.DETECT, piece);
        assertThat(inflated.fault()).as("flags %d", flags).isEmpty();
        assertThat(inflated.plain()).isEqualTo(Packed.join(TEXT, TEXT));
      }
    }
  }

  @Test
  void a_cut_within_any_optional_field_is_told() {
    byte[] input = withFlags(31);
    for (int cut = 1; cut < input.length; cut++) {
      for (int piece : PIECES) {
        assertThat(Inflated.of(Arrays.copyOf(input, cut), Compression.GZIP, piece).reason())
            .isEqualTo("it is cut off");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x20, 0x40, 0x80})
  void a_flag_that_means_nothing_is_told(int flag) {
    byte[] input = Packed.gzip(TEXT);
    input[3] |= (byte) flag;
    assertThat(Inflated.of(input, Compression.DETECT, 3).reason())
        .isEqualTo("its header has flags that mean nothing");
  }

  @Test
  void a_header_that_was_changed_is_told_by_its_checksum() {
    byte[] input = withFlags(31);
    input[4] ^= 1;
    assertThat(Inflated.of(input, Compression.DETECT, 3).reason())
        .isEqualTo("the checksum of its header doesn't fit");
  }

  @Test
  void checksum_and_length_are_held_against_the_content() {
    byte[] checksum = Packed.gzip(TEXT);
    checksum[checksum.length - 8] ^= 1;
    byte[] length = Packed.gzip(TEXT);
    length[length.length - 1] ^= 1;
    for (int piece : PIECES) {
      Inflated wrongSum = Inflated.of(checksum, Compression.DETECT, piece);
      assertThat(wrongSum.reason()).isEqualTo("the checksum of its content doesn't fit");
      assertThat(wrongSum.plain()).isEqualTo(TEXT);
      assertThat(Inflated.of(length, Compression.DETECT, piece).reason())
          .isEqualTo("the length of its content doesn't fit");
    }
  }

  /// Checksum and length restart in a second member.
  @Test
  void a_second_member_has_sums_of_its_own() {
    byte[] second = Packed.gzip(TEXT);
    second[second.length - 8] ^= 1;
    Inflated inflated = Inflated.of(Packed.join(Packed.gzip(TEXT), second), Compression.DETECT, 7);
    assertThat(inflated.reason()).isEqualTo("the checksum of its content doesn't fit");
    assertThat(inflated.plain()).isEqualTo(Packed.join(TEXT, TEXT));
  }

  @Test
  void data_that_no_compressor_writes_is_told() {
    byte[] input = Packed.gzip(TEXT);
    input[10] |= 6; // the reserved kind of block
    assertThat(Inflated.of(input, Compression.DETECT, 7).reason()).isEqualTo("its data is damaged");
  }

  private static byte[] withFlags(int flags) {
    byte[] plain = Packed.gzip(TEXT);
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = (byte) flags;
    if ((flags & 4) != 0) {
      byte[] extra = new byte[300];
      Arrays.fill(extra, (byte) 0x1F);
      header = Packed.join(header, new byte[] {44, 1}, extra);
    }
    if ((flags & 8) != 0) {
      header = Packed.join(header, "people.csv\0".getBytes(UTF_8));
    }
    if ((flags & 16) != 0) {
      header = Packed.join(header, "\0".getBytes(UTF_8));
    }
    if ((flags & 2) != 0) {
      var checksum = new CRC32();
      checksum.update(header);
      long sum = checksum.getValue();
      header = Packed.join(header, new byte[] {(byte) sum, (byte) (sum >> 8)});
    }
    return Packed.join(header, Arrays.copyOfRange(plain, 10, plain.length));
  }
}
