package dev.rowgate.bytes;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;

/// Factory of encoders, with the resources that they share. Thread-safe.
///
/// | format | native memory |
/// |---|---|
/// | gzip | 268 KB for each encoder while it encodes a piece, none in between |
/// | zstd | 110 KB for each encoder, from its first piece until it is closed |
public final class Encoders {

  private final Queue<Deflater> deflaters = new ConcurrentLinkedQueue<>();
  private final AtomicInteger contexts = new AtomicInteger();

  /// Whether zstd is available. Its native library may not exist for this machine, or there may be
  /// no directory from which it can be loaded. Calls try to load it until that succeeds.
  public static boolean haveZstd() {
    return ZstdLibrary.load() == null;
  }

  public Encoder gzip() {
    return new GzipEncoder(this);
  }

  public Encoder zstd() {
    return new ZstdEncoder(contexts);
  }

  /// The number of zstd encoders that hold native memory.
  public int contexts() {
    return contexts.get();
  }

  /// Returns a deflater, which must be given back.
  Deflater deflater() {
    Deflater idle = deflaters.poll();
    return idle == null ? new Deflater(Deflater.BEST_SPEED, true) : idle;
  }

  void giveBack(Deflater deflater) {
    deflater.reset();
    deflaters.add(deflater);
  }
}
