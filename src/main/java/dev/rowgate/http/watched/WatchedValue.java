package dev.rowgate.http.watched;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A value read from files, which another thread refreshes when a request asks for it.
///
/// A file system call can block for ever (a mount whose server is gone, a pipe), and can't be
/// interrupted. So no request makes one: it waits at most three seconds for the refresh, and not at
/// all if that has already been blocked for as long; then the last value is used. Requests that
/// arrive during a refresh share the next one. Under load a refresh is valid for longer, and begins
/// before the value becomes invalid, so that no request waits for it. Thread-safe.
final class WatchedValue<S> {

  /// Refresh of the value from the files.
  @FunctionalInterface
  interface Look<S> {

    /// @param before the last value
    /// @param names that requests have asked for
    /// @return the current value; `before` itself if it hasn't changed
    S look(S before, Set<String> names);
  }

  /// How long a refresh is valid for further requests. Handing one to another thread costs as much
  /// processor time as a fifth of a small request, and under load each request would need one.
  private static final Duration FRESH = Duration.ofMillis(1);

  /// How long it is valid under load. A refresh then takes several milliseconds, since its threads
  /// compete with others, and waiting for it costs a third of a small request's processor time.
  private static final Duration FRESH_UNDER_LOAD = Duration.ofMillis(50);

  /// Number of requests within a fifth of [#FRESH_UNDER_LOAD] from which there is load: more than a
  /// client sends that waits for each answer.
  private static final int LOAD = 16;

  /// Number of times that the virtual thread yields before it waits; mostly the refresh ends
  /// meanwhile. Waiting with a timeout costs a small request a tenth of its processor time.
  private static final int YIELDS = 3;

  /// Maximum time that a request waits.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Time after which a blocked thread is abandoned, and another one tries. Its call may never
  /// return.
  private static final Duration GIVE_UP = Duration.ofSeconds(10);

  /// Maximum number of abandoned threads.
  private static final int MOST_GIVEN_UP = 16;

  private static final Logger LOG = LoggerFactory.getLogger(WatchedValue.class);

  private final String what;
  private final Look<S> look;
  private final Duration fresh;
  private final Duration freshUnderLoad;
  private final Duration patience;
  private final Duration giveUp;

  /// Time after which a refresh begins under load, while the value is still valid.
  private final Duration early;

  /// Whether such a refresh has begun.
  private final AtomicBoolean hasBegunEarly = new AtomicBoolean();

  private final LoadDetector requests;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile S value;
  private volatile @Nullable Round last;

  // Guarded by the lock, which isn't held during a refresh.
  private @Nullable Round next;
  private @Nullable Round running;
  private boolean stalled;
  private int givenUp;

  /// @param what the files are, for the log
  WatchedValue(String what, S value, Look<S> look) {
    this(what, value, look, FRESH, FRESH_UNDER_LOAD, PATIENCE, GIVE_UP);
  }

  WatchedValue(
      String what,
      S value,
      Look<S> look,
      Duration fresh,
      Duration freshUnderLoad,
      Duration patience,
      Duration giveUp) {
    this.what = what;
    this.value = value;
    this.look = look;
    this.fresh = fresh;
    this.freshUnderLoad = freshUnderLoad;
    this.early = freshUnderLoad.dividedBy(2);
    this.requests = new LoadDetector(freshUnderLoad.dividedBy(5), LOAD);
    this.patience = patience;
    this.giveUp = giveUp;
  }

  /// The value of the last refresh.
  S last() {
    return value;
  }

  /// Returns the value of a refresh that began now or a moment ago; the last one if that takes too
  /// long.
  S now(Collection<String> names) {
    boolean load = requests.count();
    if (!isValid(names, load ? freshUnderLoad : fresh)) {
      return refreshed(names, load);
    }
    if (load && !isValid(names, early) && hasBegunEarly.compareAndSet(false, true)) {
      var _ = ask(names, true);
    }
    return value;
  }

  private boolean isValid(Collection<String> names, Duration most) {
    Round round = last;
    return round != null && !round.isOlderThan(most) && round.names.containsAll(names);
  }

  private S refreshed(Collection<String> names, boolean load) {
    Round round = ask(names, load);
    if (round != null) {
      letOthersRun(round);
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

  @SuppressWarnings("ThreadPriorityCheck") // Only speed depends on it: the caller waits afterwards.
  private void letOthersRun(Round round) {
    for (int i = 0; i < YIELDS && !round.done.isDone(); i++) {
      Thread.yield();
    }
  }

  /// Whether the last value is in use because the files don't respond.
  boolean isStalled() {
    lock.lock();
    try {
      return stalled;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Round ask(Collection<String> names, boolean load) {
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
        start(load);
      }
      return round;
    } finally {
      lock.unlock();
    }
  }

  /// Starts the next round. A virtual thread is cheap, but a file system call blocks its carrier:
  /// once a thread was abandoned, platform threads make the calls. Under load, too: a virtual one
  /// would be queued behind hundreds of others.
  private void start(boolean load) {
    running = next;
    next = null;
    if (running != null) {
      running.began = System.nanoTime();
      var thread = givenUp == 0 && !load ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
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

  /// One refresh, for all requests that ask before it begins.
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

    /// Ends the round. The result of an abandoned thread is outdated, and is ignored.
    private void end(S found) {
      lock.lock();
      try {
        if (running == this) {
          value = found;
          last = this;
          stalled = false;
          hasBegunEarly.set(false);
          start(false);
        }
      } finally {
        lock.unlock();
      }
      done.complete(null);
    }
  }
}
