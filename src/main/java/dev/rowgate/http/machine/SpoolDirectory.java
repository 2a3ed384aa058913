package dev.rowgate.http.machine;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A directory for the spools of one process, which nobody else can look into, and nobody else has
/// made. A lock tells the living from the dead: what processes left that were killed is swept by
/// the next one.
public final class SpoolDirectory implements AutoCloseable {

  static final String SUFFIX = ".spool";

  private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
  private static final String PREFIX = "rowgate-spool-";
  private static final String LOCK = "lock";
  private static final Set<PosixFilePermission> OWNER =
      Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);
  private static final FileAttribute<?>[] NO_MODES = {};
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /// Those of this process. Their locks must not be tried: with POSIX, closing a file gives up
  /// every lock that the process has on it, however often it has it open.
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private SpoolDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// @param parent where it is made, or null for the system's directory of temporary files
  public static SpoolDirectory create(@Nullable Path parent) throws IOException {
    Path given = parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
    Path in = given.toRealPath();
    Path path = made(in);
    OURS.add(path);
    FileChannel lock = FileChannel.open(path.resolve(LOCK), CREATE_NEW, WRITE);
    lock.lock();
    var directory = new SpoolDirectory(path, lock);
    sweep(in, Files.getOwner(path));
    return directory;
  }

  Path path() {
    return path;
  }

  /// Whoever has made one of that name before keeps it to himself: another name is tried. So the
  /// names may be guessed. The JDK's own, which can't be, take the providers of security: a tenth
  /// of the time until the server listens.
  private static Path made(Path parent) throws IOException {
    boolean hasModes = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ours =
        hasModes ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : NO_MODES;
    while (true) {
      String name = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
      try {
        return Files.createDirectory(parent.resolve(PREFIX + name), ours);
      } catch (FileAlreadyExistsException e) {
        LOG.debug("there is one of that name", e);
      }
    }
  }

  @Override
  public void close() {
    try (lock) {
      // While it is locked, so that nobody else sweeps it at the same time.
      empty(path);
    } catch (NoSuchFileException e) {
      LOG.debug("the spool directory is gone already", e);
    } catch (IOException e) {
      LOG.warn("the spool directory can't be removed: {}", IoReason.of(e));
    } finally {
      OURS.remove(path);
    }
  }

  /// What can't be swept stays: it is no harm to this process.
  private static void sweep(Path parent, UserPrincipal owner) {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path other : others) {
        if (!OURS.contains(other)
            && Files.isDirectory(other, NOFOLLOW_LINKS)
            && Files.getOwner(other, NOFOLLOW_LINKS).equals(owner)) {
          sweepIfDead(other);
        }
      }
    } catch (IOException e) {
      LOG.warn("old spools can't be swept: {}", IoReason.of(e));
    }
  }

  private static void sweepIfDead(Path directory) throws IOException {
    Path lock = directory.resolve(LOCK);
    if (!Files.isRegularFile(lock, NOFOLLOW_LINKS) || isYoung(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, WRITE);
        var held = channel.tryLock()) {
      if (held != null) {
        empty(directory);
      }
    }
  }

  /// A process that is just starting has made its lock and may not hold it yet.
  private static boolean isYoung(Path lock) throws IOException {
    Instant made = Files.getLastModifiedTime(lock, NOFOLLOW_LINKS).toInstant();
    return made.isAfter(Instant.now().minus(YOUNG));
  }

  /// Takes only what was put there, and the directory with it.
  private static void empty(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory.resolve(LOCK));
    Files.deleteIfExists(directory);
  }
}
