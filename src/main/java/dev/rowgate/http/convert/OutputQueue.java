package dev.rowgate.http.convert;

import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.Spool;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// FIFO queue of the output that hasn't been sent: a spool on disk, then one block that is ready to
/// be sent, then the block that is being filled.
///
/// Output is compressed when it leaves the last block, so that the spool and the length of the
/// response hold what the client gets. Not thread-safe.
final class OutputQueue implements AutoCloseable {

  /// Capacity in bytes of a block in a small heap: with 1,000 responses, of each of which one block
  /// is being sent, whole blocks would take a quarter of it.
  private static final int BLOCK =
      Runtime.getRuntime().maxMemory() < 128 << 20 ? Block.SIZE / 2 : Block.SIZE;

  /// Fewer bytes than this aren't written to disk.
  private static final int SMALL = 4 << 10;

  private final Spool spool;
  private @Nullable Packing packing;
  private Block ready;
  private Block tail;

  /// Total size of what was spooled.
  private long spooled;

  /// @param packing null for no compression; closed with the queue
  /// @param spool closed with the queue
  OutputQueue(@Nullable Packing packing, Spool spool) {
    this.packing = packing;
    this.spool = spool;
    this.ready = newBlock();
    this.tail = packing == null ? new Block(BLOCK) : Packing.block();
  }

  /// An empty block for [#takeNext(Block)].
  Block newBlock() {
    return packing == null ? new Block(BLOCK) : new Block();
  }

  /// Appends as many bytes as fit into the last block.
  ///
  /// @return the number of bytes appended
  int append(byte[] from, int offset, int count) {
    return tail.append(from, offset, count);
  }

  boolean isFull() {
    return tail.isFull();
  }

  boolean isEmpty() {
    return spool.isEmpty() && ready.isEmpty() && tail.isEmpty();
  }

  boolean hasSpooled() {
    return !spool.isEmpty();
  }

  /// Number of bytes, not compressed yet, in the last block.
  int tailSize() {
    return tail.size();
  }

  /// Discards the content of the last block.
  void clearTail() {
    tail.clear();
  }

  /// Writes the blocks in memory to disk, so that the last block is empty.
  ///
  /// @return null on success; otherwise why there is no room, and the last block may still be full
  @Nullable InputProblem spill() {
    InputProblem full = ready.isEmpty() ? null : spool(ready);
    if (full == null) {
      ready = takeTail(ready);
      full = spool(ready);
    }
    return full;
  }

  private @Nullable InputProblem spool(Block block) {
    InputProblem full = spool.append(block);
    if (full == null) {
      spooled += block.size();
      block.clear();
    }
    return full;
  }

  /// Removes the oldest bytes, at most one block.
  ///
  /// @param unused a block that is overwritten or kept by the queue
  /// @return what was removed; may be empty
  Block takeNext(Block unused) {
    if (!spool.isEmpty()) {
      spool.take(unused);
      return unused;
    }
    if (ready.isEmpty()) {
      return takeTail(unused);
    }
    Block next = ready;
    ready = unused;
    ready.clear();
    return next;
  }

  private Block takeTail(Block unused) {
    if (packing == null) {
      Block taken = tail;
      tail = unused;
      tail.clear();
      return taken;
    }
    packing.pack(tail, unused);
    tail.clear();
    return unused;
  }

  /// Releases unused memory.
  ///
  /// @param spills whether a last block that is worth it is written to disk
  void trim(boolean spills) {
    if (spills && ready.isEmpty() && tail.size() > SMALL) {
      ready = takeTail(ready);
      spool(ready);
    }
    ready.trim();
    tail.trim();
  }

  /// Gives up compression if everything is still in the last block.
  ///
  /// @return whether the output is now uncompressed, and wasn't before
  boolean dropPacking() {
    if (packing == null || !spool.isEmpty() || !ready.isEmpty()) {
      return false;
    }
    packing.close();
    packing = null;
    return true;
  }

  /// Ends the compressed data; nothing can be appended afterwards.
  Rest finish() {
    Block last = takeTail(new Block());
    if (packing != null) {
      packing.end(last);
    }
    return new Rest(last);
  }

  @Override
  public void close() {
    spool.close();
    if (packing != null) {
      packing.close();
    }
  }

  /// The remaining output, after [#finish].
  final class Rest {

    private final Block last;

    private Rest(Block last) {
      this.last = last;
    }

    /// Writes the last block to disk if it is worth it and there is room.
    void spill() {
      if (ready.isEmpty() && last.size() > SMALL) {
        spool(last);
      }
    }

    /// Size in bytes of the whole output, if nothing was removed before.
    long length() {
      return spooled + ready.size() + last.size();
    }

    /// Writes all of it, and waits for the client.
    ///
    /// @param buffer overwritten
    void writeTo(OutputStream out, Block buffer) throws IOException {
      while (!spool.isEmpty()) {
        spool.take(buffer);
        out.write(buffer.array(), 0, buffer.size());
      }
      out.write(ready.array(), 0, ready.size());
      out.write(last.array(), 0, last.size());
    }
  }
}
