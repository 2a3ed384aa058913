package dev.rowgate.bytes;

import com.github.luben.zstd.util.Native;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;

/// Makes encoders, and has what they share. Thread-safe.
///
/// | format | outside the heap |
/// |---|---|
/// | gzip | 268 KB for each that packs in this moment, none for those that wait |
/// | zstd | 110 KB for each, from its first piece on until it is closed |
public final class Encoders {

  private final Queue<Deflater> deflaters = new ConcurrentLinkedQueue<>();
  private final AtomicInteger contexts = new AtomicInteger();

  /// Whether zstd can be used. It has natives of its own: there may be none for this machine, or no
  /// place to unpack them from which they can be run. The first call looks, and unpacks them.
  public static boolean haveZstd() {
    return Library.IS_LOADED;
  }

  private static final class Library {

    static final boolean IS_LOADED = load();

    private static boolean load() {
      try {
        Native.load();
        return true;
      } catch (LinkageError e) {
        return false;
      }
    }
  }

  public Encoder gzip() {
    return new GzipEncoder(this);
  }

  public Encoder zstd() {
    return new ZstdEncoder(contexts);
  }

  /// How many encoders of zstd hold memory now.
  public int contexts() {
    return contexts.get();
  }

  /// One to be given back.
  Deflater deflater() {
    Deflater idle = deflaters.poll();
    return idle == null ? new Deflater(Deflater.BEST_SPEED, true) : idle;
  }

  void giveBack(Deflater deflater) {
    deflater.reset();
    deflaters.add(deflater);
  }
}
