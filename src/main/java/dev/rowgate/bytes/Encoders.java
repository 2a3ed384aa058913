package dev.rowgate.bytes;

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
