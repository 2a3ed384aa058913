package dev.rowgate.schema.constraint;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.annotation.Annotations;
import java.util.Collection;

/// One value's way through a JSON Schema, which may take so many steps and no more: schemas that
/// lead to others twice over would double them with each of those, and not end. What the library
/// keeps on the way is counted too.
final class JsonSchemaSteps extends ExecutionContext {

  /// A schema that looks at each value some twenty times, each time with ten keywords, is a large
  /// one; and the shortest value has a byte, and a comma behind it.
  private static final int FOR_A_BYTE = 100;

  private static final int FOR_ANY = 10_000;

  /// Some calls for each; a thread's stack has room for twice as many.
  private static final int MAX_DEPTH = 500;

  /// What `unevaluatedProperties` and `unevaluatedItems` must know of what was looked at: names,
  /// mostly, of some 100 bytes each.
  private static final int MAX_NOTES = 100_000;

  /// What a keyword does for a long value in the time that it has for a short one.
  static final int CHARACTERS_IN_A_STEP = 32;

  static final int ITEMS_IN_A_STEP = 8;
  static final int DIGITS_IN_A_STEP = 32;

  /// States of a pattern, for each character.
  private static final int STATES_IN_A_STEP = 32;

  private static final ScopedValue<JsonSchemaSteps> CURRENT = ScopedValue.newInstance();

  private static final ExecutionConfig FAIL_FAST =
      ExecutionConfig.builder().failFast(true).formatAssertionsEnabled(false).build();

  /// A limit is reached.
  static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1;

    Reached() {
      super("too many steps", null, false, false);
    }
  }

  private final Annotations notes =
      new Annotations() {
        @Override
        public void put(Annotation note) {
          notesLeft -= 1 + (note.getValue() instanceof Collection<?> names ? names.size() : 0);
          if (notesLeft < 0) {
            throw new Reached();
          }
          super.put(note);
        }
      };

  private long left;
  private int depth;
  private int notesLeft = MAX_NOTES;

  /// @param bytes the length of the value's text
  JsonSchemaSteps(int bytes) {
    super(FAIL_FAST);
    left = FOR_ANY + (long) FOR_A_BYTE * bytes;
  }

  /// Runs a check whose patterns take their steps from here.
  boolean run(ScopedValue.CallableOp<Boolean, RuntimeException> check) {
    return ScopedValue.where(CURRENT, this).call(check);
  }

  void take(long steps) {
    left -= steps;
    if (left < 0) {
      throw new Reached();
    }
  }

  /// @param cost of the pattern, which grows with its states
  static void takeForPattern(int characters, int cost) {
    CURRENT.get().take((long) characters * (1 + cost / STATES_IN_A_STEP) / 4);
  }

  @Override
  public void evaluationPathAddLast(String token) {
    goDeeper();
    super.evaluationPathAddLast(token);
  }

  @Override
  public void evaluationPathAddLast(int token) {
    goDeeper();
    super.evaluationPathAddLast(token);
  }

  private void goDeeper() {
    depth++;
    take(1);
    if (depth > MAX_DEPTH) {
      throw new Reached();
    }
  }

  @Override
  public void evaluationPathRemoveLast() {
    depth--;
    super.evaluationPathRemoveLast();
  }

  /// One is enough to know that something doesn't hold.
  @Override
  public void addError(Error error) {
    if (getErrors().isEmpty() || isFailFast()) {
      super.addError(error);
    }
  }

  @Override
  public Annotations getAnnotations() {
    return notes;
  }
}
