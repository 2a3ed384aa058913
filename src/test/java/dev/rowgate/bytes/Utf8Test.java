package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests UTF-8 validation against the JDK: all code points, encoded, determine which sequences are
/// characters and which are prefixes of one.
class Utf8Test {

  private static final int[] FOURTH_BYTES = {0x00, 0x41, 0x7F, 0x80, 0x9F, 0xBF, 0xC0, 0xFF};

  private static final BitSet[] CHARACTERS = {
    new BitSet(), new BitSet(), new BitSet(), new BitSet()
  };
  private static final BitSet[] BEGINNINGS = {
    new BitSet(), new BitSet(), new BitSet(), new BitSet()
  };

  static {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        continue;
      }
      byte[] utf8 = Character.toString(codePoint).getBytes(UTF_8);
      for (int length = 1; length < utf8.length; length++) {
        BEGINNINGS[length - 1].set(key(utf8, length));
      }
      CHARACTERS[utf8.length - 1].set(key(utf8, utf8.length));
    }
  }

  /// A number for the first bytes of a sequence; the top bits of a four-byte lead are all ones.
  private static int key(byte[] bytes, int length) {
    int key = length == 4 ? bytes[0] & 0x0F : bytes[0] & 0xFF;
    for (int i = 1; i < length; i++) {
      key = key << 8 | bytes[i] & 0xFF;
    }
    return key;
  }

  private static int expected(byte[] bytes, int have) {
    for (int length = 1; length <= have; length++) {
      boolean fits = length < 4 || (bytes[0] & 0xF0) == 0xF0;
      if (fits && CHARACTERS[length - 1].get(key(bytes, length))) {
        return length;
      }
    }
    return have < 4 && BEGINNINGS[have - 1].get(key(bytes, have))
        ? Utf8.INCOMPLETE
        : Utf8.MALFORMED;
  }

  private static void check(byte[] bytes, int have) {
    int found = Utf8.sequenceLength(bytes, 0, have);
    if (found != expected(bytes, have)) {
      assertThat(found)
          .as("%d bytes %08x", have, ByteBuffer.wrap(bytes).getInt())
          .isEqualTo(expected(bytes, have));
    }
  }

  @Test
  void every_sequence_of_up_to_three_bytes_is_what_the_jdk_says() {
    byte[] bytes = new byte[4];
    for (int all = 0; all < 1 << 24; all++) {
      bytes[0] = (byte) (all >> 16);
      bytes[1] = (byte) (all >> 8);
      bytes[2] = (byte) all;
      check(bytes, 3);
      if (bytes[2] == 0) {
        check(bytes, 2);
      }
      if (bytes[1] == 0 && bytes[2] == 0) {
        check(bytes, 1);
      }
    }
  }

  @Test
  void every_beginning_of_three_bytes_with_a_fourth_is_what_the_jdk_says() {
    byte[] bytes = new byte[4];
    for (int all = 0; all < 1 << 24; all++) {
      bytes[0] = (byte) (all >> 16);
      bytes[1] = (byte) (all >> 8);
      bytes[2] = (byte) all;
      bytes[3] = (byte) FOURTH_BYTES[(all * 31 + (all >> 8)) & 7];
      if ((bytes[0] & 0xF0) == 0xF0) {
        for (int fourth : FOURTH_BYTES) {
          bytes[3] = (byte) fourth;
          check(bytes, 4);
        }
      } else {
        check(bytes, 4);
      }
    }
  }

  @Test
  void random_bytes_are_valid_where_the_strict_decoder_of_the_jdk_takes_them() {
    CharsetDecoder strict =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    byte[] alphabet = {
      'a',
      (byte) 0x80,
      (byte) 0xBF,
      (byte) 0xC3,
      (byte) 0xE0,
      (byte) 0xA0,
      (byte) 0xED,
      (byte) 0x9F,
      (byte) 0xF0,
      (byte) 0x90,
      (byte) 0xF4,
      (byte) 0x8F,
      (byte) 0xFF
    };
    Random random = new Random(7);
    int valid = 0;
    for (int run = 0; run < 200_000; run++) {
      byte[] bytes = new byte[random.nextInt(7)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      boolean expected = isDecodable(strict, bytes);
      valid += expected ? 1 : 0;
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(expected);
    }
    assertThat(valid).isBetween(1_000, 199_000);
  }

  private static boolean isDecodable(CharsetDecoder strict, byte[] bytes) {
    try {
      strict.decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void only_the_bytes_between_the_bounds_count() {
    byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};
    assertThat(Utf8.isValid(bytes, 1, 4)).isTrue();
    assertThat(Utf8.isValid(bytes, 0, 4)).isFalse();
    assertThat(Utf8.isValid(bytes, 1, 3)).isFalse();
    assertThat(Utf8.sequenceLength(bytes, 2, 3)).isEqualTo(Utf8.INCOMPLETE);
  }

  @Test
  void a_byte_order_mark_is_three_bytes_and_may_come_in_pieces() {
    byte[] marked = "xx\uFEFFa".getBytes(UTF_8);
    assertThat(Utf8.byteOrderMark(marked, 2, 2)).isEqualTo(Utf8.INCOMPLETE);
    assertThat(Utf8.byteOrderMark(marked, 2, 3)).isEqualTo(Utf8.INCOMPLETE);
    assertThat(Utf8.byteOrderMark(marked, 2, 4)).isEqualTo(Utf8.INCOMPLETE);
    assertThat(Utf8.byteOrderMark(marked, 2, 5)).isEqualTo(3);
    assertThat(Utf8.byteOrderMark(marked, 2, 6)).isEqualTo(3);
  }

  @Test
  void what_begins_like_a_byte_order_mark_and_goes_on_otherwise_is_none() {
    byte[] other = {(byte) 0xEF, (byte) 0xBB, 'a', 'b'};
    assertThat(Utf8.byteOrderMark(other, 0, 4)).isZero();
    assertThat(Utf8.byteOrderMark(other, 1, 4)).isZero();
    assertThat(Utf8.byteOrderMark(other, 2, 3)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "é", "aé€😀é€😀z", "😀😀", "€a€"})
  void an_end_between_whole_characters_is_the_last_boundary(String text) {
    byte[] bytes = ("x" + text).getBytes(UTF_8);
    int boundary = 1;
    for (int to = 1; to <= bytes.length; to++) {
      boolean isBoundary = to == bytes.length || (bytes[to] & 0xC0) != 0x80;
      boundary = isBoundary ? to : boundary;
      assertThat(Utf8.wholeCharacters(bytes, 1, to)).as("up to %d", to).isEqualTo(boundary);
    }
  }

  @Test
  void bytes_that_are_no_character_are_never_left_off() {
    byte[] continuations = {'a', (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80};
    assertThat(Utf8.wholeCharacters(continuations, 0, 5)).isEqualTo(5);
    byte[] lead = {'a', (byte) 0xFF, (byte) 0xC0};
    assertThat(Utf8.wholeCharacters(lead, 0, 3)).isEqualTo(3);
    byte[] cutLead = {'a', (byte) 0xF0, (byte) 0x9F, (byte) 0x98};
    assertThat(Utf8.wholeCharacters(cutLead, 0, 4)).isEqualTo(1);
    assertThat(Utf8.wholeCharacters(cutLead, 2, 4)).isEqualTo(4);
  }
}
