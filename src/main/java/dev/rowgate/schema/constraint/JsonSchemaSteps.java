package dev.rowgate.schema.constraint;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.annotation.Annotations;
import dev.rowgate.schema.json.CheckBreaks;
import java.util.Collection;
import java.util.List;

/// Execution context that limits the work of checking one value against a JSON Schema. A schema of
/// n levels that each refer to the next twice takes 2ⁿ steps; without a limit such a check wouldn't
/// end. Annotations that the library collects are limited too.
final class JsonSchemaSteps extends ExecutionContext {

  /// Steps per byte of the value. A large schema visits each value about twenty times with ten
  /// keywords, and the shortest value takes two bytes: a digit and a comma.
  private static final int FOR_A_BYTE = 100;

  private static final int FOR_ANY = 10_000;

  /// Nesting of the evaluation. Each level takes a few calls; a thread's stack has room for twice
  /// as many.
  private static final int MAX_DEPTH = 500;

  /// Limit on annotations for `unevaluatedProperties` and `unevaluatedItems`: mostly names, of
  /// about 100 bytes each.
  private static final int MAX_NOTES = 100_000;

  /// Characters that a keyword processes in the time that it takes for a short value.
  static final int CHARACTERS_IN_A_STEP = 32;

  static final int ITEMS_IN_A_STEP = 8;
  static final int DIGITS_IN_A_STEP = 32;

  /// States of a pattern's automaton per step and character.
  private static final int STATES_IN_A_STEP = 32;

  private static final ScopedValue<JsonSchemaSteps> CURRENT = ScopedValue.newInstance();

  private static final ExecutionConfig FAIL_FAST =
      ExecutionConfig.builder().failFast(true).formatAssertionsEnabled(false).build();

  private static final Error IN_A_BRANCH = Error.builder().message("").build();

  /// Thrown when a limit is reached, or the value has failed; caught in [JsonSchemaLibrary.Check].
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

  /// Runs a check; its patterns take their steps from this instance.
  boolean run(ScopedValue.CallableOp<Boolean, RuntimeException> check) {
    return ScopedValue.where(CURRENT, this).call(check);
  }

  void take(long steps) {
    left -= steps;
    if (left < 0 || !CheckBreaks.goOn(steps)) {
      throw new Reached();
    }
  }

  /// @param characters the length of the matched text
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

  /// Keeps the first error only; one is enough to fail. In a branch of `anyOf` and the like, all
  /// have the same content, which takes no memory.
  @Override
  public void addError(Error error) {
    if (isFailFast()) {
      super.addError(error);
    } else if (getErrors().isEmpty()) {
      super.addError(IN_A_BRANCH);
    }
  }

  /// Drops all errors but the first, after a keyword. The library adds those of all branches of a
  /// failed `anyOf` to the errors that there are, without a limit, and goes on to the next item.
  void endKeyword() {
    List<Error> errors = getErrors();
    if (isFailFast() && !errors.isEmpty()) {
      throw new Reached();
    }
    if (errors.size() > 1) {
      errors.subList(1, errors.size()).clear();
    }
  }

  @Override
  public Annotations getAnnotations() {
    return notes;
  }
}
