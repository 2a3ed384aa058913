package dev.rowgate.parallel;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Part;
import dev.rowgate.pipeline.BlockConversion;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Cut;
import dev.rowgate.pipeline.RowBlock;
import dev.rowgate.pipeline.RowBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Finder of the places where a file can be cut into parts, which other processes convert. It gives
/// the run no row blocks, and sees only where the run stops to look for one.
///
/// Whether a byte is between two records is known only after everything before it was read, so the
/// run reads the whole file, but without types and output.
public final class Cuts implements RowBlocks {

  /// Maximum number of parts; they are held in memory.
  public static final int MOST = 100_000;

  private final Conversion conversion;
  private final long size;
  private final List<Cut> cuts = new ArrayList<>();
  private long next;
  private @Nullable Unfit unfit;

  /// @param conversion of the file, without a schema; takes this as its source of blocks
  /// @param size of a part, in bytes; a part is larger by up to one record, or by a stretch after a
  ///   malformed record in which no cut is possible
  public Cuts(Conversion conversion, long size) {
    this.conversion = conversion;
    this.size = size;
    this.next = size;
    cuts.add(new Cut(0, 1, 1));
    conversion.takeBlocks(this);
  }

  /// The reason why the file can't be cut; null if it can.
  public @Nullable Unfit unfit() {
    return conversion.isCompressed() ? Unfit.COMPRESSED : unfit;
  }

  /// Whether the rest of the file makes no difference, because it can't be cut into such parts.
  public boolean isRefused() {
    return unfit() != null || areTooMany();
  }

  /// Whether there would be more parts than can be held.
  public boolean areTooMany() {
    return cuts.size() > MOST;
  }

  /// Returns the parts, which cover the file; must be called after the run is complete.
  ///
  /// @param length of the file
  /// @param modified as for [Part]
  public List<Part> parts(long length, long modified, Limits limits) {
    Dialect dialect = conversion.dialect();
    if (cuts.size() > 1 && cuts.getLast().byteOffset() == length) {
      // Behind the last record, before the end of the file was known.
      cuts.removeLast();
    }
    var parts = new ArrayList<Part>();
    for (int i = 0; i < cuts.size(); i++) {
      Cut from = cuts.get(i);
      long to = i + 1 < cuts.size() ? cuts.get(i + 1).byteOffset() : length;
      parts.add(
          Part.of(
              from.byteOffset(),
              to,
              from.record(),
              from.line(),
              length,
              modified,
              dialect,
              limits));
    }
    return parts;
  }

  @Override
  public boolean takesStartsOnly() {
    return true;
  }

  @Override
  public void begin(LongFunction<BlockConversion> conversions, long from) {}

  @Override
  public void decline(Unfit why) {
    unfit = why;
    next = Long.MAX_VALUE;
  }

  @Override
  public @Nullable RowBlock at(long at) {
    Cut cut = at >= next ? conversion.cut() : null;
    if (cut != null) {
      cuts.add(cut);
      next = areTooMany() ? Long.MAX_VALUE : at + size;
    }
    return null;
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public void taken() {
    throw new IllegalStateException("there are no blocks");
  }
}
