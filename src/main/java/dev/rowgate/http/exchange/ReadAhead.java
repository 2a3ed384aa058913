package dev.rowgate.http.exchange;

import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.Spool;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Part of an upload that is read, to disk, while its request waits for memory or a slot.
///
/// Up to some MB that a client has sent may lie unread in the two kernels, and only reading them
/// finds the end of its connection after them. So a request that waits for long reads on, slowly,
/// to notice that its client has gone. Not thread-safe.
final class ReadAhead implements AutoCloseable {

  /// It is in memory while the request waits.
  private static final int BLOCK = 8 << 10;

  private static final int PIECE = 1 << 10;

  /// One thirty-second of the heap: what they hold in memory is counted nowhere else.
  private static final Semaphore ROOM =
      new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / 32 / (2 * BLOCK + PIECE)));

  private final Spool spool;
  private final byte[] piece = new byte[PIECE];
  private boolean isClosed;
  private boolean isFull;

  /// What was read last, behind what is in the spool.
  private Block tail = new Block(BLOCK);

  /// What was taken out of the spool.
  private Block taken = new Block(BLOCK);

  private int position;

  private ReadAhead(Spool spool) {
    this.spool = spool;
  }

  /// Begins to read ahead.
  ///
  /// @param room makes an empty spool, or null for none
  /// @return null if there is no room for it
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

  /// Keeps the bytes, or as many as there is room for.
  ///
  /// @return how many that was
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

  /// @return how many bytes now stand at the start of `into`; 0 if all were read
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
