package dev.rowgate.pipeline;

import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How many rejected records a run bears: past either bound it stops.
final class Tolerance {

  /// A ratio says little about a few records: it is judged from this one on, and at the end.
  private static final long FIRST_JUDGED = 100;

  private final Options options;

  Tolerance(Options options) {
    this.options = options;
  }

  /// Whether valid records may be taken in bulk after `read` records: the ratio is judged at none
  /// of them.
  boolean allowsMany(long read) {
    return options.maxErrorRatio() == null || read >= FIRST_JUDGED;
  }

  /// What stops the run at the record just read, or null.
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

  /// What spoils a run that has come to its end, or null.
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
