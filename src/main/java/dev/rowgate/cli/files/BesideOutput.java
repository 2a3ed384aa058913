package dev.rowgate.cli.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A file that is written under a hidden name beside its place and put there when it is complete:
/// whoever looks sees the old file or the new one, never half of one. The hidden file is removed
/// however the process ends, short of SIGKILL.
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
    // Short, whatever the target's name: that may be as long as a name can be.
    String name = ".rowgate-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    this.temporary = target.resolveSibling(name);
  }

  /// @param target where no file is yet
  /// @throws IOException if no file can be written there
  static BesideOutput creating(Path target) throws IOException {
    var output = new BesideOutput(target);
    output.open(false);
    return output;
  }

  /// @param target a regular file, no link to one: a link is to stay
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
      // The process is ending already: the lines go nowhere.
      state = State.ENDED;
      return;
    }
    try {
      channel = replaces ? withAttributesOfOlder() : FileChannel.open(temporary, NEW);
      stream = Channels.newOutputStream(channel);
      state = State.OPEN;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /// Nobody may read the new file who couldn't read the old one, not even for a moment.
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
    // The umask has had its say, and a new owner may have taken some away.
    Files.setPosixFilePermissions(temporary, permissions);
    return opened;
  }

  /// Where this user may give files away, as root may.
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
      // It belongs to whoever wrote it, as with any tool that replaces files.
    }
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  /// Otherwise the name could reach the disk before the lines do: after a loss of power an empty
  /// file would stand in place of the older one.
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
      // Not every system can: then the name reaches the disk some seconds later.
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
