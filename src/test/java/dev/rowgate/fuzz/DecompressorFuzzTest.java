package dev.rowgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Inflated;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;

/// Fuzz target: bytes that are, or are declared as, gzip or zstd.
class DecompressorFuzzTest {

  private static final int FREE = 1 << 12;
  private static final int RATIO = 10;
  private static final int PIECE = 64 << 10;

  private static final Limits LIMITS =
      Limits.STANDARD.with(Limit.INFLATE_FREE_BYTES, FREE).with(Limit.MAX_INFLATE_RATIO, RATIO);

  @FuzzTest
  void inflates_any_bytes(byte[] data) {
    for (Compression said : Compression.values()) {
      Inflated whole = Inflated.of(data, said, Integer.MAX_VALUE, LIMITS);
      Inflated pieces = Inflated.of(data, said, 3, LIMITS);

      assertThat(pieces.fault()).isEqualTo(whole.fault());
      assertThat(pieces.plain()).isEqualTo(whole.plain());
      assertThat(whole.plain().length).isLessThanOrEqualTo(FREE + RATIO * data.length + PIECE);
    }
  }
}
