package dev.rowgate.schema.constraint;

import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole numbers from one to another, both included.
///
/// @param least at most `greatest`, or there are none
public record WholeRange(long least, long greatest) {

  /// What these allow; null if there is one among them that isn't a bound, or isn't a small one.
  static @Nullable public WholeRange of(List<Constraint> constraints) {
    long least = Long.MIN_VALUE;
    long greatest = Long.MAX_VALUE;
    for (Constraint constraint : constraints) {
      switch (constraint) {
        case Minimum(_, _, Value bound, boolean exclusive) when bound.isSmallInteger() ->
            least = Math.max(least, bound.smallInteger() + (exclusive ? 1 : 0));
        case Maximum(_, _, Value bound, boolean exclusive) when bound.isSmallInteger() ->
            greatest = Math.min(greatest, bound.smallInteger() - (exclusive ? 1 : 0));
        case Minimum _, Maximum _, MinLength _, MaxLength _, Pattern _, OneOf _, JsonSchema _ -> {
          return null;
        }
      }
    }
    return new WholeRange(least, greatest);
  }

  public boolean contains(long number) {
    return least <= number && number <= greatest;
  }
}
