package dev.rowgate.parallel;

import dev.rowgate.options.LineTerminator;
import dev.rowgate.pipeline.BlockConversion;
import dev.rowgate.pipeline.RowBlock;
import dev.rowgate.pipeline.RowBlocks;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Producer of row blocks of one file, by several threads.
///
/// The file is cut into pieces, which the threads take in order. A piece begins at a line start,
/// which is probably the start of a record. If it isn't, the result is still correct: the run takes
/// a block only if one of its own records starts at the block's first byte. A wrong guess only
/// costs the run the work of a few records, until one starts where a block begins.
///
/// The number of pieces in work or waiting for the run is fixed, and each holds a bounded amount of
/// rows. The first one never waits for the others, so the run always makes progress.
public final class Pieces implements RowBlocks, AutoCloseable {

  private static final long NONE = Long.MAX_VALUE;

  private final PositionedSource source;
  private final long length;
  private final Sizes sizes;
  private final LineStarts starts;
  private final BufferPool buffers;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();

  /// The pieces that no thread has started, in order.
  private final Deque<Piece> waiting = new ArrayDeque<>();

  private @Nullable LongFunction<BlockConversion> conversions;
  private @Nullable Unfit unfit;
  private @Nullable Throwable failure;
  private boolean isClosed;
  private long first;
  private long cutUpTo;
  private long next;

  /// @param length of the source in bytes
  /// @param terminator of the records
  public Pieces(PositionedSource source, long length, LineTerminator terminator, Sizes sizes) {
    this.source = source;
    this.length = length;
    this.sizes = sizes;
    this.starts = new LineStarts(source, terminator);
    this.buffers = new BufferPool(sizes.pieces() * sizes.held() / sizes.feed());
  }

  /// The reason why the run takes no blocks; null if it takes them.
  public @Nullable Unfit unfit() {
    return unfit;
  }

  @Override
  public void decline(Unfit why) {
    unfit = why;
    next = NONE;
  }

  @Override
  public void begin(LongFunction<BlockConversion> made, long from) {
    conversions = made;
    first = from;
    cutUpTo = from;
    cut();
    try {
      for (int i = 0; i < sizes.jobs(); i++) {
        threads.add(Thread.ofPlatform().daemon().name("job-" + i).start(this::work));
      }
    } catch (OutOfMemoryError e) {
      // The system allows no more threads; the ones that were started do the work.
      if (threads.isEmpty()) {
        pieces.clear();
      }
    }
  }

  /// Cuts pieces up to the maximum number.
  private void cut() {
    synchronized (waiting) {
      while (pieces.size() < sizes.pieces() && cutUpTo < length) {
        long border = cutUpTo;
        cutUpTo = Math.min(length, border + sizes.piece());
        var piece = new Piece(border == first, border, cutUpTo, sizes, buffers);
        pieces.add(piece);
        waiting.add(piece);
      }
      waiting.notifyAll();
    }
  }

  @Override
  public @Nullable RowBlock at(long at) {
    while (true) {
      Piece piece = pieces.peek();
      if (piece == null) {
        next = NONE;
        return null;
      }
      RowBlock block = piece.next(at);
      rethrow();
      if (block != null) {
        next = block.from();
        return block.from() == at ? block : null;
      }
      next = piece.limit();
      if (next >= 0) {
        return null;
      }
      piece.abandon();
      pieces.remove();
      cut();
    }
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public void taken() {
    Objects.requireNonNull(pieces.peek()).drop();
  }

  /// Ends the threads. Blocks that weren't taken are discarded.
  @Override
  public void close() {
    synchronized (waiting) {
      isClosed = true;
      waiting.notifyAll();
    }
    pieces.forEach(Piece::abandon);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
    }
  }

  private synchronized void rethrow() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private synchronized void fail(Throwable thrown) {
    failure = thrown;
  }

  private void work() {
    Piece piece = takeWaiting();
    while (piece != null) {
      try {
        convert(piece);
      } catch (RuntimeException | Error e) {
        fail(e);
        piece.abandon();
        return;
      }
      piece = takeWaiting();
    }
  }

  /// @return null if there is no more work
  private @Nullable Piece takeWaiting() {
    synchronized (waiting) {
      while (waiting.isEmpty() && !isClosed && cutUpTo < length) {
        try {
          waiting.wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException("nobody interrupts this thread", e);
        }
      }
      return isClosed ? null : waiting.poll();
    }
  }

  private void convert(Piece piece) {
    try {
      new PieceReader(source, sizes, starts).convert(piece, conversions());
    } catch (IOException e) {
      // The run reads the rest by itself, and fails the same way if the failure persists.
    }
    piece.end();
  }

  private LongFunction<BlockConversion> conversions() {
    return Objects.requireNonNull(conversions);
  }
}
