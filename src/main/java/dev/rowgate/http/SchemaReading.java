package dev.rowgate.http;

import dev.rowgate.schema.Allowance;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Reads the schema that comes with a request: its memory comes out of the budget before it is
/// used, a long one takes turns with the conversions, and it ends with the request. Not
/// thread-safe.
final class SchemaReading implements Allowance {

  /// A schema that is read after so many steps keeps nobody waiting, and needn't wait for a turn.
  private static final int FREE_STEPS = 16;

  private final Turns turns;
  private final Budget.Account memory;
  private final BooleanSupplier isOver;
  private int steps;

  /// @param memory for the schema, to be held as long as it is used
  /// @param isOver whether nobody waits for the schema any more
  SchemaReading(Turns turns, Budget.Account memory, BooleanSupplier isOver) {
    this.turns = turns;
    this.memory = memory;
    this.isOver = isOver;
  }

  /// @return null if the request is over, or there is too little memory
  @Nullable SchemaResult read(byte[] json, int maxBytes) {
    try {
      return SchemaReader.read(json, maxBytes, this);
    } finally {
      if (hasTurn()) {
        turns.end();
      }
    }
  }

  private boolean hasTurn() {
    return steps > FREE_STEPS;
  }

  @Override
  public boolean take(long bytes) {
    if (isOver.getAsBoolean() || !memory.borrow(bytes)) {
      return false;
    }
    if (hasTurn()) {
      turns.end();
    }
    steps++;
    if (hasTurn()) {
      turns.begin();
    }
    return true;
  }
}
