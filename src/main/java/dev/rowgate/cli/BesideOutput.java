package dev.rowgate.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// A file that is written under a hidden name beside its place and put there when it is complete:
/// whoever looks sees the old file or the new one, never half of one. The hidden file is removed
/// however the process ends, short of SIGKILL.
final class BesideOutput implements Output {

  private enum State {
    UNOPENED,
    OPEN,
    ENDED
  }

  private final Path target;
  private final Path temporary;
  private final Thread onShutdown = new Thread(this::discard, "remove-unfinished-output");
  private OutputStream stream = OutputStream.nullOutputStream();
  private State state = State.UNOPENED;

  private BesideOutput(Path target) {
    this.target = target;
    // Short, whatever the target's name: that may be as long as a name can be.
    String name = ".rowgate-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    this.temporary = target.resolveSibling(name);
  }

  /// @throws IOException if no file can be written there
  static BesideOutput of(Path target) throws IOException {
    boolean replaces = Files.exists(target);
    if (replaces && !Files.isWritable(target)) {
      throw new AccessDeniedException(null);
    }
    // A link stays a link: what it leads to is replaced.
    var output = new BesideOutput(replaces ? target.toRealPath() : target.toAbsolutePath());
    output.open(replaces);
    return output;
  }

  private synchronized void open(boolean replaces) throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The process is ending already: the lines go nowhere.
      state = State.ENDED;
      return;
    }
    try {
      stream =
          replaces ? withPermissionsOfOlder() : Files.newOutputStream(temporary, CREATE_NEW, WRITE);
      state = State.OPEN;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /// Nobody may read the new file who couldn't read the old one, not even for a moment.
  private OutputStream withPermissionsOfOlder() throws IOException {
    if (!Files.getFileStore(target).supportsFileAttributeView("posix")) {
      return Files.newOutputStream(temporary, CREATE_NEW, WRITE);
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
    FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(permissions);
    var channel = Files.newByteChannel(temporary, EnumSet.of(CREATE_NEW, WRITE), attribute);
    state = State.OPEN;
    // The umask has its say in the line above.
    Files.setPosixFilePermissions(temporary, permissions);
    return Channels.newOutputStream(channel);
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public synchronized void complete() throws IOException {
    if (state == State.OPEN) {
      stream.close();
      Files.move(temporary, target, ATOMIC_MOVE);
      state = State.ENDED;
    }
  }

  @Override
  public void close() {
    discard();
    try {
      stream.close();
    } catch (IOException e) {
      // What it held is thrown away anyhow.
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and finds nothing to do.
    }
  }

  /// Removes the hidden file unless it has got its name. The lock makes a signal wait for a rename
  /// that has begun. The stream stays open: the process may be writing, and must not take its own
  /// end for a fault.
  private synchronized void discard() {
    if (state == State.OPEN) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        // A hidden file more; the run's own message is worth more than one about that.
      }
    }
    state = State.ENDED;
  }
}
