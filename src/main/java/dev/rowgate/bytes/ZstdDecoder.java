package dev.rowgate.bytes;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Decoder for zstd (RFC 8878). zstd-jni decodes; this class parses the frame structure and passes
/// it one block at a time:
///
/// - A frame's window is checked before memory is allocated for it, and frames of legacy formats,
///   which the library would accept, are refused.
/// - At a fault the library discards the output of the same call. With at most one block per call,
///   all blocks before a malformed one are returned, however the input was cut into pieces.
///
/// The native library is loaded at the first frame.
final class ZstdDecoder implements Decoder {

  private enum State {
    MAGIC,
    SKIPPABLE_LENGTH,
    SKIPPABLE,
    FRAME_HEADER,
    BLOCK_HEADER,
    BLOCK,
    CHECKSUM
  }

  private static final int MAGIC_LENGTH = 4;
  private static final int LONGEST_HEADER = 18;
  private static final int BLOCK_HEADER_LENGTH = 3;
  private static final int CHECKSUM_LENGTH = 4;

  private static final int LEAST_WINDOW_LOG = 10;

  private static final int RAW_BLOCK = 0;
  private static final int RUN_BLOCK = 1;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int windowLimit;
  private final ByteBuffer field =
      ByteBuffer.allocate(LONGEST_HEADER).order(ByteOrder.LITTLE_ENDIAN);

  private @Nullable ZstdDecompressCtx library;
  private State state = State.MAGIC;
  private boolean inFirstFrame = true;
  private long skippableLeft;
  private boolean hasChecksum;
  private boolean lastBlock;
  private boolean rawBlock;
  private int blockLeft;

  /// Whether the library may have more output than fitted into `out`.
  private boolean outputWaits;

  private boolean frameEnded;
  private long window;

  /// @param windowLimit in bytes; a frame with a larger window is refused
  ZstdDecoder(int windowLimit) {
    this.windowLimit = windowLimit;
  }

  @Override
  public void decode(ByteBuffer in, ByteBuffer out) throws DamagedException {
    boolean goesOn = true;
    while (goesOn && out.hasRemaining()) {
      if (outputWaits) {
        give(NOTHING, out);
      } else {
        goesOn = walk(in, out);
      }
    }
  }

  private boolean walk(ByteBuffer in, ByteBuffer out) throws DamagedException {
    return switch (state) {
      case MAGIC -> magic(in);
      case SKIPPABLE_LENGTH -> skippableLength(in);
      case SKIPPABLE -> skippable(in);
      case FRAME_HEADER -> frameHeader(in, out);
      case BLOCK_HEADER -> blockHeader(in, out);
      case BLOCK -> block(in, out);
      case CHECKSUM -> checksum(in, out);
    };
  }

  @Override
  public boolean isComplete() {
    return state == State.MAGIC && field.position() == 0 && !inFirstFrame;
  }

  @Override
  public long window() {
    return window;
  }

  @Override
  public void close() {
    if (library != null) {
      library.close();
    }
  }

  private boolean magic(ByteBuffer in) throws DamagedException {
    boolean whole = Decoder.collect(in, field, MAGIC_LENGTH);
    ByteBuffer start = field.duplicate().flip();
    if (Magic.ofZstd(start) == Magic.Fit.NONE) {
      throw new DamagedException(
          inFirstFrame ? "it doesn't begin like zstd" : "something else stands behind its end");
    }
    boolean frame = Magic.ZSTD_FRAME.fit(start) == Magic.Fit.WHOLE;
    return whole && goTo(frame ? State.FRAME_HEADER : State.SKIPPABLE_LENGTH);
  }

  private boolean skippableLength(ByteBuffer in) {
    if (!Decoder.collect(in, field, MAGIC_LENGTH + Integer.BYTES)) {
      return false;
    }
    skippableLeft = Integer.toUnsignedLong(field.getInt(MAGIC_LENGTH));
    return goTo(State.SKIPPABLE);
  }

  private boolean skippable(ByteBuffer in) {
    int passed = (int) Math.min(skippableLeft, in.remaining());
    in.position(in.position() + passed);
    skippableLeft -= passed;
    return skippableLeft == 0 && beginNext();
  }

  private boolean frameHeader(ByteBuffer in, ByteBuffer out) throws DamagedException {
    if (!Decoder.collect(in, field, ZstdHeader.SHORTEST)
        || !Decoder.collect(in, field, ZstdHeader.length(field))) {
      return false;
    }
    ZstdHeader header = ZstdHeader.of(field);
    if (Long.compareUnsigned(header.window(), windowLimit) > 0) {
      throw new DamagedException(
          "it asks for a window of %s bytes, and %d are allowed: allow more by max-zstd-window-bytes"
              .formatted(Long.toUnsignedString(header.window()), windowLimit));
    }
    if (header.needsDictionary()) {
      throw new DamagedException("it needs a dictionary");
    }
    hasChecksum = header.hasChecksum();
    window = header.window();
    giveField(out);
    return goTo(State.BLOCK_HEADER);
  }

  private boolean blockHeader(ByteBuffer in, ByteBuffer out) throws DamagedException {
    if (!Decoder.collect(in, field, BLOCK_HEADER_LENGTH)) {
      return false;
    }
    int bits = (field.getShort(0) & 0xFFFF) | ((field.get(2) & 0xFF) << Short.SIZE);
    lastBlock = (bits & 1) != 0;
    int type = (bits >> 1) & 3;
    rawBlock = type == RAW_BLOCK;
    blockLeft = type == RUN_BLOCK ? 1 : bits >> 3;
    giveField(out);
    return blockLeft > 0 ? goTo(State.BLOCK) : endBlock();
  }

  private boolean block(ByteBuffer in, ByteBuffer out) throws DamagedException {
    int given = Math.min(blockLeft, in.remaining());
    if (given == 0) {
      return false;
    }
    if (rawBlock && blockLeft > 1) {
      // A raw block is the only kind whose content is output before the block is complete. A fault
      // found at its end would discard what was passed with the last byte, so that is always one
      // byte.
      given = Math.min(given, blockLeft - 1);
    }
    int limit = in.limit();
    int from = in.position();
    give(in.limit(from + given), out);
    in.limit(limit);
    blockLeft -= in.position() - from;
    return blockLeft > 0 || endBlock();
  }

  private boolean endBlock() throws DamagedException {
    return lastBlock ? hasChecksum ? goTo(State.CHECKSUM) : endFrame() : goTo(State.BLOCK_HEADER);
  }

  private boolean checksum(ByteBuffer in, ByteBuffer out) throws DamagedException {
    if (!Decoder.collect(in, field, CHECKSUM_LENGTH)) {
      return false;
    }
    giveField(out);
    return endFrame();
  }

  private boolean endFrame() throws DamagedException {
    if (!frameEnded) {
      throw new DamagedException("its data is damaged");
    }
    return beginNext();
  }

  private boolean beginNext() {
    field.clear();
    inFirstFrame = false;
    return goTo(State.MAGIC);
  }

  private void giveField(ByteBuffer out) throws DamagedException {
    give(field.flip(), out);
    field.clear();
  }

  private void give(ByteBuffer bytes, ByteBuffer out) throws DamagedException {
    ZstdDecompressCtx open = library == null ? open() : library;
    try {
      frameEnded = open.decompressByteBufferStream(out, bytes);
    } catch (ZstdException e) {
      // The library negates error codes in this method only.
      long code = Math.abs(e.getErrorCode());
      if (code == Zstd.errMemoryAllocation()) {
        throw e;
      }
      throw new DamagedException(
          code == Zstd.errChecksumWrong()
              ? "the checksum of its content doesn't fit"
              : "its data is damaged");
    }
    outputWaits = !frameEnded && !out.hasRemaining();
  }

  private ZstdDecompressCtx open() {
    ZstdDecompressCtx opened = new ZstdDecompressCtx();
    library = opened;
    // The window was checked exactly; the library's own limit is a power of two.
    int log = Integer.SIZE - Integer.numberOfLeadingZeros(windowLimit - 1);
    return opened.setLongMax(Math.max(LEAST_WINDOW_LOG, log));
  }

  /// @return true: decoding can continue with the next state
  private boolean goTo(State next) {
    state = next;
    return true;
  }
}
