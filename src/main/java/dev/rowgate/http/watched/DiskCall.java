package dev.rowgate.http.watched;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A call of the file system that may never return, made by a platform thread for a bounded time: a
/// virtual thread would hold its carrier meanwhile, and a few of them all that there are.
public final class DiskCall {

  /// So many at once. Those that never return stay among them.
  private static final Semaphore FREE = new Semaphore(64);

  /// Threads that have just made a call make the next one: to start one for each takes longer than
  /// most calls.
  private static final Executor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          5,
          SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("disk-", 1).factory());

  /// The calls that have not returned in time, by the file that they are about.
  private static final Map<Path, Late> LATE = new ConcurrentHashMap<>();

  /// To see whether a name leads to another file now may take so long.
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final String NO_FILE = "none";

  private record Late(FutureTask<?> task, AboutFile<?> call) {}

  /// A call that notes what stands at the name of its file when it begins.
  private static final class AboutFile<T> implements Callable<T> {

    private final Path file;
    private final Callable<T> call;

    /// Null as long as that isn't known.
    private volatile @Nullable Object identity;

    private AboutFile(Path file, Callable<T> call) {
      this.file = file;
      this.call = call;
    }

    @Override
    public T call() throws Exception {
      identity = identity(file);
      return call.call();
    }
  }

  private DiskCall() {}

  /// @throws IOException if it takes longer, too
  public static <T> T within(Duration most, Callable<T> call) throws IOException {
    return result(submit(most, call), most);
  }

  /// A call about one file. As long as an earlier one has not returned it isn't made, and fails at
  /// once, unless another file has taken the place: so a file that can't be read holds one thread,
  /// and nobody waits for it twice.
  ///
  /// @throws IOException if it takes longer, too
  public static <T> T about(Path file, Duration most, Callable<T> call) throws IOException {
    Late late = LATE.get(file);
    if (late != null) {
      if (!late.task.isDone() && isSame(file, late)) {
        throw noAnswer();
      }
      LATE.remove(file, late);
    }
    var about = new AboutFile<T>(file, call);
    FutureTask<T> task = submit(most, about);
    try {
      return result(task, most);
    } finally {
      if (!task.isDone()) {
        LATE.put(file, new Late(task, about));
      }
    }
  }

  private static boolean isSame(Path file, Late late) {
    Object before = late.call.identity;
    try {
      return before == null || before.equals(result(submit(LOOK, () -> identity(file)), LOOK));
    } catch (IOException e) {
      return true;
    }
  }

  /// Of the name itself: where it is a link, that is looked at, and not what it leads to.
  private static Object identity(Path file) throws IOException {
    try {
      return Files.readAttributes(file, "unix:ino,ctime", NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return NO_FILE;
    }
  }

  private static <T> FutureTask<T> submit(Duration most, Callable<T> call) throws IOException {
    try {
      if (!FREE.tryAcquire(most.toMillis(), MILLISECONDS)) {
        throw noAnswer();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    var task = new FutureTask<T>(call);
    THREADS.execute(() -> {
      try {
        task.run();
      } finally {
        FREE.release();
      }
    });
    return task;
  }

  private static <T> T result(FutureTask<T> task, Duration most) throws IOException {
    try {
      return task.get(most.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      throw noAnswer();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a call of the file system failed", e.getCause());
    }
  }

  private static IOException noAnswer() {
    return new FileSystemException(null, null, "no answer from the disk");
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new FileSystemException(null, null, "interrupted");
  }
}
