package dev.rowgate.http.machine;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rowgate.keys.SpillingScratch;
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

/// The room on disk that all requests share, for answers and for keys, in a directory of its own.
/// Thread-safe.
public final class Spools implements SpillingScratch.Disk, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spools.class);

  /// A disk that fails, fails often.
  private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(10);

  private volatile SpoolDirectory directory;
  private final Spooling limits;
  private static final int PROBE = 64 << 10;

  private final Queue<Packer> packers = new ConcurrentLinkedQueue<>();

  /// Packing is work for a core: more at a time than there are would only take more memory.
  private final Semaphore atWork = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);

  private final AtomicLong used = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean failing;
  private long lastLogged;

  public Spools(SpoolDirectory directory, Spooling limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /// Room for one answer; takes none before something is put there.
  public Spool forOneAnswer() {
    return new Spool(this, limits.bytes());
  }

  /// Compressed bytes that lie on disk now: for the metrics.
  public long bytesInUse() {
    return used.get();
  }

  public long limit() {
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
    SpoolDirectory in = directory;
    try {
      return newFile(in);
    } catch (NoSuchFileException e) {
      return newFile(insteadOf(in));
    }
  }

  /// Somebody, such as a cleaner of temporary files, has removed the directory.
  private synchronized SpoolDirectory insteadOf(SpoolDirectory gone) throws IOException {
    if (directory == gone) {
      SpoolDirectory made = SpoolDirectory.create(limits.parent());
      gone.close();
      directory = made;
      LOG.warn("the spool directory was removed, there is a new one: {}", made.path());
    }
    return directory;
  }

  /// The disk has failed: it isn't the client's doing.
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

  /// How often the disk failed: for the metrics.
  public long failures() {
    return failures.get();
  }

  /// Whether the disk works, as far as it is known; where it failed last, it is tried again.
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
