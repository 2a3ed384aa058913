package dev.rowgate.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import org.junit.jupiter.api.Test;

/// Tests that the windows of zstd inputs are counted together.
class WindowsTest {

  private static final int WINDOW_LOG = 20;
  private static final byte[] LARGE = Packed.zstdStream(Packed.csv(20_000, 1), WINDOW_LOG);
  private static final byte[] SMALL = Packed.zstdStream(Packed.csv(1_000, 1), WINDOW_LOG);

  @Test
  void one_without_room_is_a_fault_until_another_has_ended() {
    var room = new ByteLimit(1 << WINDOW_LOG);
    try (var first = open(room)) {
      first.feed(LARGE, 0, LARGE.length - 1);
      assertThat(drain(first)).isInstanceOf(Decompressor.Next.NeedsInput.class);
      assertThat(room.used()).isEqualTo(1 << WINDOW_LOG);
      try (var second = open(room)) {
        second.feed(LARGE, 0, LARGE.length);
        assertThat(drain(second))
            .isEqualTo(new Decompressor.Next.Fault(new InputProblem.TooBusy()));
      }
      assertThat(room.used()).isEqualTo(1 << WINDOW_LOG);
    }
    assertThat(room.used()).isZero();
    try (var third = open(room)) {
      third.feed(LARGE, 0, LARGE.length);
      third.end();
      assertThat(drain(third)).isInstanceOf(Decompressor.Next.End.class);
    }
    assertThat(room.used()).isZero();
  }

  @Test
  void a_small_output_needs_no_room() {
    try (var small = open(new ByteLimit(0))) {
      small.feed(SMALL, 0, SMALL.length);
      small.end();
      assertThat(drain(small)).isInstanceOf(Decompressor.Next.End.class);
    }
  }

  @Test
  void nor_do_other_formats() {
    byte[] packed = Packed.gzip(Packed.csv(20_000, 1));
    try (var gzip = open(new ByteLimit(0))) {
      gzip.feed(packed, 0, packed.length);
      gzip.end();
      assertThat(drain(gzip)).isInstanceOf(Decompressor.Next.End.class);
    }
  }

  private static Decompressor open(ByteLimit room) {
    var opened = new Decompressor(Compression.DETECT, Limits.STANDARD);
    opened.count(room);
    return opened;
  }

  private static Decompressor.Next drain(Decompressor from) {
    Decompressor.Next next = from.next();
    while (next instanceof Decompressor.Next.Piece) {
      next = from.next();
    }
    return next;
  }
}
