package dev.rowgate.bytes;

import java.nio.ByteBuffer;

/// Header of a zstd frame (RFC 8878, section 3.1.1.1), parsed before the library sees it.
///
/// @param window size in bytes, unsigned
record ZstdHeader(long window, boolean needsDictionary, boolean hasChecksum) {

  /// Length up to the frame header descriptor, which determines the length of the header. Includes
  /// the magic number.
  static final int SHORTEST = 5;

  private static final int DESCRIPTOR_AT = 4;

  /// The length of the header that starts at 0, including the magic number.
  static int length(ByteBuffer start) {
    return sizeAt(start) + sizeLength(start);
  }

  /// @param header the whole header from 0, in little-endian order
  static ZstdHeader of(ByteBuffer header) {
    int descriptor = header.get(DESCRIPTOR_AT);
    long window = isSingleSegment(header) ? size(header) : describedWindow(header.get(SHORTEST));
    return new ZstdHeader(window, hasDictionary(header), (descriptor & 4) != 0);
  }

  /// Whether the frame has no window descriptor; its window is then its content size.
  private static boolean isSingleSegment(ByteBuffer header) {
    return (header.get(DESCRIPTOR_AT) & 0x20) != 0;
  }

  private static long describedWindow(byte descriptor) {
    long base = 1L << (10 + ((descriptor >> 3) & 0x1F));
    return base + base / 8 * (descriptor & 7);
  }

  private static int dictionaryAt(ByteBuffer header) {
    return isSingleSegment(header) ? SHORTEST : SHORTEST + 1;
  }

  /// Whether the frame names a dictionary; the ID 0 means none.
  private static boolean hasDictionary(ByteBuffer header) {
    boolean has = false;
    for (int i = dictionaryAt(header); i < sizeAt(header); i++) {
      has |= header.get(i) != 0;
    }
    return has;
  }

  private static int sizeAt(ByteBuffer header) {
    int bits = header.get(DESCRIPTOR_AT) & 3;
    return dictionaryAt(header) + (bits == 3 ? 4 : bits);
  }

  private static int sizeLength(ByteBuffer header) {
    int bits = (header.get(DESCRIPTOR_AT) >> 6) & 3;
    return bits == 0 ? isSingleSegment(header) ? 1 : 0 : 1 << bits;
  }

  private static long size(ByteBuffer header) {
    int at = sizeAt(header);
    return switch (sizeLength(header)) {
      case 0 -> 0;
      case 1 -> header.get(at) & 0xFF;
      case 2 -> (header.getShort(at) & 0xFFFF) + 256;
      case 4 -> Integer.toUnsignedLong(header.getInt(at));
      default -> header.getLong(at);
    };
  }
}
