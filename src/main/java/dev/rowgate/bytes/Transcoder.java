package dev.rowgate.bytes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Turns bytes of another encoding into UTF-8, piece by piece as they come. Nothing is replaced: a
/// byte that is part of no character goes on as a mark (see [SourceBytes]). A byte order mark goes
/// on as U+FEFF. Not thread-safe.
public final class Transcoder {

  private static final int CHARS = 8 << 10;

  private @Nullable CharsetDecoder decoder;
  private Charset charset;
  private final CharBuffer chars = CharBuffer.allocate(CHARS);
  private final ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
  private byte[] rest = {};

  public Transcoder(Charset charset) {
    this.charset = charset;
  }

  /// The encoding of the source: for UTF-16 the byte order that its mark says, big-endian without.
  public Charset charset() {
    return charset;
  }

  /// The UTF-8 of the bytes that could be decoded so far; those that wait for more are kept.
  public byte[] decode(byte[] bytes, int offset, int length) {
    return run(bytes, offset, length, false);
  }

  /// The UTF-8 of what was kept.
  public byte[] end() {
    return run(rest, 0, 0, true);
  }

  private byte[] run(byte[] bytes, int offset, int length, boolean end) {
    ByteBuffer in = ByteBuffer.allocate(rest.length + length);
    in.put(rest).put(bytes, offset, length).flip();
    utf8.reset();
    if (decoder != null || end || in.remaining() >= 2) {
      decodeAll(decoder == null ? open(in) : decoder, in, end);
    }
    rest = new byte[in.remaining()];
    in.get(rest);
    return utf8.toByteArray();
  }

  /// Settles the byte order: Java's own UTF-16 decoder would drop the mark, which counts as bytes.
  private CharsetDecoder open(ByteBuffer in) {
    if (charset.equals(StandardCharsets.UTF_16)) {
      boolean little = in.remaining() >= 2 && in.get(0) == (byte) 0xFF && in.get(1) == (byte) 0xFE;
      charset = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    CharsetDecoder opened =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    decoder = opened;
    return opened;
  }

  private void decodeAll(CharsetDecoder decoder, ByteBuffer in, boolean end) {
    while (true) {
      CoderResult result = decoder.decode(in, chars, end);
      utf8.writeBytes(chars.flip().toString().getBytes(StandardCharsets.UTF_8));
      chars.clear();
      if (result.isError() && isReversedMark(in)) {
        in.getChar();
        utf8.writeBytes("\uFFFE".getBytes(StandardCharsets.UTF_8));
      } else if (result.isError()) {
        // Java calls a lone high surrogate and the good character behind it one malformed unit of
        // four bytes; the second half gets its own chance, it may be the record's end. So does an
        // ASCII byte behind the first of a character that isn't there.
        mark(in.get());
        int length = Math.min(result.length(), 2);
        for (int i = 1; i < length && (isUtf16() || in.get(in.position()) < 0); i++) {
          mark(in.get());
        }
      } else if (result.isUnderflow()) {
        return;
      }
    }
  }

  /// Java refuses U+FFFE in UTF-16: it would be the byte order mark in the other order. To Unicode
  /// it is a character like another.
  private boolean isReversedMark(ByteBuffer in) {
    return in.remaining() >= 2
        && (charset.equals(StandardCharsets.UTF_16LE)
            ? in.getShort(in.position()) == (short) 0xFEFF
            : charset.equals(StandardCharsets.UTF_16BE)
                && in.getShort(in.position()) == (short) 0xFFFE);
  }

  private boolean isUtf16() {
    return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
  }

  private void mark(byte b) {
    utf8.write(SourceBytes.MARK);
    utf8.write(0x80 | ((b & 0xF0) >> 4));
    utf8.write(0x80 | (b & 0x0F));
  }
}
