package dev.rowgate.bytes;

import dev.rowgate.options.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Mapping from UTF-8 back to the bytes of the source encoding: their number and their values. It
/// works without an offset map, because characters have a known size in every supported encoding.
///
/// A few characters have two codes of equal length in Big5, windows-950 and windows-31j. Positions
/// are still exact; [#restore] returns the code that Java writes.
public final class SourceBytes {

  /// Escape for a source byte that belongs to no character: followed by the byte's two nibbles,
  /// each in the low bits of a continuation byte. This sequence never occurs in UTF-8.
  static final byte MARK = (byte) 0xFF;

  /// UTF-8's byte order mark, EF BB BF, in three escapes.
  private static final byte[] ESCAPED_MARK = {
    MARK, (byte) 0x8E, (byte) 0x8F, MARK, (byte) 0x8B, (byte) 0x8B, MARK, (byte) 0x8B, (byte) 0x8F
  };

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

  /// The length of a byte order mark at `bytes[at, limit)`, also of UTF-8's in another encoding; 0
  /// if there is none, or [Utf8#INCOMPLETE].
  public int byteOrderMark(byte[] bytes, int at, int limit) {
    int have = Math.min(limit - at, ESCAPED_MARK.length);
    boolean escaped =
        encoding.unit() != Encoding.Unit.UTF_8
            && have > 0
            && Arrays.equals(bytes, at, at + have, ESCAPED_MARK, 0, have);
    if (escaped) {
      return have == ESCAPED_MARK.length ? have : Utf8.INCOMPLETE;
    }
    return Utf8.byteOrderMark(bytes, at, limit);
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
      return Arrays.copyOfRange(bytes, from, to);
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(decodedAs);
  }
}
