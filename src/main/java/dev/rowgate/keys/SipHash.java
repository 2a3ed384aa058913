package dev.rowgate.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012). The random key of each run
/// prevents input that is crafted to collide; by accident no two of 10¹² keys collide. Not
/// thread-safe: it holds the last result.
final class SipHash {

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long first;
  private long second;

  SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  static SipHash ofRandomKey() {
    return new SipHash(RANDOM.nextLong(), RANDOM.nextLong());
  }

  /// Hashes `bytes[0, length)`; read the result with [#first()] and [#second()].
  void hash(byte[] bytes, int length) {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      take((long) LITTLE_ENDIAN.get(bytes, at));
    }
    long last = (long) length << 56;
    for (int shift = 0; at < length; at++, shift += Byte.SIZE) {
      last |= (bytes[at] & 0xFFL) << shift;
    }
    take(last);
    v2 ^= 0xee;
    finish();
    first = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    finish();
    second = v0 ^ v1 ^ v2 ^ v3;
  }

  /// The first eight bytes of the hash, little-endian.
  long first() {
    return first;
  }

  /// The last eight bytes of the hash, little-endian.
  long second() {
    return second;
  }

  private void take(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private void finish() {
    round();
    round();
    round();
    round();
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
