package dev.rowgate.bytes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Incremental transcoder to UTF-8. It replaces nothing: a byte that belongs to no character
/// becomes an escape, see [SourceBytes]. A byte order mark is kept as U+FEFF, but UTF-8's in
/// another encoding than UTF-16 as escapes. Not thread-safe.
public final class Transcoder {

  private static final int CHARS = 8 << 10;

  private @Nullable CharsetDecoder decoder;
  private Charset charset;
  private final CharBuffer chars = CharBuffer.allocate(CHARS);
  private final ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
  private final Utf8Evidence evidence = new Utf8Evidence();
  private byte[] rest = {};

  public Transcoder(Charset charset) {
    this.charset = charset;
  }

  /// The encoding of the source. For UTF-16 it has the byte order of the mark, big-endian without
  /// one.
  public Charset charset() {
    return charset;
  }

  /// Whether the source so far is UTF-8, and not only ASCII, so that its encoding is probably named
  /// wrongly. If ASCII is named, other bytes are invalid anyway.
  public boolean isUtf8() {
    return !charset.equals(StandardCharsets.US_ASCII) && evidence.isUtf8();
  }

  /// Returns the UTF-8 of all complete characters; an incomplete one is kept for the next call.
  public byte[] decode(byte[] bytes, int offset, int length) {
    evidence.see(bytes, offset, offset + length);
    return run(bytes, offset, length, false);
  }

  /// Returns the UTF-8 of the bytes that were kept.
  public byte[] end() {
    return run(rest, 0, 0, true);
  }

  private byte[] run(byte[] bytes, int offset, int length, boolean end) {
    byte[] all = Arrays.copyOf(rest, rest.length + length);
    System.arraycopy(bytes, offset, all, rest.length, length);
    ByteBuffer in = ByteBuffer.wrap(all);
    utf8.reset();
    if (decoder != null || end || showsMark(all)) {
      decodeAll(decoder == null ? open(all, in) : decoder, in, end);
    }
    rest = new byte[in.remaining()];
    in.get(rest);
    return utf8.toByteArray();
  }

  /// Whether these first bytes show if there is a byte order mark.
  private static boolean showsMark(byte[] first) {
    return first.length >= 2 && Utf8.byteOrderMark(first, 0, first.length) != Utf8.INCOMPLETE;
  }

  /// Determines the byte order here, since Java's UTF-16 decoder would drop the mark, whose bytes
  /// count for positions.
  private CharsetDecoder open(byte[] first, ByteBuffer in) {
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
    for (int i = isUtf16() ? 0 : Utf8.byteOrderMark(first, 0, first.length); i > 0; i--) {
      mark(in.get());
    }
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
        // Java reports a lone high surrogate and the valid character after it as one malformed unit
        // of four bytes. Only the first half is escaped, since the second may be the record's end.
        // The same holds for an ASCII byte after the first byte of an invalid multi-byte character.
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

  /// Whether U+FFFE follows. Java's UTF-16 decoders refuse it as a reversed byte order mark; in
  /// Unicode it is a valid code point.
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
