package dev.rowgate.pipeline;

import dev.rowgate.options.Dialect;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first phase of a run: looks at the first bytes, whether they are CSV at all, and what they
/// say about the dialect. No record is read before that is known. Not thread-safe.
final class SniffPhase implements Phase {

  private final Intake intake;
  private final Dialect dialect;
  private @Nullable HeadDialect head;

  /// @param dialect as the caller, the schema and the media type give it
  SniffPhase(Intake intake, Dialect dialect) {
    this.intake = intake;
    this.dialect = dialect;
  }

  /// What the first bytes say; null as long as that isn't known.
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
