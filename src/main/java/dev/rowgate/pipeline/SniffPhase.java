package dev.rowgate.pipeline;

import dev.rowgate.options.Dialect;
import dev.rowgate.pipeline.head.HeadDialect;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// First phase of a run: examines the first bytes, for whether they are CSV at all and what they
/// determine about the dialect. No record is read before that. Not thread-safe.
final class SniffPhase implements Phase {

  private final Intake intake;
  private final Dialect dialect;
  private @Nullable HeadDialect head;

  /// @param dialect from the caller, the schema and the media type
  SniffPhase(Intake intake, Dialect dialect) {
    this.intake = intake;
    this.dialect = dialect;
  }

  /// The completed dialect; null while it isn't known.
  @Nullable HeadDialect head() {
    return head;
  }

  @Override
  public @Nullable Step step() {
    InputProblem notCsv = intake.notCsv();
    if (notCsv != null) {
      return breakOff(notCsv);
    }
    if (!intake.looksLikeCsv()) {
      return moreWithinLimit();
    }
    HeadDialect found = HeadDialect.of(dialect, intake.head());
    if (found.problem() != null) {
      return breakOff(found.problem());
    }
    head = found;
    return null;
  }

  @Override
  public Intake intake() {
    return intake;
  }

  @Override
  public Step.Refused breakOff(InputProblem fault) {
    return new Step.Refused(List.of(fault));
  }
}
