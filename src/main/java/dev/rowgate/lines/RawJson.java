package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import tools.jackson.core.SerializableString;

/// Bytes that are JSON already, in a form in which Jackson writes them as they are and without a
/// text made of them. Reused for every value of a run.
final class RawJson implements SerializableString {

  private static final int NO_ROOM = -1;

  private byte[] bytes = {};
  private int from;
  private int to;

  RawJson of(byte[] json, int jsonFrom, int jsonTo) {
    bytes = json;
    from = jsonFrom;
    to = jsonTo;
    return this;
  }

  @Override
  public int appendUnquotedUTF8(byte[] buffer, int offset) {
    int length = to - from;
    if (buffer.length - offset < length) {
      return NO_ROOM;
    }
    System.arraycopy(bytes, from, buffer, offset, length);
    return length;
  }

  @Override
  public byte[] asUnquotedUTF8() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public int writeUnquotedUTF8(OutputStream out) throws IOException {
    out.write(bytes, from, to - from);
    return to - from;
  }

  @Override
  public int putUnquotedUTF8(ByteBuffer buffer) {
    if (buffer.remaining() < to - from) {
      return NO_ROOM;
    }
    buffer.put(bytes, from, to - from);
    return to - from;
  }

  @Override
  public String getValue() {
    return new String(bytes, from, to - from, UTF_8);
  }

  @Override
  public int charLength() {
    return getValue().length();
  }

  @Override
  public int appendUnquoted(char[] buffer, int offset) {
    String text = getValue();
    if (buffer.length - offset < text.length()) {
      return NO_ROOM;
    }
    text.getChars(0, text.length(), buffer, offset);
    return text.length();
  }

  @Override
  public char[] asQuotedChars() {
    throw new UnsupportedOperationException("JSON isn't quoted");
  }

  @Override
  public byte[] asQuotedUTF8() {
    throw new UnsupportedOperationException("JSON isn't quoted");
  }

  @Override
  public int appendQuotedUTF8(byte[] buffer, int offset) {
    throw new UnsupportedOperationException("JSON isn't quoted");
  }

  @Override
  public int appendQuoted(char[] buffer, int offset) {
    throw new UnsupportedOperationException("JSON isn't quoted");
  }

  @Override
  public int writeQuotedUTF8(OutputStream out) {
    throw new UnsupportedOperationException("JSON isn't quoted");
  }

  @Override
  public int putQuotedUTF8(ByteBuffer buffer) {
    throw new UnsupportedOperationException("JSON isn't quoted");
  }
}
