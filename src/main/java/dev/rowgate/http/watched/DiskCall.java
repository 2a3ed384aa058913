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

/// File system call with a time limit, for calls that may never return. A platform thread makes it:
/// a virtual thread would block its carrier, and a few of them all carriers.
public final class DiskCall {

  /// Limit on concurrent calls, not counting late ones.
  private static final Semaphore FREE = new Semaphore(64);

  /// Limit on late calls: those that haven't returned in time. Further late calls still count
  /// against [#FREE].
  private static final Semaphore FREE_OF_LATE = new Semaphore(192);

  /// Threads are reused, because starting one takes longer than most calls.
  private static final Executor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          5,
          SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("disk-", 1).factory());

  /// The late calls, by the file that they are about.
  private static final Map<Path, Late> LATE = new ConcurrentHashMap<>();

  /// Time limit for the check whether a name now refers to another file.
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final String NO_FILE = "none";

  /// Maximum number of symbolic links to follow, as in Linux.
  private static final int MOST_LINKS = 40;

  private record Late(Call<?> task, AboutFile<?> call) {}

  /// A call that counts against [#FREE], and once it is late against [#FREE_OF_LATE] if that
  /// allows.
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

  /// A call that records which file its name refers to when it starts.
  private static final class AboutFile<T> implements Callable<T> {

    private final Path file;
    private final Callable<T> call;

    /// Identity of that file; null while it isn't known.
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

    /// Starts a check, unless one is running.
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

  /// Makes a call with a time limit.
  ///
  /// @throws IOException if the call fails or takes longer
  public static <T> T within(Duration most, Callable<T> call) throws IOException {
    return result(submit(most, call), most);
  }

  /// Makes a call about one file with a time limit. While an earlier call hasn't returned, it fails
  /// immediately, unless another file has replaced that one: so an unresponsive file occupies one
  /// thread, and no two callers wait for it.
  ///
  /// @throws IOException if the call fails or takes longer
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

  /// Forgets the late call about a file that was replaced. If the system allows it, the call ends.
  private static void forget(Path file, Late late) {
    LATE.remove(file, late);
    boolean _ = late.task.cancel(true);
  }

  /// Forgets the late calls about all replaced files. They are checked concurrently.
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

  /// Returns the identity of a name, and of each link target that it leads to. Opens no file.
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
