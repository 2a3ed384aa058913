package dev.rowgate.bytes;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Encoder for one zstd frame (RFC 8878) with a checksum. Blocks refer to earlier ones, so each
/// output needs its own context; the parameters keep it small.
final class ZstdEncoder implements Encoder {

  private static final int LEVEL = 1;

  /// With these parameters a context takes 110 KB instead of 530 KB, and compresses rows of six
  /// columns 4.6 : 1 instead of 4.7 : 1.
  private static final int WINDOW_LOG = 14;

  private static final int HASH_LOG = 12;

  /// Unused by this level's strategy; the minimum.
  private static final int CHAIN_LOG = 6;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final AtomicInteger contexts;
  private @Nullable ZstdCompressCtx library;

  /// @param contexts counter of open contexts
  ZstdEncoder(AtomicInteger contexts) {
    this.contexts = contexts;
  }

  @Override
  public int encode(byte[] from, int length, byte[] into) {
    return write(ByteBuffer.wrap(from, 0, length), into, 0, EndDirective.FLUSH);
  }

  @Override
  public int end(byte[] into, int offset) {
    return write(NOTHING, into, offset, EndDirective.END);
  }

  private int write(ByteBuffer in, byte[] into, int offset, EndDirective how) {
    ZstdCompressCtx open = library == null ? open() : library;
    var out = ByteBuffer.wrap(into).position(offset);
    if (!open.compressByteBufferStream(out, in, how)) {
      throw new IllegalStateException("a piece of zstd is longer than it can be");
    }
    return out.position() - offset;
  }

  private ZstdCompressCtx open() {
    var opened = new ZstdCompressCtx();
    contexts.incrementAndGet();
    library = opened;
    return opened
        .setLevel(LEVEL)
        .setWindowLog(WINDOW_LOG)
        .setHashLog(HASH_LOG)
        .setChainLog(CHAIN_LOG)
        .setChecksum(true);
  }

  @Override
  public void close() {
    if (library != null) {
      library.close();
      library = null;
      contexts.decrementAndGet();
    }
  }
}
