package dev.rowgate.parallel;

import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.ResultWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/// Pool of buffers for reuse: at this rate, new ones would keep the garbage collector busy.
/// Thread-safe.
final class BufferPool {

  private final int most;
  private final Deque<LineBuffer> free = new ArrayDeque<>();

  /// @param most maximum number of pooled buffers
  BufferPool(int most) {
    this.most = most;
  }

  /// Returns an empty buffer.
  synchronized LineBuffer take() {
    return free.isEmpty() ? new LineBuffer() : free.pop();
  }

  /// Returns a buffer to the pool; the caller must not use it afterwards.
  synchronized void giveBack(LineBuffer buffer) {
    buffer.clear();
    if (free.size() < most && buffer.capacity() >= ResultWriter.FULL) {
      free.push(buffer);
    }
  }
}
