package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranscoderTest {

  private static final byte MARK = SourceBytes.MARK;

  /// All supported encodings except UTF-8.
  static List<Encoding> encodings() {
    return Charset.availableCharsets().keySet().stream()
        .map(Encoding::of)
        .flatMap(Optional::stream)
        .filter(encoding -> encoding.unit() != Encoding.Unit.UTF_8)
        .distinct()
        .toList();
  }

  @Provide
  Arbitrary<Encoding> anEncoding() {
    return Arbitraries.of(encodings());
  }

  /// A few characters of these have two codes of equal length.
  private static final Set<String> WITH_TWO_CODES = Set.of("Big5", "x-windows-950", "windows-31j");

  static List<Encoding> unambiguous() {
    return encodings().stream()
        .filter(encoding -> !WITH_TWO_CODES.contains(encoding.name()))
        .toList();
  }

  /// A decoded input, and the source bytes restored from it.
  private record Decoded(byte[] utf8, long sourceLength, byte[] restored) {}

  private static Decoded decode(Encoding encoding, byte[] source, int... pieces) {
    Transcoder transcoder = new Transcoder(encoding.charset());
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    int at = 0;
    for (int i = 0; at < source.length; i++) {
      int length = Math.min(pieces[i % pieces.length], source.length - at);
      utf8.writeBytes(transcoder.decode(source, at, length));
      at += length;
    }
    utf8.writeBytes(transcoder.end());
    byte[] bytes = utf8.toByteArray();
    SourceBytes back = new SourceBytes(encoding);
    return new Decoded(
        bytes,
        back.length(bytes, 0, bytes.length),
        back.restore(bytes, 0, bytes.length, transcoder.charset()));
  }

  private static Decoded decode(Charset charset, int... source) {
    byte[] bytes = new byte[source.length];
    for (int i = 0; i < source.length; i++) {
      bytes[i] = (byte) source[i];
    }
    return decode(Encoding.of(charset.name()).orElseThrow(), bytes, 1);
  }

  /// The escape of a byte that belongs to no character.
  private static byte[] marked(int b) {
    return new byte[] {MARK, (byte) (0x80 | b >> 4), (byte) (0x80 | b & 0x0F)};
  }

  private static boolean isMarked(byte[] utf8) {
    for (byte b : utf8) {
      if (b == MARK) {
        return true;
      }
    }
    return false;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Test
  void the_families_of_the_contract_are_read() {
    assertThat(encodings().stream().map(Encoding::name))
        .contains("UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "ISO-8859-15", "windows-1252")
        .contains("KOI8-R", "IBM437", "IBM850", "x-MacRoman", "GB18030", "GBK", "Big5")
        .contains("Shift_JIS", "windows-31j", "EUC-JP", "EUC-KR", "x-windows-949")
        .doesNotContain("ISO-2022-JP", "x-EUC-TW", "IBM037", "UTF-32", "IBM864")
        .hasSizeGreaterThan(20);
  }

  @Property(tries = 2_000)
  void the_bytes_of_the_source_can_be_told_again(
      @ForAll("anEncoding") Encoding encoding, @ForAll byte[] source, @ForAll long seed) {
    int[] pieces = new Random(seed).ints(5, 1, 8).toArray();
    Decoded decoded = decode(encoding, source, pieces);
    if (WITH_TWO_CODES.contains(encoding.name())) {
      // The same text, in codes of the same length; another code behind a byte that belongs to no
      // character may form a character with it.
      Assume.that(!isMarked(decoded.utf8()));
      assertThat(decode(encoding, decoded.restored(), pieces).utf8()).isEqualTo(decoded.utf8());
    } else {
      assertThat(decoded.restored()).isEqualTo(source);
    }
    assertThat(decoded.sourceLength()).isEqualTo(source.length);
  }

  @Property(tries = 1_000)
  void the_pieces_in_which_bytes_come_make_no_difference(
      @ForAll("anEncoding") Encoding encoding, @ForAll byte[] source, @ForAll long seed) {
    byte[] whole = decode(encoding, source, Integer.MAX_VALUE).utf8();
    assertThat(decode(encoding, source, 1).utf8()).isEqualTo(whole);
    assertThat(decode(encoding, source, new Random(seed).ints(5, 1, 8).toArray()).utf8())
        .isEqualTo(whole);
  }

  /// Invalid UTF-16: single surrogates in either order, byte order marks, line ends.
  @Property(tries = 3_000)
  void hostile_utf_16_can_be_told_again(@ForAll long seed) {
    Random random = new Random(seed);
    int[] alphabet = {0xD8, 0xDC, 0xDB, 0xDF, 0x00, 0x0A, 0x0D, 0xFE, 0xFF, 'a'};
    byte[] source = new byte[random.nextInt(12)];
    for (int i = 0; i < source.length; i++) {
      source[i] = (byte) alphabet[random.nextInt(alphabet.length)];
    }
    for (Charset charset : List.of(UTF_16, UTF_16BE, UTF_16LE)) {
      Encoding encoding = Encoding.of(charset.name()).orElseThrow();
      Decoded whole = decode(encoding, source, Integer.MAX_VALUE);
      assertThat(whole.restored()).as("%s", charset).isEqualTo(source);
      assertThat(whole.sourceLength()).as("%s", charset).isEqualTo(source.length);
      assertThat(decode(encoding, source, 1).utf8()).as("%s", charset).isEqualTo(whole.utf8());
    }
  }

  /// Positions depend on it: a character with codes of two lengths would make them ambiguous.
  @ParameterizedTest
  @MethodSource("encodings")
  void every_pair_of_bytes_is_as_long_as_it_is(Encoding encoding) {
    for (int first = 0x80; first < 0x100; first++) {
      for (int second = 0; second < 0x100; second++) {
        byte[] pair = {(byte) first, (byte) second};
        assertThat(decode(encoding, pair, 2).sourceLength()).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("unambiguous")
  void every_byte_by_itself_can_be_told_again(Encoding encoding) {
    byte[] all = new byte[256];
    IntStream.range(0, 256).forEach(b -> all[b] = (byte) b);
    assertThat(decode(encoding, all, 1).restored()).isEqualTo(all);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void text_becomes_the_same_text(Encoding encoding) {
    Charset charset = encoding.charset();
    StringBuilder text = new StringBuilder();
    for (int codePoint :
        new int[] {'a', '\r', '\n', 0, 0xE9, 0x20AC, 0x416, 0x5D0, 0xFFFD, 0x1F600}) {
      String one = Character.toString(codePoint);
      if (charset.newEncoder().canEncode(one)) {
        text.append(one);
      }
    }
    byte[] source = text.toString().getBytes(charset.equals(UTF_16) ? UTF_16BE : charset);
    Decoded decoded = decode(encoding, source, 3);
    assertThat(new String(decoded.utf8(), UTF_8)).isEqualTo(text.toString());
    assertThat(decoded.sourceLength()).isEqualTo(source.length);
  }

  @Test
  void text_longer_than_every_buffer_becomes_the_same_text() {
    String text = "x" + "é😀\n".repeat(30_000);
    byte[] source = text.getBytes(UTF_16LE);
    Decoded decoded = decode(Encoding.of("utf-16le").orElseThrow(), source, 65_537, 1);
    assertThat(new String(decoded.utf8(), UTF_8)).isEqualTo(text);
    assertThat(decoded.restored()).isEqualTo(source);
  }

  @Test
  void a_byte_order_mark_settles_the_byte_order_and_goes_on_as_a_character() {
    assertThat(decode(UTF_16, 0xFF, 0xFE, 'a', 0).utf8()).isEqualTo("\uFEFFa".getBytes(UTF_8));
    assertThat(decode(UTF_16, 0xFE, 0xFF, 0, 'a').utf8()).isEqualTo("\uFEFFa".getBytes(UTF_8));
    assertThat(decode(UTF_16LE, 0xFF, 0xFE, 'a', 0).utf8()).isEqualTo("\uFEFFa".getBytes(UTF_8));
    assertThat(decode(UTF_16BE, 0xFE, 0xFF, 0, 'a').utf8()).isEqualTo("\uFEFFa".getBytes(UTF_8));
  }

  @Test
  void utf_16_without_a_mark_is_big_endian() {
    assertThat(decode(UTF_16, 0, 'a', 0, 'b').utf8()).isEqualTo("ab".getBytes(UTF_8));
  }

  @Test
  void a_high_surrogate_alone_does_not_swallow_the_line_end_behind_it() {
    assertThat(decode(UTF_16BE, 0xD8, 0x3D, 0, '\n', 0, 'a').utf8())
        .isEqualTo(join(marked(0xD8), marked(0x3D), "\na".getBytes(UTF_8)));
  }

  @Test
  void a_low_surrogate_alone_does_not_swallow_the_line_end_behind_it() {
    assertThat(decode(UTF_16LE, 0x00, 0xDE, '\n', 0).utf8())
        .isEqualTo(join(marked(0x00), marked(0xDE), "\n".getBytes(UTF_8)));
  }

  @Test
  void a_high_surrogate_before_a_good_pair_leaves_the_pair_alone() {
    assertThat(decode(UTF_16BE, 0xD8, 0x3D, 0xD8, 0x3D, 0xDE, 0x00).utf8())
        .isEqualTo(join(marked(0xD8), marked(0x3D), "😀".getBytes(UTF_8)));
  }

  @Test
  void an_odd_last_byte_is_marked_alone() {
    assertThat(decode(UTF_16BE, 0, 'a', 0).utf8()).isEqualTo(join("a".getBytes(UTF_8), marked(0)));
    assertThat(decode(UTF_16BE, 0xD8, 0x3D, 0xDE).utf8())
        .isEqualTo(join(marked(0xD8), marked(0x3D), marked(0xDE)));
    assertThat(decode(UTF_16, 0xFF).utf8()).isEqualTo(marked(0xFF));
  }

  @Test
  void a_byte_that_the_encoding_has_no_character_for_is_marked() {
    assertThat(decode(Charset.forName("windows-1252"), 'a', 0x81, 'b').utf8())
        .isEqualTo(join("a".getBytes(UTF_8), marked(0x81), "b".getBytes(UTF_8)));
  }

  @Test
  void names_that_java_lacks_are_known() {
    assertThat(Encoding.of("macintosh")).isEqualTo(Encoding.of("x-MacRoman")).isPresent();
    assertThat(Encoding.of("CP932")).isEqualTo(Encoding.of("windows-31j")).isPresent();
  }

  @Test
  void a_first_byte_alone_does_not_swallow_what_is_behind_it() {
    assertThat(decode(Charset.forName("GBK"), 0x81, '\n', 'a').utf8())
        .isEqualTo(join(marked(0x81), "\na".getBytes(UTF_8)));
    assertThat(decode(Charset.forName("EUC-KR"), 0xC8, '"', 'a').utf8())
        .isEqualTo(join(marked(0xC8), "\"a".getBytes(UTF_8)));
    assertThat(decode(Charset.forName("Shift_JIS"), 0x81, ',', 'a').utf8())
        .isEqualTo(join(marked(0x81), ",a".getBytes(UTF_8)));
  }

  @Test
  void utf_8_is_its_own_source() {
    byte[] bytes = {'a', (byte) 0xFF, (byte) 0xC3, (byte) 0xA9, 'b'};
    SourceBytes source = new SourceBytes(Encoding.UTF_8);
    assertThat(source.length(bytes, 1, 5)).isEqualTo(4);
    assertThat(source.restore(bytes, 1, 4, UTF_8))
        .isEqualTo(new byte[] {(byte) 0xFF, (byte) 0xC3, (byte) 0xA9});
  }

  @Test
  void nothing_comes_of_nothing() {
    for (Encoding encoding : encodings()) {
      Decoded decoded = decode(encoding, new byte[0], 1);
      assertThat(decoded.utf8()).isEmpty();
      assertThat(decoded.restored()).isEmpty();
    }
  }
}
