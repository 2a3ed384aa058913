package dev.rowgate.parallel;

import dev.rowgate.lines.LineBuffer;
import dev.rowgate.pipeline.BlockConversion;
import dev.rowgate.pipeline.RowBlock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One piece of the input: a queue of the row blocks that one thread makes of it and another one
/// takes. Thread-safe.
final class Piece implements BlockConversion.Receiver {

  /// Less is copied, so that a large buffer isn't held for a few rows.
  private static final int WORTH_A_BUFFER = 32 << 10;

  /// @param bytes of memory that it took when it was added
  private record Held(RowBlock block, int bytes) {}

  private final boolean isFirst;
  private final long border;
  private final long end;
  private final int most;
  private final BufferPool buffers;
  private final Deque<Held> blocks = new ArrayDeque<>();
  private int held;

  /// No block that follows begins before it.
  private long openFrom;

  /// No block begins here or behind.
  private long stop = Long.MAX_VALUE;

  private boolean isDone;
  private boolean isAbandoned;

  /// @param isFirst whether a record starts at `border`; other pieces begin at a line start that is
  ///   found from there
  /// @param border where it begins in the input
  /// @param end the border of the next piece
  /// @param most bytes of memory that the blocks may take together
  /// @param buffers for the rows
  Piece(boolean isFirst, long border, long end, int most, BufferPool buffers) {
    this.isFirst = isFirst;
    this.border = border;
    this.end = end;
    this.most = most;
    this.buffers = buffers;
    this.openFrom = border;
  }

  boolean isFirst() {
    return isFirst;
  }

  long border() {
    return border;
  }

  long nextBorder() {
    return end;
  }

  /// The piece is begun.
  ///
  /// @param from where its first block may begin
  /// @param to where the next piece's first block may begin
  synchronized void begin(long from, long to) {
    openFrom = from;
    stop = to;
    notifyAll();
  }

  /// Adds a block; waits while there is no room for it.
  @Override
  public synchronized boolean take(RowBlock block) {
    while (!blocks.isEmpty() && held >= most && !isAbandoned) {
      await();
    }
    if (isAbandoned) {
      return false;
    }
    LineBuffer rows = block.rows();
    LineBuffer kept;
    if (rows.size() >= WORTH_A_BUFFER) {
      kept = buffers.take();
      kept.swap(rows);
    } else {
      kept = new LineBuffer();
      rows.moveTo(kept);
    }
    held += kept.capacity();
    blocks.add(new Held(block.withRows(kept), kept.capacity()));
    openFrom = block.to();
    notifyAll();
    return true;
  }

  /// No block that follows begins before `from`.
  ///
  /// @return false if no more blocks are wanted
  synchronized boolean advance(long from) {
    openFrom = from;
    notifyAll();
    return !isAbandoned;
  }

  /// No block follows.
  synchronized void end() {
    isDone = true;
    openFrom = stop == Long.MAX_VALUE ? end : stop;
    notifyAll();
  }

  /// No more blocks are wanted.
  synchronized void abandon() {
    isAbandoned = true;
    notifyAll();
  }

  /// Waits until it is known whether a block begins at an offset, and discards those that begin
  /// before it.
  ///
  /// @return the block that begins there or as the next one behind it, without removing it; null if
  ///   there is none yet that does
  synchronized @Nullable RowBlock next(long at) {
    while (true) {
      RowBlock first = blocks.isEmpty() ? null : blocks.getFirst().block();
      if (first != null && first.from() < at) {
        drop();
      } else if (first != null || at < openFrom || at >= stop || isDone || isAbandoned) {
        return first;
      } else {
        await();
      }
    }
  }

  /// Discards the first block.
  synchronized void drop() {
    Held first = blocks.remove();
    held -= first.bytes();
    buffers.giveBack(first.block().rows());
    notifyAll();
  }

  synchronized long openFrom() {
    return openFrom;
  }

  /// Whether no block begins at `at` or behind it.
  synchronized boolean isPassed(long at) {
    return at >= stop || (isDone && blocks.isEmpty() && at >= openFrom);
  }

  /// All callers check again what they wait for.
  @SuppressWarnings("WaitNotInLoop")
  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts these threads", e);
    }
  }
}
