package dev.rowgate.pipeline;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Source of row blocks: other threads convert records that the conversion hasn't reached yet. The
/// conversion takes a block when it reaches the block's first record, and converts records that are
/// in no block itself. Called by one thread.
public interface RowBlocks {

  /// Reason why a run can't take row blocks.
  enum Unfit {
    KEYS("the schema has keys"),
    POSITIONS("rows have positions"),
    FOOTER("lines are left out at its end"),
    ENCODING("of its encoding"),
    COMPRESSED("it is compressed");

    private final String reason;

    Unfit(String reason) {
      this.reason = reason;
    }

    /// The reason as the end of a sentence with "because".
    public String reason() {
      return reason;
    }
  }

  /// Whether the run only finds where records start: it converts none, and there are no blocks.
  default boolean takesStartsOnly() {
    return false;
  }

  /// Starts to produce blocks.
  ///
  /// @param conversions creates a conversion that begins at an offset in the source; may be called
  ///   by other threads
  /// @param from start of the first record that isn't converted yet
  void begin(LongFunction<BlockConversion> conversions, long from);

  /// Declares that no blocks can be taken. Called instead of [#begin].
  void decline(Unfit why);

  /// Returns the block that begins at an offset; waits while it may still be produced.
  ///
  /// @param at never decreases
  /// @return null if there is none; no block begins before [#next()] then
  @Nullable RowBlock at(long at);

  /// Returns the end of the part that the conversion must convert itself; must be called after
  /// [#at] has returned null.
  long next();

  /// Discards the block that [#at] has returned last; its lines were taken.
  void taken();
}
