package dev.rowgate.bytes;

import dev.rowgate.options.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The way back from UTF-8 to the bytes of the source: how many there were, and which. The source's
/// encodings have characters of a known size, so that no map of offsets has to be kept.
///
/// A few characters of Big5, windows-950 and windows-31j have two codes, equally long. Positions
/// are exact there too; the bytes that [#restore] gives are those that Java writes.
public final class SourceBytes {

  /// Stands before a byte that is part of no character: followed by the byte's two halves, each in
  /// the low bits of a continuation byte. None of the three is anything in UTF-8.
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

  /// How many bytes of the source became `bytes[from, to)`, which is whole characters and marks.
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

  /// The largest end in `[from, to]` at which neither a character nor a mark is cut.
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

  /// The bytes of the source that became `bytes[from, to)`.
  ///
  /// @param decodedAs the encoding that the bytes turned out to have, where the name left that open
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
