package dev.rowgate.http.convert;

import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.machine.Patience;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.json.Allowance;
import org.jspecify.annotations.Nullable;

/// Reads the schema that comes with a request: its memory comes out of the budget before it is
/// used, a long one takes a CPU slot as conversions do, and it ends with the request. Not
/// thread-safe.
final class SchemaReading implements Allowance {

  /// A schema that is read after so many steps keeps nobody waiting, and needn't wait for a turn.
  private static final int FREE_STEPS = 16;

  private final CpuSlots cpu;
  private final Budget.Account memory;
  private final Patience patience;
  private int steps;
  private boolean hasTurn;
  private boolean isAlone;

  /// @param memory for the schema, to be held as long as it is used
  /// @param patience over when nobody waits for the schema any more
  SchemaReading(CpuSlots cpu, Budget.Account memory, Patience patience) {
    this.cpu = cpu;
    this.memory = memory;
    this.patience = patience;
  }

  /// @return null if the request is over, or there is too little memory
  @Nullable SchemaResult read(byte[] json, int maxBytes) {
    try {
      return SchemaReader.read(json, maxBytes, this);
    } finally {
      endTurn();
      if (isAlone) {
        cpu.endLongSchema();
      }
    }
  }

  private void endTurn() {
    if (hasTurn) {
      cpu.end();
      hasTurn = false;
    }
  }

  @Override
  public boolean take(long bytes) {
    if (patience.isOver() || !memory.borrow(bytes)) {
      return false;
    }
    endTurn();
    steps++;
    if (steps <= FREE_STEPS) {
      return true;
    }
    isAlone = isAlone || cpu.beginLongSchema(patience);
    hasTurn = isAlone && cpu.begin(patience);
    return hasTurn;
  }
}
