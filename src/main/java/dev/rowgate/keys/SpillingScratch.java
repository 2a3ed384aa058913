package dev.rowgate.keys;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;

import dev.rowgate.options.ByteLimit;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// [Scratch] that allocates from memory first, then spills to memory-mapped files, up to a limit
/// per run. Not thread-safe.
public final class SpillingScratch implements Scratch {

  /// Provider of temporary files with a budget.
  public interface Disk {

    /// Reserves disk space for a file or a part of one.
    ///
    /// @return whether enough was left
    boolean take(long bytes);

    void giveBack(long bytes);

    /// Returns an empty read-write file that is deleted when it is closed or the process ends.
    FileChannel newFile() throws IOException;

    /// Called when a file couldn't be created or written.
    default void failed(IOException cause) {}
  }

  /// A disk without files, for callers that allow only memory.
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

  /// Bytes of memory that each run may use regardless of the shared budget, like its other buffers.
  /// A small table isn't worth a file.
  static final long ORDINARY = 64 << 10;

  private static final int ZEROS = 64 << 10;

  private final long ordinary;
  private final ByteLimit memory;
  private final Disk disk;
  private final long diskBytes;
  private long ordinaryUsed;
  private long diskUsed;
  private boolean failed;

  /// @param memory the budget shared by all runs
  /// @param disk the provider of files
  /// @param diskBytes limit on this run's disk space
  public SpillingScratch(ByteLimit memory, Disk disk, long diskBytes) {
    this(memory, disk, diskBytes, ORDINARY);
  }

  private SpillingScratch(ByteLimit memory, Disk disk, long diskBytes, long ordinary) {
    this.ordinary = ordinary;
    this.memory = memory;
    this.disk = disk;
    this.diskBytes = diskBytes;
  }

  /// Returns a copy that counts even the smallest table against the budgets.
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

  @SuppressWarnings("MustBeClosedChecker") // The caller closes the area.
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

  /// Writes the whole file with zeros. A full disk then causes an exception here; in a sparse
  /// mapped file, touching a page would kill the process.
  private static void fill(FileChannel file, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
    for (long written = 0; written < bytes; ) {
      zeros.clear().limit((int) Math.min(ZEROS, bytes - written));
      written += file.write(zeros, written);
    }
  }

  /// Area in an array. A [MemorySegment] would have to be initialised at each start and compiled.
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
