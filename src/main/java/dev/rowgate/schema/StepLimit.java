package dev.rowgate.schema;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;

/// One value's way through a JSON Schema, which may be so long and no longer: schemas that lead to
/// others twice over would double it with each of them, and not end.
final class StepLimit extends ExecutionContext {

  /// A schema that looks at each value some twenty times, each time with ten keywords, is a large
  /// one; and the shortest value has a byte, and a comma behind it.
  private static final int FOR_A_BYTE = 100;

  private static final int FOR_ANY = 10_000;

  /// Some calls for each; a thread's stack has room for twice as many.
  private static final int MAX_DEPTH = 500;

  /// The limit is reached.
  static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1;

    Reached() {
      super("too many steps", null, false, false);
    }
  }

  private long left;
  private int depth;

  /// @param steps how many keywords may be asked
  StepLimit(ExecutionConfig config, long steps) {
    super(config);
    left = steps;
  }

  /// How many steps a value of that length is worth.
  static long of(int bytes) {
    return FOR_ANY + (long) FOR_A_BYTE * bytes;
  }

  @Override
  public void evaluationPathAddLast(String token) {
    step();
    super.evaluationPathAddLast(token);
  }

  @Override
  public void evaluationPathAddLast(int token) {
    step();
    super.evaluationPathAddLast(token);
  }

  private void step() {
    depth++;
    left--;
    if (left < 0 || depth > MAX_DEPTH) {
      throw new Reached();
    }
  }

  @Override
  public void evaluationPathRemoveLast() {
    depth--;
    super.evaluationPathRemoveLast();
  }
}
