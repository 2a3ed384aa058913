package dev.rowgate.cli.files;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Input stream of a regular file that detects truncation: at its end it checks that the file
/// hasn't become shorter since it was opened. Without the check, the end of a truncated file would
/// look like a complete input.
public final class SizedInput extends InputStream {

  /// The file became shorter while it was read.
  static final class Changed extends IOException {

    private static final long serialVersionUID = 1;

    private final transient InputProblem.InputChanged problem;

    Changed(InputProblem.InputChanged problem) {
      super(problem.message());
      this.problem = problem;
    }

    InputProblem.InputChanged problem() {
      return problem;
    }
  }

  /// Names of stdin: on Linux, and on other systems.
  private static final Path[] STDIN = {Path.of("/proc/self/fd/0"), Path.of("/dev/fd/0")};

  /// Virtual file systems, whose files report no meaningful size.
  private static final Set<String> GENERATED =
      Set.of("proc", "sysfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "configfs");

  /// What [#modified()] returns if another file has the name now.
  public static final long REPLACED = -1;

  private final InputStream in;
  private final FileChannel channel;
  private final Path file;
  private final @Nullable Object key;
  private final long start;
  private final long atStart;
  private long read;

  /// @param key of the file, read before it was opened; null if the system has none
  private SizedInput(InputStream in, FileChannel channel, Path file, @Nullable Object key)
      throws IOException {
    this.in = in;
    this.channel = channel;
    this.file = file;
    this.key = key;
    this.start = channel.position();
    this.atStart = channel.size();
  }

  /// Opens a file; if it is a regular file, truncation is detected.
  public static InputStream open(Path file) throws IOException {
    Descriptors.requireReadable(file);
    var attributes = attributes(file);
    if (attributes.isDirectory()) {
      // Opening a directory succeeds; only reading fails.
      throw new FileSystemException(null, null, "is a directory");
    }
    FileChannel channel = FileChannel.open(file);
    InputStream in = Channels.newInputStream(channel);
    return attributes.isRegularFile()
        ? new SizedInput(in, channel, file, attributes.fileKey())
        : in;
  }

  /// Wraps stdin; if it is redirected from a regular file, truncation is detected. Reading starts
  /// at its current offset.
  public static InputStream of(InputStream stdin) throws IOException {
    if (stdin instanceof FileInputStream in) {
      refuseClosed();
      for (Path name : STDIN) {
        if (Files.isRegularFile(name)) {
          return new SizedInput(in, in.getChannel(), name, attributes(name).fileKey());
        }
      }
    }
    return stdin;
  }

  /// Throws if stdin was closed at the start of the JVM. The JVM's own first file then gets
  /// descriptor 0. The launcher prevents this, but the JVM may have been started without it.
  private static void refuseClosed() throws IOException {
    Path modules = Path.of(System.getProperty("java.home"), "lib", "modules");
    if (Files.exists(STDIN[0]) && Files.exists(modules) && Files.isSameFile(STDIN[0], modules)) {
      throw new FileSystemException(null, null, "it is closed");
    }
  }

  /// Returns the problem that ends a run whose input failed with `failure`.
  public static InputProblem problem(IOException failure) {
    return failure instanceof Changed changed
        ? changed.problem()
        : new InputProblem.ReadFailed(IoReason.of(failure));
  }

  /// Returns the file that is read; null if it isn't a regular one.
  public static @Nullable Path fileOf(InputStream in) {
    return in instanceof SizedInput sized ? sized.file : null;
  }

  /// Returns the input if it supports random access: a regular file opened by its name; otherwise
  /// null.
  public static @Nullable SizedInput ofFile(InputStream in) {
    return in instanceof SizedInput sized && !(sized.in instanceof FileInputStream) ? sized : null;
  }

  /// Returns the input if it is a regular file that is read from its start; otherwise null.
  public static @Nullable SizedInput ofWhole(InputStream in) {
    return in instanceof SizedInput sized && sized.start == 0 ? sized : null;
  }

  /// Returns the time of the file's last change, in microseconds since 1970; [#REPLACED] if the
  /// file that is read has lost its name to another.
  public long modified() throws IOException {
    BasicFileAttributes now = attributes(file);
    return Objects.equals(key, now.fileKey())
        ? Math.max(0, now.lastModifiedTime().to(TimeUnit.MICROSECONDS))
        : REPLACED;
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /// Returns the present size of the file in bytes.
  public long sizeNow() throws IOException {
    return channel.size();
  }

  /// Returns the size of the file in bytes when it was opened.
  public long size() {
    return atStart;
  }

  /// Reads at a position. Callable by any thread; doesn't move the stream.
  ///
  /// @return number of bytes read into the start of the array; -1 at the end of the file
  public int readAt(byte[] into, int length, long at) throws IOException {
    int count = channel.read(ByteBuffer.wrap(into, 0, length), at);
    checkSize(false, count < 0 ? 0 : at + count);
    return count;
  }

  /// Moves the stream to a position. Everything before it counts as read.
  public void moveTo(long at) throws IOException {
    channel.position(at);
    read = at;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /// Checks the size after each read: while a file is being truncated, a read may return zero bytes
  /// instead of the content.
  ///
  /// @throws Changed if the file is shorter than the part that was read, or at the end, if it has
  ///   become shorter
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, length);
    if (count >= 0) {
      read += count;
      check(false);
    } else {
      check(start + read < atStart);
    }
    return count;
  }

  /// Checks an input that isn't read to its end.
  ///
  /// @throws Changed if the file is shorter than the part that was read
  public static void checkPartlyRead(InputStream in) throws IOException {
    if (in instanceof SizedInput sized) {
      sized.check(false);
    }
  }

  /// Returns the reason why compressed input can't be decompressed: that the file has become
  /// shorter since it was opened, if so; otherwise `damage`.
  public static InputProblem explain(InputStream in, InputProblem damage) {
    try {
      switch (in) {
        case SizedInput sized -> sized.check(sized.channel.size() < sized.atStart);
        case SpooledInput spooled -> spooled.checkSource();
        default -> {}
      }
      return damage;
    } catch (Changed e) {
      return e.problem();
    } catch (IOException e) {
      return damage;
    }
  }

  private void check(boolean isShort) throws IOException {
    checkSize(isShort, read == 0 ? 0 : start + read);
  }

  /// @param readTo offset of the end of the part that was read; 0 if nothing was read
  private void checkSize(boolean isShort, long readTo) throws IOException {
    long atEnd = channel.size();
    if ((isShort || atEnd < readTo) && !GENERATED.contains(Files.getFileStore(file).type())) {
      throw new Changed(new InputProblem.InputChanged(atStart, atEnd, readTo));
    }
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
