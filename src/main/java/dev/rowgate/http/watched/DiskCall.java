package dev.rowgate.http.watched;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/// A call of the file system that may never return, made by a platform thread for a bounded time: a
/// virtual thread would hold its carrier meanwhile, and a few of them all that there are.
public final class DiskCall {

  /// So many at once. Those that never return stay among them.
  private static final Semaphore FREE = new Semaphore(64);

  private DiskCall() {}

  /// @throws IOException if it takes longer, too
  public static <T> T within(Duration most, Callable<T> call) throws IOException {
    try {
      if (!FREE.tryAcquire(most.toMillis(), MILLISECONDS)) {
        throw new TimeoutException();
      }
      var task = new FutureTask<T>(call);
      Thread.ofPlatform()
          .daemon()
          .name("disk")
          .start(() -> {
            try {
              task.run();
            } finally {
              FREE.release();
            }
          });
      return task.get(most.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FileSystemException(
          null, null, "no answer from the disk for " + most.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FileSystemException(null, null, "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a call of the file system failed", e.getCause());
    }
  }
}
