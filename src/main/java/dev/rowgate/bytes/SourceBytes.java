package dev.rowgate.bytes;

import dev.rowgate.options.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Mapping from UTF-8 back to the bytes of the source encoding: their number and their values. It
/// works without an offset map, because characters have a known size in every supported encoding.
///
/// A few characters have two codes of equal length in Big5, windows-950 and windows-31j. Positions
/// are still exact; [#restore] returns the code that Java writes.
public final class SourceBytes {

  /// Escape for a source byte that belongs to no character: followed by the byte's two nibbles,
  /// each in the low bits of a continuation byte. This sequence never occurs in UTF-8.
  static final byte MARK = (byte) 0xFF;

  private final Encoding encoding;
  private final CharacterLengths lengths;

  public SourceBytes(Encoding encoding) {
    this.encoding = encoding;
    this.lengths =
        encoding.unit() == Encoding.Unit.MULTI_BYTE
            ? CharacterLengths.in(encoding.charset())
            : CharacterLengths.NONE;
  }

  /// The number of source bytes that became `bytes[from, to)`, which must not split a character or
  /// an escape.
  public long length(byte[] bytes, int from, int to) {
    if (encoding.unit() == Encoding.Unit.UTF_8) {
      return (long) to - from;
    }
    long length = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == MARK) {
        length++;
      } else if (!Utf8.isContinuation(b)) {
        length +=
            switch (encoding.unit()) {
              case UTF_8, SINGLE_BYTE -> 1;
              case UTF_16 -> (b & 0xF8) == 0xF0 ? 4 : 2;
              case MULTI_BYTE -> b >= 0 ? 1 : lengths.of(bytes, i);
            };
      }
    }
    return length;
  }

  /// The largest end in `[from, to]` that splits neither a character nor an escape.
  public int wholeUnits(byte[] bytes, int from, int to) {
    if (encoding.unit() != Encoding.Unit.UTF_8) {
      for (int i = Math.max(from, to - 2); i < to; i++) {
        if (bytes[i] == MARK) {
          return i;
        }
      }
    }
    return Utf8.wholeCharacters(bytes, from, to);
  }

  /// Returns the source bytes that became `bytes[from, to)`.
  ///
  /// @param decodedAs the actual encoding, where the declared name leaves the byte order open
  public byte[] restore(byte[] bytes, int from, int to, java.nio.charset.Charset decodedAs) {
    ByteArrayOutputStream source = new ByteArrayOutputStream(to - from);
    int textFrom = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == MARK && encoding.unit() != Encoding.Unit.UTF_8) {
        source.writeBytes(encoded(bytes, textFrom, i, decodedAs));
        source.write((bytes[i + 1] & 0x0F) << 4 | (bytes[i + 2] & 0x0F));
        i += 2;
        textFrom = i + 1;
      }
    }
    source.writeBytes(encoded(bytes, textFrom, to, decodedAs));
    return source.toByteArray();
  }

  private byte[] encoded(byte[] bytes, int from, int to, java.nio.charset.Charset decodedAs) {
    if (encoding.unit() == Encoding.Unit.UTF_8) {
      return java.util.Arrays.copyOfRange(bytes, from, to);
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(decodedAs);
  }
}
