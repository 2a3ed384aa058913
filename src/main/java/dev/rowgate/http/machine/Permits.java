package dev.rowgate.http.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Fair semaphore with cancellable waits: permits are granted in order of arrival, and a waiter can
/// give up after polling its [Patience]. [java.util.concurrent.Semaphore] is fair only without
/// timeouts shorter than the wait: a waiter that polls loses its position. Thread-safe.
public final class Permits {

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
  private int free;

  public Permits(int permits) {
    free = permits;
  }

  /// Waits for a permit.
  ///
  /// @return false if the patience ended
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

  /// @return false if a permit was granted meanwhile
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

  /// Whether a thread waits for a permit.
  public boolean areWanted() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
