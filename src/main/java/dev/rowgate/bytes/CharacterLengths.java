package dev.rowgate.bytes;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Table of the number of bytes per character in a multi-byte encoding. There is one table for each
/// encoding, built on first use.
final class CharacterLengths {

  static final CharacterLengths NONE = new CharacterLengths(new byte[0]);

  /// Length of every character outside the Basic Multilingual Plane; only GB18030 can encode any.
  private static final int SUPPLEMENTARY = 4;

  private static final Map<Charset, CharacterLengths> OF = new ConcurrentHashMap<>();

  private final byte[] ofChar;

  private CharacterLengths(byte[] ofChar) {
    this.ofChar = ofChar;
  }

  static CharacterLengths in(Charset charset) {
    return OF.computeIfAbsent(charset, CharacterLengths::measure);
  }

  private static CharacterLengths measure(Charset charset) {
    byte[] ofChar = new byte[Character.MAX_VALUE + 1];
    CharsetEncoder encoder = charset.newEncoder();
    for (int i = 0; i < ofChar.length; i++) {
      char c = (char) i;
      if (!Character.isSurrogate(c) && encoder.canEncode(c)) {
        ofChar[i] = length(encoder, c);
      }
    }
    return new CharacterLengths(ofChar);
  }

  private static byte length(CharsetEncoder encoder, char c) {
    try {
      return (byte) encoder.encode(CharBuffer.wrap(new char[] {c})).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("can be encoded, it said", e);
    }
  }

  /// The length of the character whose UTF-8 starts at `bytes[at]`; it must not be ASCII.
  int of(byte[] bytes, int at) {
    int lead = bytes[at] & 0xFF;
    if (lead >= 0xF0) {
      return SUPPLEMENTARY;
    }
    int second = bytes[at + 1] & 0x3F;
    return ofChar[
        lead < 0xE0
            ? (lead & 0x1F) << 6 | second
            : (lead & 0x0F) << 12 | second << 6 | (bytes[at + 2] & 0x3F)];
  }
}
