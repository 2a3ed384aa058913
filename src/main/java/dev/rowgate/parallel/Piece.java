package dev.rowgate.parallel;

import dev.rowgate.lines.LineBuffer;
import dev.rowgate.pipeline.BlockConversion;
import dev.rowgate.pipeline.RowBlock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One piece of the input: a queue of row blocks, which one thread produces and another consumes.
/// Thread-safe.
final class Piece implements BlockConversion.Receiver {

  /// Fewer bytes than this are copied, so that a large buffer isn't held for a few rows.
  private static final int WORTH_A_BUFFER = 32 << 10;

  /// @param bytes memory for which it was counted when it was added
  private record Held(RowBlock block, int bytes) {}

  private final boolean isFirst;
  private final long border;
  private final long end;
  private final int least;
  private final int most;
  private final BufferPool buffers;
  private final Deque<Held> blocks = new ArrayDeque<>();
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int held;

  /// No further block begins before this offset.
  private long openFrom;

  /// No block begins at or after this offset.
  private long stop = Long.MAX_VALUE;

  private boolean isDone;
  private volatile boolean isAbandoned;

  /// Used only by the consumer.
  private long limit;

  /// @param isFirst whether a record starts at `border`; other pieces begin at the line start that
  ///   is found from there
  /// @param border start of the piece in the input
  /// @param end the border of the next piece
  /// @param sizes of the blocks
  /// @param buffers for the rows
  Piece(boolean isFirst, long border, long end, Sizes sizes, BufferPool buffers) {
    this.isFirst = isFirst;
    this.border = border;
    this.end = end;
    this.least = sizes.leastBlock();
    this.most = sizes.held();
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

  /// Sets the bounds of the piece when its conversion begins.
  ///
  /// @param from where its first block may begin
  /// @param to where the next piece's first block may begin
  void begin(long from, long to) {
    change(() -> {
      openFrom = from;
      stop = to;
    });
  }

  /// Adds a block; waits while there is no room for it. A very small one is discarded, because the
  /// run converts its records itself faster than it takes the block.
  @Override
  public boolean take(RowBlock block) {
    LineBuffer rows = block.rows();
    if (block.to() - block.from() < least) {
      rows.clear();
      advance(block.to());
      return !isAbandoned;
    }
    LineBuffer kept = rows.size() >= WORTH_A_BUFFER ? buffers.take() : new LineBuffer();
    if (rows.size() >= WORTH_A_BUFFER) {
      kept.swap(rows);
    } else {
      rows.moveTo(kept);
    }
    var added = new Held(block.withRows(kept), kept.capacity());
    lock.lock();
    try {
      while (!blocks.isEmpty() && held >= most && !isAbandoned) {
        changed.awaitUninterruptibly();
      }
      held += added.bytes();
      blocks.add(added);
      openFrom = block.to();
      changed.signalAll();
      return !isAbandoned;
    } finally {
      lock.unlock();
    }
  }

  /// Declares that no further block begins before `from`.
  void advance(long from) {
    change(() -> openFrom = from);
  }

  /// Declares that no further block follows.
  void end() {
    change(() -> {
      isDone = true;
      openFrom = stop == Long.MAX_VALUE ? end : stop;
    });
  }

  boolean isAbandoned() {
    return isAbandoned;
  }

  /// Declares that no more blocks are needed.
  void abandon() {
    change(() -> isAbandoned = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it is known whether a block begins at an offset, and discards blocks that begin
  /// before it.
  ///
  /// @return the next block that begins at or after the offset, without removing it; null if it
  ///   isn't produced yet or there is none
  @Nullable RowBlock next(long at) {
    lock.lock();
    try {
      while (true) {
        RowBlock first = blocks.isEmpty() ? null : blocks.getFirst().block();
        if (first != null && first.from() < at) {
          drop();
        } else if (first != null || at < openFrom || at >= stop || isDone || isAbandoned) {
          limit = at >= stop || (isDone && at >= openFrom) ? -1 : openFrom;
          return first;
        } else {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Discards the first block.
  void drop() {
    lock.lock();
    try {
      Held first = blocks.remove();
      held -= first.bytes();
      buffers.giveBack(first.block().rows());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Returns the end of the part without a block, after [#next] has returned null.
  ///
  /// @return -1 if no block begins at or after the offset
  long limit() {
    return limit;
  }
}
