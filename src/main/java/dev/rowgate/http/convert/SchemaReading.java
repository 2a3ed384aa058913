package dev.rowgate.http.convert;

import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.machine.Patience;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.json.Allowance;
import org.jspecify.annotations.Nullable;

/// Parser of the schema in a request, with limits: memory is taken from the budget before it is
/// used, a long schema takes a CPU slot like a conversion, and parsing ends with the request. Not
/// thread-safe.
final class SchemaReading implements Allowance {

  /// Number of steps without a CPU slot: a schema that is parsed within them doesn't delay others.
  private static final int FREE_STEPS = 16;

  /// Length in bytes from which a schema is long at once: it waits before its text is decoded.
  /// Shorter ones become long by their values.
  private static final int LONG = 64 << 10;

  private final CpuSlots cpu;
  private final Budget.Account memory;
  private final Patience patience;
  private int steps;
  private boolean hasTurn;
  private boolean isAlone;

  /// @param memory account of the schema; must be held as long as the schema is used
  /// @param patience ends when the schema isn't needed any more
  SchemaReading(CpuSlots cpu, Budget.Account memory, Patience patience) {
    this.cpu = cpu;
    this.memory = memory;
    this.patience = patience;
  }

  /// @return null if the request has ended, or if there is too little memory
  @Nullable SchemaResult read(byte[] json, int maxBytes) {
    try {
      isAlone = json.length > LONG && cpu.beginLongSchema(patience);
      return patience.isOver() ? null : SchemaReader.read(json, maxBytes, this);
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
