package dev.rowgate.http.watched;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A value read from files, which a thread of its own looks at again when a request asks for it.
///
/// A call of the file system can take for ever (a mount whose server is gone, a pipe), and nothing
/// can interrupt it. So no request makes one: it waits three seconds at most, and not at all where
/// the thread has already been away for so long; the last value is then in use. Requests that come
/// while a look is under way share the next one. Thread-safe.
final class WatchedValue<S> {

  /// Looks at files.
  @FunctionalInterface
  interface Look<S> {

    /// @param before the last value
    /// @param names what requests have asked for
    /// @return the value as it is now, `before` itself if it hasn't changed
    S look(S before, Set<String> names);
  }

  /// So long a look is good for further requests: to hand one to another thread costs as much
  /// processor as a fifth of a small request, and under load there would be one for each.
  private static final Duration FRESH = Duration.ofMillis(1);

  /// A look mostly ends while the waiting virtual thread lets others run this many times. Waiting
  /// with a timeout costs a small request a tenth of its processor time.
  private static final int YIELDS = 3;

  /// A request waits so long.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// After that a thread is given up, and another one tries. What it is stuck in may never return.
  private static final Duration GIVE_UP = Duration.ofSeconds(10);

  /// So many threads are given up at most.
  private static final int MOST_GIVEN_UP = 16;

  private static final Logger LOG = LoggerFactory.getLogger(WatchedValue.class);

  private final String what;
  private final Look<S> look;
  private final Duration fresh;
  private final Duration patience;
  private final Duration giveUp;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile S value;
  private volatile @Nullable Round last;

  // Guarded by the lock, which nobody holds while he looks at a file.
  private @Nullable Round next;
  private @Nullable Round running;
  private boolean stalled;
  private int givenUp;

  /// @param what the files are, for the log
  WatchedValue(String what, S value, Look<S> look) {
    this(what, value, look, FRESH, PATIENCE, GIVE_UP);
  }

  WatchedValue(
      String what, S value, Look<S> look, Duration fresh, Duration patience, Duration giveUp) {
    this.what = what;
    this.value = value;
    this.look = look;
    this.fresh = fresh;
    this.patience = patience;
    this.giveUp = giveUp;
  }

  /// The value as it was when the files were last looked at.
  S last() {
    return value;
  }

  /// The value after a look that began now, or a moment ago, unless that takes too long.
  S now(Collection<String> names) {
    Round before = last;
    if (before != null && !before.isOlderThan(fresh) && before.names.containsAll(names)) {
      return value;
    }
    Round round = ask(names);
    if (round != null) {
      for (int i = 0; i < YIELDS && !round.done.isDone(); i++) {
        Thread.yield();
      }
      try {
        round.done.get(patience.toMillis(), MILLISECONDS);
      } catch (TimeoutException e) {
        stalled();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        throw new IllegalStateException("it is never completed so", e);
      }
    }
    return value;
  }

  /// Whether the last value is in use since nothing answers.
  boolean isStalled() {
    lock.lock();
    try {
      return stalled;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Round ask(Collection<String> names) {
    lock.lock();
    try {
      if (running != null && running.isOlderThan(giveUp) && givenUp < MOST_GIVEN_UP) {
        givenUp++;
        running = null;
        next = null;
      } else if (running != null && running.isOlderThan(patience)) {
        return null;
      }
      if (next == null) {
        next = new Round();
      }
      next.names.addAll(names);
      Round round = next;
      if (running == null) {
        start();
      }
      return round;
    } finally {
      lock.unlock();
    }
  }

  /// Begins the next round. A virtual thread is cheap, but a call of the file system holds its
  /// carrier: where one has never come back, further ones are made by platform threads.
  private void start() {
    running = next;
    next = null;
    if (running != null) {
      running.began = System.nanoTime();
      var thread = givenUp == 0 ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
      thread.name(what).start(running);
    }
  }

  private void stalled() {
    lock.lock();
    try {
      if (!stalled) {
        stalled = true;
        LOG.warn(
            "{}: no answer from the disk for {} ms; what is known serves on",
            what,
            patience.toMillis());
      }
    } finally {
      lock.unlock();
    }
  }

  /// One look, for all who ask before it begins.
  private final class Round implements Runnable {

    private final Set<String> names = new HashSet<>();
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private volatile long began;

    private boolean isOlderThan(Duration time) {
      return System.nanoTime() - began > time.toNanos();
    }

    @Override
    public void run() {
      S found = value;
      try {
        found = look.look(found, names);
      } catch (RuntimeException e) {
        LOG.error("{}: a defect; what is known serves on", what, e);
      } finally {
        end(found);
      }
    }

    /// What a thread finds that was given up is older than what is known.
    private void end(S found) {
      lock.lock();
      try {
        if (running == this) {
          value = found;
          last = this;
          stalled = false;
          start();
        }
      } finally {
        lock.unlock();
      }
      done.complete(null);
    }
  }
}
