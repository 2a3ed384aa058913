package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of decompression for all formats. Details of a format are in [GzipDecoderTest] and
/// [ZstdDecoderTest].
class DecompressorTest {

  private static final int[] PIECES = {1, 2, 3, 7, Integer.MAX_VALUE};
  private static final byte[] TEXT = "name,age\nAda,36\nGrace,45\n".getBytes(UTF_8);

  /// Several blocks, so that output precedes the end of the input.
  private static final byte[] LONG = Packed.csv(20_000, 1);

  @Property(tries = 200)
  void what_was_packed_comes_out_again(
      @ForAll byte[] plain,
      @ForAll Compression format,
      @ForAll @IntRange(min = 1, max = 40) int piece) {
    assertWhole(Inflated.of(Packed.pack(format, plain), format, piece), plain);
  }

  @Property(tries = 50)
  void several_members_are_read_on(
      @ForAll @Size(max = 5) byte[][] plains,
      @ForAll("packing") Compression format,
      @ForAll @IntRange(min = 1, max = 40) int piece) {
    byte[][] members =
        Arrays.stream(plains).map(plain -> Packed.pack(format, plain)).toArray(byte[][]::new);
    byte[] input = Packed.join(Packed.pack(format, TEXT), Packed.join(members));
    assertWhole(
        Inflated.of(input, Compression.DETECT, piece), Packed.join(TEXT, Packed.join(plains)));
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<Compression> packing() {
    return net.jqwik.api.Arbitraries.of(Compression.GZIP, Compression.ZSTD);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void a_long_file_comes_out_whole(Compression format) {
    for (int piece : new int[] {1, 1000, Integer.MAX_VALUE}) {
      assertWhole(Inflated.of(Packed.pack(format, LONG), Compression.DETECT, piece), LONG);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void an_empty_member_is_one(Compression format) {
    byte[] empty = Packed.pack(format, new byte[0]);
    for (int piece : PIECES) {
      assertWhole(Inflated.of(empty, Compression.DETECT, piece), new byte[0]);
      byte[] around = Packed.join(empty, empty, Packed.pack(format, TEXT), empty);
      assertWhole(Inflated.of(around, Compression.DETECT, piece), TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void whatever_is_cut_off_is_told(Compression format) {
    byte[] whole = Packed.join(Packed.pack(format, TEXT), Packed.pack(format, TEXT));
    int member = whole.length / 2;
    for (int cut = 0; cut < whole.length; cut++) {
      byte[] input = Arrays.copyOf(whole, cut);
      Inflated first = Inflated.of(input, format, Integer.MAX_VALUE);
      for (int piece : PIECES) {
        Inflated inflated = Inflated.of(input, format, piece);
        assertThat(inflated.plain()).isEqualTo(first.plain());
        assertThat(inflated.fault()).isEqualTo(first.fault());
      }
      if (cut == member) {
        assertWhole(first, TEXT);
      } else {
        assertThat(first.reason()).isEqualTo(cut == 0 ? "it is empty" : "it is cut off");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void what_stands_behind_the_end_is_told(Compression format) {
    byte[] packed = Packed.pack(format, TEXT);
    for (String garbage : new String[] {"\n", "x", "\0\0\0\0", "name,age\n"}) {
      for (int piece : PIECES) {
        Inflated inflated =
            Inflated.of(Packed.join(packed, garbage.getBytes(UTF_8)), Compression.DETECT, piece);
        assertThat(inflated.reason()).isEqualTo("something else stands behind its end");
        assertThat(inflated.plain()).isEqualTo(TEXT);
      }
    }
  }

  @Test
  void another_format_behind_the_end_is_something_else() {
    byte[] gzip = Packed.gzip(TEXT);
    byte[] zstd = Packed.zstd(TEXT);
    for (byte[] input : new byte[][] {Packed.join(gzip, zstd), Packed.join(zstd, gzip)}) {
      assertThat(Inflated.of(input, Compression.DETECT, 5).reason())
          .isEqualTo("something else stands behind its end");
    }
  }

  @Property(tries = 60)
  void damage_costs_the_same_however_the_input_is_cut(
      @ForAll("packing") Compression format,
      @ForAll @IntRange(min = 0, max = 1_000_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int flipped,
      @ForAll boolean small,
      @ForAll @IntRange(min = 1, max = 5000) int piece) {
    byte[] input = Packed.pack(format, small ? TEXT : LONG);
    int at = where % input.length;
    input[at] ^= (byte) flipped;
    Inflated whole = Inflated.of(input, format, Integer.MAX_VALUE);
    for (int other : new int[] {1, piece}) {
      Inflated inflated = Inflated.of(input, format, other);
      assertThat(inflated.fault()).as("%d at %d", flipped, at).isEqualTo(whole.fault());
      assertThat(inflated.plain()).as("%d at %d", flipped, at).isEqualTo(whole.plain());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void every_damage_to_a_small_file_costs_the_same_however_it_is_cut(Compression format) {
    byte[] good = Packed.pack(format, TEXT);
    for (int at = 0; at < good.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] input = good.clone();
        input[at] ^= (byte) (1 << bit);
        Inflated whole = Inflated.of(input, format, Integer.MAX_VALUE);
        for (int piece : PIECES) {
          Inflated inflated = Inflated.of(input, format, piece);
          assertThat(inflated.fault()).as("bit %d of %d", bit, at).isEqualTo(whole.fault());
          assertThat(inflated.plain()).as("bit %d of %d", bit, at).isEqualTo(whole.plain());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "P", "P*", "(", "(x", "P*M", "\u001f", "\u001fx", "a", "PK", "_*M,b\n1,2\n"})
  void what_begins_like_no_format_is_plain(String text) {
    byte[] plain = text.getBytes(UTF_8);
    for (int piece : PIECES) {
      assertWhole(Inflated.of(plain, Compression.DETECT, piece), plain);
    }
  }

  @Test
  void plain_bytes_are_not_held_back() {
    try (var decompressor = new Decompressor(Compression.DETECT, Limits.STANDARD)) {
      decompressor.feed(new byte[] {'P'}, 0, 1);
      assertThat(decompressor.next()).isInstanceOf(Decompressor.Next.NeedsInput.class);
      decompressor.feed(new byte[] {'e'}, 0, 1);
      assertThat(decompressor.next())
          .isInstanceOfSatisfying(
              Decompressor.Next.Piece.class,
              piece -> assertThat(piece.bytes().remaining()).isEqualTo(2));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void what_was_packed_twice_is_unpacked_once(Compression format) {
    byte[] once = Packed.pack(format, TEXT);
    assertWhole(Inflated.of(Packed.pack(format, once), Compression.DETECT, 7), once);
    assertWhole(Inflated.of(once, Compression.NONE, 7), once);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void a_format_that_was_said_is_held_to(Compression format) {
    assertThat(Inflated.of(TEXT, format, 7).reason())
        .isEqualTo("it doesn't begin like " + format.name().toLowerCase());
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void the_ratio_counts_past_the_first_64_MiB(Compression format) {
    long free = Limits.STANDARD.of(Limit.INFLATE_FREE_BYTES);
    byte[] allFree = Packed.zeros(format, free);
    byte[] littleMore = Packed.zeros(format, free + (64 << 10) - 1);
    byte[] muchMore = Packed.zeros(format, 4 * free);
    for (int piece : new int[] {1000, Integer.MAX_VALUE}) {
      assertThat(zerosPass(allFree, piece, free)).isEmpty();
      assertThat(zerosPass(littleMore, piece, Long.MAX_VALUE)).isEmpty();
      assertThat(zerosPass(muchMore, piece, free + (64 << 10)))
          .contains(new InputProblem.InflateRatio(1000));
    }
  }

  /// Fed as one piece; the output is still returned in small pieces.
  @Test
  void a_bomb_goes_off_in_small_pieces() {
    Limits lenient = limits(16L << 30, 1_000_000, 8 << 20);
    byte[] bomb = Packed.zeros(Compression.ZSTD, 1L << 30);
    assertThat(bomb).hasSizeLessThan(200_000);
    long[] count = {0};
    Optional<InputProblem> fault =
        Inflated.run(
            bomb,
            Compression.DETECT,
            bomb.length,
            lenient,
            piece -> {
              assertThat(piece.remaining()).isLessThanOrEqualTo(64 << 10);
              count[0] += piece.remaining();
            });
    assertThat(fault).isEmpty();
    assertThat(count[0]).isEqualTo(1L << 30);
  }

  @Test
  void headers_without_end_are_too_large() {
    byte[] empty = Packed.gzip(new byte[0]);
    byte[] many = new byte[empty.length * 10_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = empty[i % empty.length];
    }
    for (int piece : new int[] {7, Integer.MAX_VALUE}) {
      Inflated inflated = Inflated.of(many, Compression.DETECT, piece, limits(1000, 1000, 1024));
      assertThat(inflated.fault()).contains(new InputProblem.UploadTooLarge(1000));
    }
  }

  @Test
  void one_that_was_closed_before_its_end_has_none() {
    var decompressor = new Decompressor(Compression.ZSTD, Limits.STANDARD);
    byte[] packed = Packed.zstd(LONG);
    decompressor.feed(packed, 0, packed.length / 2);
    assertThat(decompressor.next()).isInstanceOf(Decompressor.Next.Piece.class);
    decompressor.close();
    decompressor.close();
    assertThatIllegalStateException().isThrownBy(decompressor::next);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void one_that_rests_wherever_it_waits_reads_the_same(Compression format) {
    byte[] packed = Packed.pack(format, LONG);
    var plain = new ByteArrayOutputStream();
    try (var decompressor = new Decompressor(Compression.DETECT, Limits.STANDARD)) {
      int fed = 0;
      Decompressor.Next next = decompressor.next();
      while (!(next instanceof Decompressor.Next.End)) {
        switch (next) {
          case Decompressor.Next.NeedsInput _ -> {
            decompressor.trim();
            int length = Math.min(997, packed.length - fed);
            if (length == 0) {
              decompressor.end();
            } else {
              decompressor.feed(packed, fed, length);
            }
            fed += length;
          }
          case Decompressor.Next.Piece(var bytes) ->
              plain.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
          case Decompressor.Next.End _, Decompressor.Next.Fault _ -> throw new AssertionError(next);
        }
        next = decompressor.next();
      }
    }
    assertThat(plain.toByteArray()).isEqualTo(LONG);
  }

  private static Optional<InputProblem> zerosPass(byte[] input, int piece, long most) {
    long[] count = {0};
    Optional<InputProblem> fault =
        Inflated.run(
            input,
            Compression.DETECT,
            piece,
            Limits.STANDARD,
            bytes -> count[0] += bytes.remaining());
    assertThat(count[0]).isLessThanOrEqualTo(most);
    return fault;
  }

  private static void assertWhole(Inflated inflated, byte[] plain) {
    assertThat(inflated.fault()).isEmpty();
    assertThat(inflated.plain()).isEqualTo(plain);
  }

  private static Limits limits(long uploadBytes, int inflateRatio, int windowBytes) {
    return Limits.STANDARD
        .with(Limit.MAX_UPLOAD_BYTES, uploadBytes)
        .with(Limit.MAX_INFLATE_RATIO, inflateRatio)
        .with(Limit.MAX_ZSTD_WINDOW_BYTES, windowBytes);
  }
}
