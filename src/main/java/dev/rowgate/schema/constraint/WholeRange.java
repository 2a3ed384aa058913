package dev.rowgate.schema.constraint;

import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Range of integers, both ends included.
///
/// @param least the lower end; greater than `greatest` if the range is empty
public record WholeRange(long least, long greatest) {

  /// Returns the range that the constraints allow; null if one of them isn't a bound, or is a bound
  /// that doesn't fit [dev.rowgate.schema.value.Numbers#SMALL_DIGITS] digits.
  public static @Nullable WholeRange of(List<Constraint> constraints) {
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
