package dev.rowgate.keys;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// Room in memory as long as there is some, then in mapped files, as much as one run may have. Not
/// thread-safe.
public final class SpillingScratch implements Scratch {

  /// Whose files they are, and how much room there is for them.
  public interface Disk {

    /// Takes room for a file, or a part of one.
    ///
    /// @return whether there was so much left
    boolean take(long bytes);

    void giveBack(long bytes);

    /// An empty file, to be read and written, that is gone when it is closed or the process ends.
    FileChannel newFile() throws IOException;

    /// A file couldn't be made or written.
    default void failed(IOException cause) {}
  }

  /// No file at all: for whoever gives the engine nothing but memory.
  public static final Disk NO_DISK =
      new Disk() {
        @Override
        public boolean take(long bytes) {
          return false;
        }

        @Override
        public void giveBack(long bytes) {
          throw new IllegalStateException("nothing was taken");
        }

        @Override
        public FileChannel newFile() throws IOException {
          throw new IOException("there is no disk");
        }
      };

  /// What any run may have in memory, whatever the others have: like its other buffers. A small
  /// table isn't worth a file.
  static final long ORDINARY = 64 << 10;

  private static final int ZEROS = 64 << 10;

  private final long ordinary;
  private final KeyMemory memory;
  private final Disk disk;
  private final long diskBytes;
  private long ordinaryUsed;
  private long diskUsed;
  private boolean failed;

  /// @param diskBytes the most that this run may have on disk
  public SpillingScratch(KeyMemory memory, Disk disk, long diskBytes) {
    this(memory, disk, diskBytes, ORDINARY);
  }

  private SpillingScratch(KeyMemory memory, Disk disk, long diskBytes, long ordinary) {
    this.ordinary = ordinary;
    this.memory = memory;
    this.disk = disk;
    this.diskBytes = diskBytes;
  }

  /// The same, where even the smallest table needs room.
  SpillingScratch withoutOrdinary() {
    return new SpillingScratch(memory, disk, diskBytes, 0);
  }

  @Override
  public @Nullable Area take(long bytes) {
    if (memory.take(bytes)) {
      return inMemory(bytes, () -> memory.giveBack(bytes));
    }
    if (ordinaryUsed + bytes <= ordinary) {
      ordinaryUsed += bytes;
      return inMemory(bytes, () -> ordinaryUsed -= bytes);
    }
    return onDisk(bytes);
  }

  private static Area inMemory(long bytes, Runnable giveBack) {
    return new InMemory(new long[Math.toIntExact(bytes / Long.BYTES)], giveBack);
  }

  @SuppressWarnings("MustBeClosedChecker") // Whoever takes the piece closes it.
  private @Nullable Area onDisk(long bytes) {
    if (diskUsed + bytes > diskBytes || !disk.take(bytes)) {
      return null;
    }
    Arena arena = Arena.ofShared();
    try (FileChannel file = disk.newFile()) {
      fill(file, bytes);
      MemorySegment segment = file.map(READ_WRITE, 0, bytes, arena);
      diskUsed += bytes;
      return new OnDisk(
          segment,
          () -> {
            arena.close();
            diskUsed -= bytes;
            disk.giveBack(bytes);
          });
    } catch (IOException e) {
      arena.close();
      disk.giveBack(bytes);
      disk.failed(e);
      failed = true;
      return null;
    }
  }

  @Override
  public boolean hasFailed() {
    return failed;
  }

  /// Writes all of it at once: a full disk is found here, where it is an exception, and not when a
  /// page of the map is touched, which would end the process.
  private static void fill(FileChannel file, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
    for (long written = 0; written < bytes; ) {
      zeros.clear().limit((int) Math.min(ZEROS, bytes - written));
      written += file.write(zeros, written);
    }
  }

  /// An array, and no [MemorySegment] over one: that would have to be set up at each start, and is
  /// much code to compile.
  private static final class InMemory implements Area {
    private final long[] numbers;
    private final Runnable giveBack;

    InMemory(long[] numbers, Runnable giveBack) {
      this.numbers = numbers;
      this.giveBack = giveBack;
    }

    @Override
    public long get(long index) {
      return numbers[(int) index];
    }

    @Override
    public void set(long index, long value) {
      numbers[(int) index] = value;
    }

    @Override
    public void close() {
      giveBack.run();
    }
  }

  private record OnDisk(MemorySegment segment, Runnable giveBack) implements Area {
    @Override
    public long get(long index) {
      return segment.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    @Override
    public void set(long index, long value) {
      segment.setAtIndex(ValueLayout.JAVA_LONG, index, value);
    }

    @Override
    public void close() {
      giveBack.run();
    }
  }
}
