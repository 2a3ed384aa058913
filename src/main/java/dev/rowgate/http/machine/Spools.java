package dev.rowgate.http.machine;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Disk space that all requests share, for responses, uploads and key hashes, in a directory of its
/// own. Thread-safe.
public final class Spools implements SpillingScratch.Disk, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spools.class);

  /// Minimum interval between log messages, because a failing disk fails repeatedly.
  private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(10);

  private volatile SpoolDirectory directory;
  private final Spooling limits;
  private static final int PROBE = 64 << 10;

  private final Queue<Packer> packers = new ConcurrentLinkedQueue<>();

  /// Limits concurrent compression, which is CPU-bound: more than the cores can run would only need
  /// more memory.
  private final Semaphore atWork = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);

  private final ByteLimit disk;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean failing;
  private long lastLogged;

  public Spools(SpoolDirectory directory, Spooling limits) {
    this.directory = directory;
    this.limits = limits;
    this.disk = new ByteLimit(limits.totalBytes());
  }

  /// Returns a spool for one response; it uses no disk space until it is written.
  public Spool forOneAnswer() {
    return new Spool(this, limits.bytes());
  }

  /// Compressed bytes on disk.
  public long bytesInUse() {
    return disk.used();
  }

  public long limit() {
    return limits.totalBytes();
  }

  @Override
  public boolean take(long bytes) {
    return disk.take(bytes);
  }

  @Override
  public void giveBack(long bytes) {
    disk.giveBack(bytes);
  }

  /// Returns a packer, which must be given back; waits while all are in use.
  Packer packer() {
    atWork.acquireUninterruptibly();
    Packer idle = packers.poll();
    return idle == null ? new Packer() : idle;
  }

  void giveBack(Packer packer) {
    packers.add(packer);
    atWork.release();
  }

  /// Creates an anonymous file where the system supports that: the JDK unlinks it right after
  /// opening, so it vanishes however the process ends.
  @Override
  public FileChannel newFile() throws IOException {
    SpoolDirectory in = directory;
    try {
      return newFile(in);
    } catch (NoSuchFileException e) {
      return newFile(insteadOf(in));
    }
  }

  /// Creates a new directory if the old one was removed, for example by a cleaner of temporary
  /// files.
  private synchronized SpoolDirectory insteadOf(SpoolDirectory gone) throws IOException {
    if (directory == gone) {
      SpoolDirectory made = SpoolDirectory.create(limits.parent());
      gone.close();
      directory = made;
      LOG.warn("the spool directory was removed, there is a new one: {}", made.path());
    }
    return directory;
  }

  /// Records a failure of the disk, which isn't the client's fault.
  @Override
  public void failed(IOException cause) {
    failures.incrementAndGet();
    boolean isFirst = !failing;
    failing = true;
    synchronized (this) {
      long now = System.nanoTime();
      if (isFirst || now - lastLogged > BETWEEN_LOG_LINES.toNanos()) {
        lastLogged = now;
        LOG.error("the spool directory can't be used: {}", IoReason.of(cause));
      }
    }
  }

  void worked() {
    if (failing) {
      failing = false;
      LOG.info("the spool directory can be used again");
    }
  }

  /// The number of disk failures.
  public long failures() {
    return failures.get();
  }

  /// Whether the disk works. After a failure it is probed again.
  public boolean isUsable() {
    if (failing) {
      try (FileChannel file = newFile()) {
        file.write(ByteBuffer.allocate(PROBE));
        worked();
      } catch (IOException e) {
        failed(e);
      }
    }
    return !failing;
  }

  private FileChannel newFile(SpoolDirectory in) throws IOException {
    return FileChannel.open(
        in.path().resolve(files.incrementAndGet() + SpoolDirectory.SUFFIX),
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
