package dev.rowgate.http.machine;

import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// FIFO queue of blocks on disk, for the part of a response that its client doesn't read yet, or
/// for an upload that must be read twice. It uses several files, so that consumed data releases
/// disk space before the queue is empty. Not thread-safe.
public final class Spool implements AutoCloseable {

  /// Bytes per file; a response uses at most 32 files.
  private static final long FILE_BYTES = 64L << 20;

  /// One file with its write and read positions.
  private static final class Part {
    private final FileChannel channel;
    private long written;
    private long read;

    private Part(FileChannel channel) {
      this.channel = channel;
    }
  }

  private final Spools spools;
  private final long limit;
  private final Deque<Part> parts = new ArrayDeque<>();
  private long used;

  Spool(Spools spools, long limit) {
    this.spools = spools;
    this.limit = limit;
  }

  /// Appends a block.
  ///
  /// @return why it can't be stored, in which case nothing has changed; null on success
  @Nullable
  public InputProblem append(Block block) {
    Packer packer = spools.packer();
    try {
      int length = packer.pack(block);
      if (used + length > limit) {
        return new InputProblem.SpoolFull("more than " + limit + " bytes of it would lie on disk");
      }
      if (!spools.take(length)) {
        return new InputProblem.SpoolFull("the room on disk for all answers is taken");
      }
      used += length;
      try {
        Part part = partToWrite();
        packer.write(part.channel, part.written);
        part.written += length;
        spools.worked();
        return null;
      } catch (IOException e) {
        free(length);
        spools.failed(e);
        return new InputProblem.StorageFailed("it can't be written");
      }
    } finally {
      spools.giveBack(packer);
    }
  }

  public boolean isEmpty() {
    return used == 0;
  }

  /// Removes the first block; must not be called on an empty queue.
  public void take(Block into) {
    Part part = parts.getFirst();
    Packer packer = spools.packer();
    try {
      part.read += packer.read(part.channel, part.read, into);
      if (part.read == part.written) {
        drop(part);
      }
    } catch (IOException e) {
      spools.failed(e);
      throw new Unreadable(e);
    } finally {
      spools.giveBack(packer);
    }
  }

  /// Spooled data can't be read back, so the response can't continue.
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Unreadable(IOException cause) {
      super(cause);
    }
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      drop(parts.getFirst());
    }
  }

  private Part partToWrite() throws IOException {
    Part last = parts.peekLast();
    if (last != null && last.written < FILE_BYTES) {
      return last;
    }
    var part = new Part(spools.newFile());
    parts.addLast(part);
    return part;
  }

  private void drop(Part part) {
    parts.remove(part);
    free(part.written);
    try {
      part.channel.close();
    } catch (IOException e) {
      spools.failed(e);
    }
  }

  private void free(long bytes) {
    used -= bytes;
    spools.giveBack(bytes);
  }
}
