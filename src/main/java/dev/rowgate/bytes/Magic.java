package dev.rowgate.bytes;

import java.nio.ByteBuffer;

/// Magic numbers at the start of a gzip member, zstd frame or ZIP archive.
enum Magic {
  /// ID1, ID2 and the compression method deflate, the only one (RFC 1952, section 2.3).
  GZIP(3, 0x08_8B1F, 0xFF),
  /// RFC 8878, section 3.1.1.
  ZSTD_FRAME(4, 0xFD2F_B528, 0xFF),
  /// A skippable frame, whose content is ignored; there are sixteen magic numbers for it.
  ZSTD_SKIPPABLE(4, 0x184D_2A50, 0xF0),
  /// The header of an archive's first file.
  ZIP(4, 0x0403_4B50, 0xFF);

  enum Fit {
    NONE,
    /// The bytes end before the magic number does.
    SO_FAR,
    WHOLE
  }

  private final int length;
  private final int littleEndian;
  private final int maskOfFirst;

  Magic(int length, int littleEndian, int maskOfFirst) {
    this.length = length;
    this.littleEndian = littleEndian;
    this.maskOfFirst = maskOfFirst;
  }

  /// Compares the first bytes of `start` with the magic number; doesn't change its position.
  Fit fit(ByteBuffer start) {
    for (int i = 0; i < length; i++) {
      if (i == start.remaining()) {
        return Fit.SO_FAR;
      }
      int mask = i == 0 ? maskOfFirst : 0xFF;
      int wanted = littleEndian >>> (i * Byte.SIZE);
      if (((start.get(start.position() + i) ^ wanted) & mask) != 0) {
        return Fit.NONE;
      }
    }
    return Fit.WHOLE;
  }

  /// As [#fit], for either magic number of zstd. At most one of them can match.
  static Fit ofZstd(ByteBuffer start) {
    Fit frame = ZSTD_FRAME.fit(start);
    return frame == Fit.NONE ? ZSTD_SKIPPABLE.fit(start) : frame;
  }
}
