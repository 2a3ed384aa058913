package dev.rowgate.bytes;

import java.nio.ByteBuffer;

/// The bytes with which a member or a frame begins.
enum Magic {
  /// ID1, ID2 and the only method there is, deflate (RFC 1952).
  GZIP(0xFF, 0x1F, 0x8B, 8),
  ZSTD_FRAME(0xFF, 0x28, 0xB5, 0x2F, 0xFD),
  /// A frame of zstd's that holds something else, to be passed over: sixteen magics (RFC 8878).
  ZSTD_SKIPPABLE(0xF0, 0x50, 0x2A, 0x4D, 0x18);

  enum Fit {
    NONE,
    /// The bytes end before the magic does.
    SO_FAR,
    WHOLE
  }

  private final int maskOfFirst;
  private final int[] bytes;

  Magic(int maskOfFirst, int... bytes) {
    this.maskOfFirst = maskOfFirst;
    this.bytes = bytes;
  }

  /// How `start` begins; it is only looked at.
  Fit fit(ByteBuffer start) {
    for (int i = 0; i < bytes.length; i++) {
      if (i == start.remaining()) {
        return Fit.SO_FAR;
      }
      if ((start.get(start.position() + i) & (i == 0 ? maskOfFirst : 0xFF)) != bytes[i]) {
        return Fit.NONE;
      }
    }
    return Fit.WHOLE;
  }

  /// As [#fit], with either of zstd's; no start fits both.
  static Fit ofZstd(ByteBuffer start) {
    Fit frame = ZSTD_FRAME.fit(start);
    return frame == Fit.NONE ? ZSTD_SKIPPABLE.fit(start) : frame;
  }
}
