package dev.rowgate.pipeline;

import dev.rowgate.options.Part;
import dev.rowgate.problem.InputProblem;
import org.jspecify.annotations.Nullable;

/// Phase of a run that converts a part of its input from the middle: goes on to the first record of
/// the part. Without a header, it first reads records until the columns are known. Not thread-safe.
final class PartStart implements Phase {

  private final Part part;
  private final Run run;
  private final RecordLoop records;
  private boolean isReached;

  /// @param records the next phase
  PartStart(Part part, Run run, RecordLoop records) {
    this.part = part;
    this.run = run;
    this.records = records;
  }

  /// Whether the input is at the start of the part.
  boolean isReached() {
    return isReached;
  }

  @Override
  public @Nullable Step step() {
    if (!records.hasColumns()) {
      return records.findColumns();
    }
    run.reader().continueAt(part.from(), part.record(), part.line());
    run.intake().jump(part.from());
    run.accounts().startPart();
    isReached = true;
    return null;
  }

  @Override
  public Intake intake() {
    return run.intake();
  }

  @Override
  public Step.Stopped breakOff(InputProblem fault) {
    return records.breakOff(fault);
  }
}
