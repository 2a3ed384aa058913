package dev.rowgate.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decoder for gzip (RFC 1952). Headers and trailers are parsed here, because `GZIPInputStream`
/// ignores what follows a member, so it would accept a file with a damaged second member as
/// complete.
final class GzipDecoder implements Decoder {

  /// Parts of a member in their order. The optional header fields depend on flags.
  private enum State {
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CHECKSUM,
    DEFLATED,
    TRAILER
  }

  private static final int HEADER_LENGTH = 10;
  private static final int TRAILER_LENGTH = 8;

  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final Inflater inflater = new Inflater(true);
  private final ByteBuffer field =
      ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);

  /// Checksum of the header, then of the content.
  private final CRC32 checksum = new CRC32();

  private State state = State.HEADER;
  private boolean inFirstMember = true;
  private int flags;
  private int extraLeft;

  @Override
  public void decode(ByteBuffer in, ByteBuffer out) throws DamagedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn =
          switch (state) {
            case HEADER -> header(in);
            case EXTRA_LENGTH -> has(HAS_EXTRA) ? extraLength(in) : goTo(State.NAME);
            case EXTRA -> extra(in);
            case NAME -> has(HAS_NAME) ? text(in, State.COMMENT) : goTo(State.COMMENT);
            case COMMENT ->
                has(HAS_COMMENT) ? text(in, State.HEADER_CHECKSUM) : goTo(State.HEADER_CHECKSUM);
            case HEADER_CHECKSUM -> has(HAS_HEADER_CHECKSUM) ? headerChecksum(in) : beginContent();
            case DEFLATED -> inflate(in, out);
            case TRAILER -> trailer(in);
          };
    }
  }

  @Override
  public boolean isComplete() {
    return state == State.HEADER && field.position() == 0 && !inFirstMember;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private boolean header(ByteBuffer in) throws DamagedException {
    boolean whole = Decoder.collect(in, field, HEADER_LENGTH);
    if (Magic.GZIP.fit(field.duplicate().flip()) == Magic.Fit.NONE) {
      throw new DamagedException(
          inFirstMember ? "it doesn't begin like gzip" : "something else stands behind its end");
    }
    if (!whole) {
      return false;
    }
    flags = field.get(3);
    if (has(RESERVED)) {
      throw new DamagedException("its header has flags that mean nothing");
    }
    endHeaderField();
    return goTo(State.EXTRA_LENGTH);
  }

  private boolean extraLength(ByteBuffer in) {
    if (!Decoder.collect(in, field, Short.BYTES)) {
      return false;
    }
    extraLeft = field.getShort(0) & 0xFFFF;
    endHeaderField();
    return goTo(State.EXTRA);
  }

  private boolean extra(ByteBuffer in) {
    int passed = Math.min(extraLeft, in.remaining());
    checksum.update(in.slice(in.position(), passed));
    in.position(in.position() + passed);
    extraLeft -= passed;
    return extraLeft == 0 && goTo(State.NAME);
  }

  private boolean text(ByteBuffer in, State next) {
    while (in.hasRemaining()) {
      byte c = in.get();
      checksum.update(c);
      if (c == 0) {
        return goTo(next);
      }
    }
    return false;
  }

  private boolean headerChecksum(ByteBuffer in) throws DamagedException {
    if (!Decoder.collect(in, field, Short.BYTES)) {
      return false;
    }
    if (field.getShort(0) != (short) checksum.getValue()) {
      throw new DamagedException("the checksum of its header doesn't fit");
    }
    field.clear();
    return beginContent();
  }

  private boolean beginContent() {
    checksum.reset();
    inflater.reset();
    return goTo(State.DEFLATED);
  }

  private boolean inflate(ByteBuffer in, ByteBuffer out) throws DamagedException {
    if (!out.hasRemaining()) {
      return false;
    }
    int from = out.position();
    inflater.setInput(in);
    try {
      inflater.inflate(out);
    } catch (DataFormatException e) {
      throw new DamagedException("its data is damaged");
    }
    checksum.update(out.duplicate().flip().position(from));
    return inflater.finished() && goTo(State.TRAILER);
  }

  private boolean trailer(ByteBuffer in) throws DamagedException {
    if (!Decoder.collect(in, field, TRAILER_LENGTH)) {
      return false;
    }
    if (field.getInt(0) != (int) checksum.getValue()) {
      throw new DamagedException("the checksum of its content doesn't fit");
    }
    if (field.getInt(Integer.BYTES) != (int) inflater.getBytesWritten()) {
      throw new DamagedException("the length of its content doesn't fit");
    }
    field.clear();
    checksum.reset();
    inFirstMember = false;
    return goTo(State.HEADER);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// @return true: decoding can continue with the next state
  private boolean goTo(State next) {
    state = next;
    return true;
  }

  private void endHeaderField() {
    checksum.update(field.flip());
    field.clear();
  }
}
