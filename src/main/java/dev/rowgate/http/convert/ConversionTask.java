package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.exchange.Waiting;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.machine.KeptMemory;
import dev.rowgate.http.machine.MemorySlots;
import dev.rowgate.http.machine.Patience;
import dev.rowgate.http.machine.SharedResources;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.schema.json.CheckBreaks;
import org.jspecify.annotations.Nullable;

/// A running conversion: takes a CPU slot for each step, and a memory slot while it holds buffers.
/// While it waits for its client it has neither. Not thread-safe.
final class ConversionTask implements Waiting, AutoCloseable {

  /// Maximum size in bytes of the buffers of one conversion, which its memory slot covers.
  private static final int BUFFERS = 512 << 10;

  /// Number of steps without a CPU slot: a conversion that ends within them doesn't delay others.
  private static final int FREE_STEPS = 16;

  /// Time in nanoseconds: an ordinary step takes less than a millisecond.
  private static final long LONG_STEP = 5_000_000;

  private final Conversion conversion;
  private final Budget.Account account;
  private final CpuSlots cpu;
  private final MemorySlots memory;
  private final KeptMemory.Account kept;
  private final ReadBuffer buffer = new ReadBuffer();
  private final Patience patience;
  private int steps;

  /// Null if no check takes long.
  private final @Nullable CheckBreaks breaks;

  private boolean hasTurn;

  /// Whether a check was given up.
  private boolean gaveUp;

  private long polled = System.nanoTime();
  private boolean inPlace;

  /// @param patience for waits on shared resources; when it ends, the run is about to end
  ConversionTask(
      Conversion conversion, Budget.Account account, SharedResources shared, Patience patience) {
    this.patience = patience;
    this.conversion = conversion;
    this.account = account;
    this.cpu = shared.cpu();
    this.memory = shared.memory();
    this.kept = shared.kept().open();
    this.breaks = conversion.mayCheckLong() ? new CheckBreaks(this::pause) : null;
    conversion.countWindows(shared.windows());
  }

  /// A step that takes long, because of a pattern for instance, is the last free one.
  Step step() {
    boolean isFree = steps < FREE_STEPS;
    long began = System.nanoTime();
    hasTurn = !isFree && cpu.begin(patience);
    try {
      return breaks == null ? conversion.step() : breaks.during(conversion::step);
    } finally {
      endTurn();
      boolean isLong = System.nanoTime() - began > LONG_STEP;
      steps = isFree && !isLong ? steps + 1 : FREE_STEPS;
    }
  }

  /// Lets others have the CPU slot. A long check in one of the first steps takes a slot here.
  private boolean pause() {
    endTurn();
    hasTurn = !isPatienceOver() && cpu.begin(patience);
    gaveUp |= !hasTurn;
    return hasTurn;
  }

  /// Polls the patience as often as a wait does.
  private boolean isPatienceOver() {
    long now = System.nanoTime();
    if (now - polled < Patience.LOOK.toNanos()) {
      return false;
    }
    polled = now;
    return patience.isOver();
  }

  private void endTurn() {
    if (hasTurn) {
      hasTurn = false;
      cpu.end();
    }
  }

  /// Waits for memory for a long record.
  ///
  /// @return false if the patience ended first
  boolean makeRoom(Step.NeedsRoom room) {
    // The check of a long record may take seconds.
    steps = FREE_STEPS;
    boolean made = !gaveUp && account.hold(room.bytes(), room.most(), patience);
    if (made) {
      conversion.grant(room.bytes());
    }
    return made;
  }

  /// Waits for the next bytes of the upload, and feeds them.
  ///
  /// @param all sends its output and releases memory before the read if others wait for a memory
  ///   slot
  /// @return false at the end of the upload
  boolean feedFrom(Upload upload, Waiting all) {
    if (isInTheWay()) {
      all.sendOn();
      all.trim();
    }
    int length = upload.read(buffer);
    if (length >= 0) {
      // Needed for bytes from disk: the request's body, which calls this, hasn't been read.
      goOn();
      conversion.feed(buffer.bytes(), 0, length);
    }
    return length >= 0;
  }

  /// Whether others wait for its memory slot, or it has none and needs one before it goes on.
  @Override
  public boolean isInTheWay() {
    return !inPlace || memory.areWanted();
  }

  @Override
  public void goOn() {
    if (!inPlace && !account.holdsAny()) {
      inPlace = memory.take(patience);
    }
  }

  @Override
  public void trim() {
    conversion.trim();
    buffer.free();
    if (kept.keep(conversion.memoryKept())) {
      leavePlace();
    }
  }

  /// Releases its memory slot while it waits for the client, if the budget can cover its buffers.
  void waitAside() {
    if (inPlace && account.borrow(BUFFERS)) {
      leavePlace();
    }
  }

  /// Ends such a wait.
  void comeBack() {
    account.giveBack();
  }

  private void leavePlace() {
    if (inPlace) {
      inPlace = false;
      memory.leave();
    }
  }

  @Override
  public void close() {
    leavePlace();
    kept.close();
    account.giveBack();
  }
}
