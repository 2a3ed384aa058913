package dev.rowgate.cli.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Output file that is replaced atomically: written under a hidden temporary name in the same
/// directory and renamed when it is complete, so readers see the old or the new file, never a part.
/// The temporary file is removed however the process ends, except by SIGKILL.
final class BesideOutput implements Output {

  private static final Set<OpenOption> NEW = Set.of(CREATE_NEW, WRITE);

  private enum State {
    UNOPENED,
    OPEN,
    ENDED
  }

  private final Path target;
  private final Path temporary;
  private final Thread onShutdown = new Thread(this::discard, "remove-unfinished-output");
  private @Nullable FileChannel channel;
  private OutputStream stream = OutputStream.nullOutputStream();
  private State state = State.UNOPENED;

  private BesideOutput(Path target) {
    this.target = target;
    // Doesn't contain the target's name, which may already have the maximum length.
    String name = ".rowgate-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    this.temporary = target.resolveSibling(name);
  }

  /// @param target a path where no file exists
  /// @throws IOException if no file can be written there
  static BesideOutput creating(Path target) throws IOException {
    var output = new BesideOutput(target);
    output.open(false);
    return output;
  }

  /// @param target a regular file, not a symbolic link: links are kept
  /// @throws IOException if the file can't be replaced
  static BesideOutput replacing(Path target) throws IOException {
    if (!Files.isWritable(target)) {
      throw new AccessDeniedException(null);
    }
    var output = new BesideOutput(target);
    output.open(true);
    return output;
  }

  private synchronized void open(boolean replaces) throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The process is shutting down, so the output is discarded.
      state = State.ENDED;
      return;
    }
    try {
      channel = replaces ? withAttributesOfOlder() : FileChannel.open(temporary, NEW);
      stream = Channels.newOutputStream(channel);
      state = State.OPEN;
    } catch (IOException e) {
      close();
      // As in /proc, which has files but takes none.
      throw replaces && e instanceof NoSuchFileException
          ? new FileSystemException(null, null, "no file can be created beside it, to replace it")
          : e;
    }
  }

  /// Creates the file with the permissions of the old one from the start, so it is never readable
  /// for anyone who couldn't read the old one.
  private FileChannel withAttributesOfOlder() throws IOException {
    var view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (view == null) {
      return FileChannel.open(temporary, NEW);
    }
    PosixFileAttributes older = view.readAttributes();
    Set<PosixFilePermission> permissions = older.permissions();
    FileChannel opened =
        FileChannel.open(temporary, NEW, PosixFilePermissions.asFileAttribute(permissions));
    state = State.OPEN;
    keepOwner(older);
    // The umask and a change of owner may have removed permissions.
    Files.setPosixFilePermissions(temporary, permissions);
    return opened;
  }

  /// Keeps the owner and group, as far as this user is permitted to set them.
  private void keepOwner(PosixFileAttributes older) {
    try {
      var view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
      PosixFileAttributes ours = view.readAttributes();
      if (!ours.group().equals(older.group())) {
        view.setGroup(older.group());
      }
      if (!ours.owner().equals(older.owner())) {
        view.setOwner(older.owner());
      }
    } catch (IOException e) {
      // The new file then belongs to the current user, as with other tools that replace files.
    }
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public boolean isStraight() {
    return false;
  }

  /// Writes the content to disk before the rename; otherwise a power failure could leave an empty
  /// file in place of the old one.
  @Override
  public synchronized void force() throws IOException {
    if (state == State.OPEN && channel != null) {
      channel.force(true);
    }
  }

  @Override
  public synchronized void complete() throws IOException {
    if (state == State.OPEN) {
      stream.close();
      Files.move(temporary, target, ATOMIC_MOVE);
      state = State.ENDED;
      forceDirectory();
    }
  }

  private void forceDirectory() {
    try (FileChannel directory = FileChannel.open(target.resolveSibling(""))) {
      directory.force(true);
    } catch (IOException e) {
      // Not supported everywhere; the rename then reaches the disk some seconds later.
    }
  }

  @Override
  public void close() {
    discard();
    try {
      stream.close();
    } catch (IOException e) {
      // The content is discarded anyway.
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The process is shutting down; the hook runs and finds nothing to do.
    }
  }

  /// Removes the temporary file unless it was renamed. The lock makes a signal wait for a rename in
  /// progress. The stream stays open, because the main thread may be writing and must not report a
  /// fault.
  private synchronized void discard() {
    if (state == State.OPEN) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        // A temporary file remains; the run's own message matters more.
      }
    }
    state = State.ENDED;
  }
}
