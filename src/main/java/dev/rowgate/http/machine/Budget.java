package dev.rowgate.http.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The memory that all conversions together may take for long records. One that finds none left
/// waits for the others: load rejects no record.
///
/// Conversions hold some while they want more, so that all could wait for each other. They don't,
/// since nobody gets what would leave the others without a way to the end: after every grant there
/// is an order in which each one could get the most that it may need, and give it back (Dijkstra's
/// banker). Slow uploads hold only what they have sent. Thread-safe.
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

  /// How much is held now.
  public long held() {
    lock.lock();
    try {
      return holders.stream().mapToLong(account -> account.held).sum();
    } finally {
      lock.unlock();
    }
  }

  /// What one conversion holds. Whatever it may need, all of the budget is enough: it is then
  /// alone.
  public final class Account implements AutoCloseable {

    private long held;
    private long most;
    private long borrowed;

    private Account() {}

    /// The same, however long it takes.
    public void hold(long wanted, long mostToCome) {
      boolean _ = hold(wanted, mostToCome, Patience.ENDLESS);
    }

    /// Holds that much from now on, instead of what it held; waits if it is more.
    ///
    /// @param mostToCome what it may want before it wants less again
    /// @return whether it does; if not, patience was over, and it holds what it held
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

    /// @return false if patience was over before anything was given back
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

    /// Holds that much more until [#giveBack()], unless it would have to wait for it.
    ///
    /// @return whether it does
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

    /// What was borrowed, if anything.
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

    /// Whether it holds anything, borrowed or not.
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

    /// Whether everybody could still come to the end if this one held `wanted`: whoever lacks least
    /// goes first, and the next has what that one held besides.
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
