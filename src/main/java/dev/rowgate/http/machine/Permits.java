package dev.rowgate.http.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A semaphore whose permits are given in the order of arrival, and whose waits can be given up
/// without losing one's place before: a fair [java.util.concurrent.Semaphore] has either.
/// Thread-safe.
public final class Permits {

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
  private int free;

  public Permits(int permits) {
    free = permits;
  }

  /// Waits for a permit.
  ///
  /// @return whether it has one; if not, patience was over
  public boolean acquire(Patience patience) {
    var given = new CountDownLatch(1);
    lock.lock();
    try {
      if (free > 0) {
        free--;
        return true;
      }
      waiting.add(given);
    } finally {
      lock.unlock();
    }
    return await(given, patience) || !leave(given);
  }

  private static boolean await(CountDownLatch given, Patience patience) {
    try {
      while (!given.await(Patience.LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (patience.isOver()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// @return false if a permit was given meanwhile
  private boolean leave(CountDownLatch given) {
    lock.lock();
    try {
      return waiting.remove(given);
    } finally {
      lock.unlock();
    }
  }

  public void release() {
    lock.lock();
    try {
      CountDownLatch next = waiting.poll();
      if (next == null) {
        free++;
      } else {
        next.countDown();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether somebody waits for one.
  public boolean areWanted() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
