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

/// A conversion at work: it takes its steps in turn with others, and has a place as long as it has
/// buffers. What waits for its client has neither. Not thread-safe.
final class ConversionTask implements Waiting, AutoCloseable {

  /// What a conversion in a place may have of buffers, in bytes.
  private static final int BUFFERS = 512 << 10;

  /// Whoever is over after so many steps keeps nobody waiting, and needn't wait for a turn.
  private static final int FREE_STEPS = 16;

  private final Conversion conversion;
  private final Budget.Account account;
  private final CpuSlots cpu;
  private final MemorySlots memory;
  private final KeptMemory.Account kept;
  private final ReadBuffer buffer = new ReadBuffer();
  private final Patience patience;
  private int steps;
  private boolean inPlace;

  /// @param patience with what others hold; where it is over, the run is about to end
  ConversionTask(
      Conversion conversion, Budget.Account account, SharedResources shared, Patience patience) {
    this.patience = patience;
    this.conversion = conversion;
    this.account = account;
    this.cpu = shared.cpu();
    this.memory = shared.memory();
    this.kept = shared.kept().open();
  }

  Step step() {
    if (steps < FREE_STEPS) {
      steps++;
      return conversion.step();
    }
    boolean hasTurn = cpu.begin(patience);
    try {
      return conversion.step();
    } finally {
      if (hasTurn) {
        cpu.end();
      }
    }
  }

  /// Waits for room for a long record.
  ///
  /// @return whether there is; if not, patience was over
  boolean makeRoom(Step.NeedsRoom room) {
    boolean made = account.hold(room.bytes(), room.most(), patience);
    if (made) {
      conversion.grant(room.bytes());
    }
    return made;
  }

  /// Waits for the next bytes of the upload, and feeds them.
  ///
  /// @param all that rests before if it is in the way: this, and what else the request has
  /// @return false at the upload's end
  boolean feedFrom(Upload upload, Waiting all) {
    if (isInTheWay()) {
      all.sendOn();
      all.trim();
    }
    int length = upload.read(buffer);
    if (length >= 0) {
      // What comes from disk came without a wait.
      goOn();
      conversion.feed(buffer.bytes(), 0, length);
    }
    return length >= 0;
  }

  /// Others wait for its place, or it has none and will wait for one itself.
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

  /// Has a wait for the client not hold up others, if there is room to count its buffers in.
  void waitAside() {
    if (inPlace && account.borrow(BUFFERS)) {
      leavePlace();
    }
  }

  /// That wait is over.
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
