package dev.rowgate.pipeline;

import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Limits on rejected records, beyond which a run stops.
record Tolerance(Options options) {

  /// First record at which the ratio is checked, since it means little for a few records; it is
  /// also checked at the end.
  private static final long FIRST_JUDGED = 100;

  /// Whether valid records may be taken in bulk after `read` records: the ratio isn't checked at
  /// any of them.
  boolean allowsMany(long read) {
    return options.maxErrorRatio() == null || read >= FIRST_JUDGED;
  }

  /// Returns the fault that stops the run at the record just read, or null.
  @Nullable InputProblem judge(long read, long rejected, boolean justRejected) {
    if (justRejected) {
      if (options.errors() == Options.Errors.FAIL) {
        return new InputProblem.RecordRejected(read);
      }
      Long most = options.maxErrors();
      if (most != null && rejected > most) {
        return new InputProblem.TooManyErrors("maxErrors", most.toString(), rejected, read);
      }
    }
    // Between two rejected records the ratio only falls.
    boolean isJudged = read == FIRST_JUDGED || (justRejected && read > FIRST_JUDGED);
    return isJudged ? judgeAtEnd(read, rejected) : null;
  }

  /// Returns the fault of a run that has reached the end of its input, or null.
  @Nullable InputProblem judgeAtEnd(long read, long rejected) {
    BigDecimal ratio = options.maxErrorRatio();
    if (ratio == null) {
      return null;
    }
    BigDecimal most = ratio.multiply(BigDecimal.valueOf(read));
    return BigDecimal.valueOf(rejected).compareTo(most) > 0
        ? new InputProblem.TooManyErrors("maxErrorRatio", ratio.toPlainString(), rejected, read)
        : null;
  }
}
