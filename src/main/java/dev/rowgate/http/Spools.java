package dev.rowgate.http;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rowgate.keys.SpillingScratch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The room on disk that all requests share, for answers and for keys, in a directory of its own.
/// Thread-safe.
final class Spools implements SpillingScratch.Disk, AutoCloseable {

  private final SpoolDirectory directory;
  private final Spooling limits;
  private final Queue<Packer> packers = new ConcurrentLinkedQueue<>();

  /// Packing is work for a core: more at a time than there are would only take more memory.
  private final Semaphore atWork = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);

  private final AtomicLong used = new AtomicLong();
  private final AtomicLong files = new AtomicLong();

  Spools(SpoolDirectory directory, Spooling limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /// Room for one answer; takes none before something is put there.
  Spool forOneAnswer() {
    return new Spool(this, limits.bytes());
  }

  /// Compressed bytes that lie on disk now: for the metrics.
  long bytesInUse() {
    return used.get();
  }

  long limit() {
    return limits.totalBytes();
  }

  @Override
  public boolean take(long bytes) {
    if (used.addAndGet(bytes) <= limits.totalBytes()) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  @Override
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /// One to be given back; waits while all are in use.
  Packer packer() {
    atWork.acquireUninterruptibly();
    Packer idle = packers.poll();
    return idle == null ? new Packer() : idle;
  }

  void giveBack(Packer packer) {
    packers.add(packer);
    atWork.release();
  }

  /// A file without a name where the system has such: the JDK unlinks it as soon as it is open, and
  /// so it is gone however the process ends.
  @Override
  public FileChannel newFile() throws IOException {
    return FileChannel.open(
        directory.path().resolve(files.incrementAndGet() + SpoolDirectory.SUFFIX),
        CREATE_NEW,
        READ,
        WRITE,
        DELETE_ON_CLOSE);
  }

  @Override
  public void close() {
    directory.close();
  }
}
