package dev.rowgate.pipeline;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Source of row blocks, in which other threads convert what a conversion hasn't reached yet. The
/// conversion takes a block where it comes to its first record, and converts by itself whatever is
/// in no block. Called by one thread.
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

    /// As the end of a sentence with "because".
    public String reason() {
      return reason;
    }
  }

  /// Starts to make blocks.
  ///
  /// @param conversions makes a conversion that begins at an offset in the source; may be called by
  ///   other threads
  /// @param from where the first record starts that isn't converted yet
  void begin(LongFunction<BlockConversion> conversions, long from);

  /// No blocks can be taken. Called instead of [#begin].
  void decline(Unfit why);

  /// Returns the block that begins at an offset, and waits while it may still be made.
  ///
  /// @param at never decreases
  /// @return null if there is none; no block begins before [#next()] then
  @Nullable RowBlock at(long at);

  /// Returns the end of the part that the conversion has to convert by itself; after [#at] has
  /// returned null.
  long next();

  /// Discards the block that [#at] has returned last; its lines were taken.
  void taken();
}
