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

/// Private directory for the spool files of one process, created by it with owner-only permissions.
/// A file lock marks it as in use; directories left by killed processes are deleted by the next
/// process that starts.
public final class SpoolDirectory implements AutoCloseable {

  static final String SUFFIX = ".spool";

  /// Suffixes of all files in the directory except the lock, including those of the warm-up's
  /// schemas.
  private static final String SUFFIXES = SUFFIX + ",.json";

  private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
  private static final String PREFIX = "rowgate-spool-";
  private static final String LOCK = "lock";
  private static final Set<PosixFilePermission> OWNER =
      Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);
  private static final FileAttribute<?>[] NO_MODES = {};
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /// Directories of this process. Their locks must not be tested: on POSIX, closing a file releases
  /// all locks that the process holds on it.
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private SpoolDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// @param parent where to create it; null for the system's temporary directory
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

  /// The directory, for files that are removed with it.
  public Path path() {
    return path;
  }

  /// Creates a directory. If the name exists already, another one is tried, so names may be
  /// predictable. The JDK's `createTempDirectory` uses a secure random generator, whose loading
  /// takes a tenth of the server's start.
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
      // While the lock is held, so that no other process deletes it at the same time.
      empty(path);
    } catch (NoSuchFileException e) {
      LOG.debug("the spool directory is gone already", e);
    } catch (IOException e) {
      LOG.warn("the spool directory can't be removed: {}", IoReason.of(e));
    } finally {
      OURS.remove(path);
    }
  }

  /// Deletes directories of dead processes. Those that can't be deleted are ignored.
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

  /// Whether the lock file was created recently: a process that is starting may not hold it yet.
  private static boolean isYoung(Path lock) throws IOException {
    Instant made = Files.getLastModifiedTime(lock, NOFOLLOW_LINKS).toInstant();
    return made.isAfter(Instant.now().minus(YOUNG));
  }

  /// Deletes the directory and its spool files, but no other files.
  private static void empty(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*{" + SUFFIXES + "}")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory.resolve(LOCK));
    Files.deleteIfExists(directory);
  }
}
