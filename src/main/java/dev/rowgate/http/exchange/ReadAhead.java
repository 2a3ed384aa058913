package dev.rowgate.http.exchange;

import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.Spool;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Buffer for the part of an upload that is read ahead, to disk, while its request waits for memory
/// or a slot.
///
/// Some MB that a client has sent may be unread in the two kernels, and the end of the connection
/// can only be found by reading them. So a request that waits for long reads on, slowly, to notice
/// that its client is gone. Not thread-safe.
final class ReadAhead implements AutoCloseable {

  /// Size of a block, which is in memory while the request waits.
  private static final int BLOCK = 8 << 10;

  private static final int PIECE = 1 << 10;

  /// Limit on the memory of all instances: 1/32 of the heap, because no other budget counts it.
  private static final Semaphore ROOM =
      new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / 32 / (2 * BLOCK + PIECE)));

  private final Spool spool;
  private final byte[] piece = new byte[PIECE];
  private boolean isClosed;
  private boolean isFull;

  /// The bytes read last, after those in the spool.
  private Block tail = new Block(BLOCK);

  /// The block that was read from the spool.
  private Block taken = new Block(BLOCK);

  private int position;

  private ReadAhead(Spool spool) {
    this.spool = spool;
  }

  /// Starts reading ahead.
  ///
  /// @param room creates an empty spool; may return null
  /// @return null if there is no memory or spool
  static @Nullable ReadAhead open(Supplier<@Nullable Spool> room) {
    if (!ROOM.tryAcquire()) {
      return null;
    }
    Spool spool = room.get();
    if (spool == null) {
      ROOM.release();
      return null;
    }
    return new ReadAhead(spool);
  }

  /// Stores the bytes, or as many of them as fit.
  ///
  /// @return the number of bytes stored
  int keep(ByteBuffer from) {
    int before = from.remaining();
    while (from.hasRemaining() && hasRoom()) {
      int length = Math.min(from.remaining(), piece.length);
      from.get(from.position(), piece, 0, length);
      from.position(from.position() + tail.append(piece, 0, length));
    }
    return before - from.remaining();
  }

  private boolean hasRoom() {
    if (tail.isFull() && !isFull) {
      isFull = spool.append(tail) != null;
      if (!isFull) {
        tail.clear();
      }
    }
    return !tail.isFull();
  }

  /// @return the number of bytes read to the start of `into`; 0 if there are no more
  int read(ReadBuffer into) {
    if (position == taken.size()) {
      position = 0;
      taken.clear();
      if (!spool.isEmpty()) {
        spool.take(taken);
      } else {
        Block next = tail;
        tail = taken;
        taken = next;
      }
    }
    int length = taken.size() - position;
    System.arraycopy(taken.array(), position, into.room(length), 0, length);
    position += length;
    if (spool.isEmpty() && tail.isEmpty()) {
      forget();
    }
    return length;
  }

  private void forget() {
    position = 0;
    taken.clear();
    taken.trim();
    tail.trim();
    isFull = false;
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      ROOM.release();
    }
    spool.close();
    tail.clear();
    forget();
  }
}
