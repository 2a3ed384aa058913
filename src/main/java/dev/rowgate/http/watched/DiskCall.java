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
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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

  /// So many at once, besides those that have not returned in time.
  private static final Semaphore FREE = new Semaphore(64);

  /// So many that have not returned in time. Any more of them stay among the others.
  private static final Semaphore FREE_OF_LATE = new Semaphore(192);

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

  /// The limit of Linux.
  private static final int MOST_LINKS = 40;

  private record Late(Call<?> task, AboutFile<?> call) {}

  /// A call that counts among all, and later among the late ones.
  private static final class Call<T> extends FutureTask<T> {

    private Semaphore counted = FREE;
    private boolean over;

    private Call(Callable<T> call) {
      super(call);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        over();
      }
    }

    private synchronized void over() {
      over = true;
      counted.release();
    }

    private synchronized void countAsLate() {
      if (!over && counted == FREE && FREE_OF_LATE.tryAcquire()) {
        counted = FREE_OF_LATE;
        FREE.release();
      }
    }
  }

  /// A call that notes what stands at the name of its file when it begins.
  private static final class AboutFile<T> implements Callable<T> {

    private final Path file;
    private final Callable<T> call;

    /// Null as long as that isn't known.
    private volatile @Nullable Object identity;

    /// The latest check of which file has this name now. It may hang too.
    private @Nullable FutureTask<Object> look;

    private AboutFile(Path file, Callable<T> call) {
      this.file = file;
      this.call = call;
    }

    @Override
    public T call() throws Exception {
      identity = identity(file);
      return call.call();
    }

    /// Begins to look, unless a look is under way.
    private synchronized FutureTask<Object> look() {
      FutureTask<Object> current = look;
      if (current == null || current.isDone()) {
        current = new FutureTask<>(() -> identity(file));
        look = current;
        THREADS.execute(current);
      }
      return current;
    }

    /// Whether the name still refers to the file that it referred to when the call began, as far as
    /// that is known.
    private boolean isSame(Duration most) {
      Object before = identity;
      try {
        return before == null || before.equals(result(look(), most));
      } catch (IOException e) {
        return true;
      }
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
      if (!late.task.isDone() && late.call.isSame(LOOK)) {
        throw noAnswer();
      }
      forget(file, late);
    }
    var about = new AboutFile<T>(file, call);
    Call<T> task = submit(most, about);
    try {
      return result(task, most);
    } finally {
      if (!task.isDone()) {
        LATE.put(file, new Late(task, about));
      }
    }
  }

  /// Lets go of a call about a file that isn't there any more. Where the system allows it, the call
  /// then ends.
  private static void forget(Path file, Late late) {
    LATE.remove(file, late);
    boolean _ = late.task.cancel(true);
  }

  /// The same for all such files. All of them are looked at at once.
  private static void forgetGone() {
    for (Late late : LATE.values()) {
      var _ = late.call.look();
    }
    long end = System.nanoTime() + LOOK.toNanos();
    LATE.forEach((file, late) -> {
      if (!late.call.isSame(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        forget(file, late);
      }
    });
  }

  /// Of the name, and of each that it leads to as a link. No file is opened.
  private static Object identity(Path file) throws IOException {
    var identities = new ArrayList<Object>();
    Path path = file;
    for (int i = 0; i < MOST_LINKS; i++) {
      try {
        identities.add(Files.readAttributes(path, "unix:dev,ino,ctime", NOFOLLOW_LINKS));
      } catch (NoSuchFileException e) {
        identities.add(NO_FILE);
      }
      if (!Files.isSymbolicLink(path)) {
        break;
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    return identities;
  }

  private static <T> Call<T> submit(Duration most, Callable<T> call) throws IOException {
    try {
      if (!FREE.tryAcquire()) {
        forgetGone();
        if (!FREE.tryAcquire(most.toMillis(), MILLISECONDS)) {
          throw noAnswer();
        }
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    var task = new Call<T>(call);
    THREADS.execute(task);
    return task;
  }

  private static <T> T result(FutureTask<T> task, Duration most) throws IOException {
    try {
      return task.get(most.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      if (task instanceof Call<T> call) {
        call.countAsLate();
      }
      throw noAnswer();
    } catch (CancellationException e) {
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
