package dev.rowgate.http.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Shared memory budget of all conversions for long records. A conversion that gets no memory waits
/// for others, so load never causes a record to be rejected.
///
/// Conversions request more memory while they hold some, which could deadlock. The budget avoids
/// that with the banker's algorithm (Dijkstra): it grants a request only if afterwards an order
/// exists in which every holder can get its declared maximum and then release it. Thread-safe.
public final class Budget {

  private final long bytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition givenBack = lock.newCondition();
  private final Set<Account> holders = new HashSet<>();

  public Budget(long bytes) {
    this.bytes = bytes;
  }

  public Account open() {
    return new Account();
  }

  public long limit() {
    return bytes;
  }

  /// The number of bytes in use.
  public long held() {
    lock.lock();
    try {
      return holders.stream().mapToLong(account -> account.held).sum();
    } finally {
      lock.unlock();
    }
  }

  /// The share of one conversion. Its maximum is capped at the whole budget, which is enough: the
  /// conversion then runs alone.
  public final class Account implements AutoCloseable {

    private long held;
    private long most;
    private long borrowed;

    private Account() {}

    /// As [#hold(long, long, Patience)], without a limit on the wait.
    public void hold(long wanted, long mostToCome) {
      boolean _ = hold(wanted, mostToCome, Patience.ENDLESS);
    }

    /// Changes the reservation to `wanted` bytes in total; waits if it grows and memory is short.
    ///
    /// @param mostToCome maximum that the conversion may request before it shrinks its reservation
    /// @return false if the patience ended; the reservation is then unchanged
    public boolean hold(long wanted, long mostToCome, Patience patience) {
      long fitting = Math.min(wanted + borrowed, bytes);
      lock.lock();
      try {
        most = Math.max(fitting, Math.min(mostToCome + borrowed, bytes));
        while (fitting > held && !leavesAWay(fitting)) {
          if (!awaitGivenBack(patience)) {
            return false;
          }
        }
        set(fitting);
        return true;
      } finally {
        lock.unlock();
      }
    }

    /// @return false if the patience ended before any memory was released
    private boolean awaitGivenBack(Patience patience) {
      boolean given = false;
      try {
        while (!given) {
          if (patience.isOver()) {
            return false;
          }
          given = givenBack.await(Patience.LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /// Reserves `more` bytes in addition, until [#giveBack()], without waiting.
    ///
    /// @return whether they were reserved
    public boolean borrow(long more) {
      lock.lock();
      try {
        long before = most;
        most = Math.min(most + more, bytes);
        long fitting = Math.min(held + more, bytes);
        boolean fits = leavesAWay(fitting);
        if (fits) {
          borrowed += fitting - held;
          set(fitting);
        } else {
          most = before;
        }
        return fits;
      } finally {
        lock.unlock();
      }
    }

    /// Releases everything that was borrowed.
    public void giveBack() {
      lock.lock();
      try {
        if (borrowed > 0) {
          long before = held - borrowed;
          most = Math.max(before, most - borrowed);
          borrowed = 0;
          set(before);
        }
      } finally {
        lock.unlock();
      }
    }

    /// Whether anything is reserved, borrowed or not.
    public boolean holdsAny() {
      lock.lock();
      try {
        return held > 0;
      } finally {
        lock.unlock();
      }
    }

    private void set(long now) {
      held = now;
      if (held > 0) {
        holders.add(this);
      } else {
        holders.remove(this);
      }
      givenBack.signalAll();
    }

    /// Whether all holders could still finish if this one held `wanted`: taken in the order of
    /// their missing amounts, each can be satisfied from the free memory plus what the previous
    /// ones release.
    private boolean leavesAWay(long wanted) {
      long free = bytes - wanted;
      List<Account> others = new ArrayList<>(holders);
      others.remove(this);
      for (Account other : others) {
        free -= other.held;
      }
      if (free < 0) {
        return false;
      }
      long before = held;
      held = wanted;
      others.add(this);
      others.sort((a, b) -> Long.compare(a.most - a.held, b.most - b.held));
      boolean way = true;
      for (Account next : others) {
        way &= next.most - next.held <= free;
        free += next.held;
      }
      held = before;
      return way;
    }

    @Override
    public void close() {
      giveBack();
      hold(0, 0);
    }
  }
}
