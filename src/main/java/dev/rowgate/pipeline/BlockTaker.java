package dev.rowgate.pipeline;

import dev.rowgate.options.Encoding;
import dev.rowgate.records.RecordReader;
import dev.rowgate.rows.Columns;
import org.jspecify.annotations.Nullable;

/// Consumer of row blocks from other threads, if there are any, for one run. Not thread-safe.
final class BlockTaker {

  private enum State {
    NEW,
    TAKING,
    DECLINED
  }

  private static final int WORTH_A_SWAP = 16 << 10;

  private final RowBlocks blocks;
  private final Run run;
  private final RecordReader reader;
  private State state = State.NEW;
  private boolean isWaiting;

  /// Offset before which no further block begins.
  private long next;

  BlockTaker(RowBlocks blocks, Run run) {
    this.blocks = blocks;
    this.run = run;
    this.reader = run.reader();
    RowBlocks.Unfit unfit = unfit();
    if (unfit != null) {
      decline(unfit);
    }
  }

  /// Takes the block that begins at the next record, if there is one. A large one is taken only
  /// when the writer is drained, so that it isn't copied.
  ///
  /// @param check for the columns of the run
  /// @return whether there is one
  boolean take(RecordCheck check) {
    next = Long.MAX_VALUE;
    isWaiting = false;
    if (state == State.DECLINED || !reader.isAtCleanStart()) {
      return false;
    }
    if (state == State.NEW) {
      begin(check);
      return false;
    }
    RowBlock block = run.intake().isPassedOn() ? blocks.at(reader.byteOffset()) : null;
    if (block == null || block.to() > run.limits().uploadBytes()) {
      next = blocks.next();
      return false;
    }
    isWaiting = run.writer().ready() > 0 && block.rows().size() >= WORTH_A_SWAP;
    if (!isWaiting) {
      take(block);
    }
    return true;
  }

  /// Whether the block waits for the writer to be drained.
  boolean isWaiting() {
    return isWaiting;
  }

  /// The number of bytes that the fast path may read before the next block begins.
  int most() {
    return (int) Math.min(Integer.MAX_VALUE, next - reader.byteOffset());
  }

  private void begin(RecordCheck check) {
    if (check.watch() != null) {
      decline(RowBlocks.Unfit.KEYS);
      return;
    }
    state = State.TAKING;
    Columns columns = check.columns();
    next = reader.byteOffset();
    blocks.begin(at -> BlockConversion.startingAt(at, run, columns), next);
  }

  private void decline(RowBlocks.Unfit why) {
    state = State.DECLINED;
    blocks.decline(why);
  }

  /// The reason that is known before the first record is read; null for none.
  private RowBlocks.@Nullable Unfit unfit() {
    Encoding.Unit unit = run.dialect().encoding().unit();
    if (run.options().positions()) {
      return RowBlocks.Unfit.POSITIONS;
    }
    if (run.dialect().skipFooter() > 0) {
      return RowBlocks.Unfit.FOOTER;
    }
    if (unit != Encoding.Unit.UTF_8 && unit != Encoding.Unit.SINGLE_BYTE) {
      return RowBlocks.Unfit.ENCODING;
    }
    return run.intake().isCompressed() ? RowBlocks.Unfit.COMPRESSED : null;
  }

  private void take(RowBlock block) {
    reader.jump(block.to(), block.records(), block.lines(), block.blankLines());
    run.intake().jump(block.to());
    run.accounts().addValid(block.records());
    if (run.accounts().writesRows()) {
      run.writer().append(block.rows());
    }
    blocks.taken();
  }
}
