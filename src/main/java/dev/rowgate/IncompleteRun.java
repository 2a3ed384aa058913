package dev.rowgate;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thrown for an incomplete run: it was refused before its first record, or a fault ended it. The
/// entries before it aren't a complete result.
public final class IncompleteRun extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;
  private final transient @Nullable Summary summary;

  /// @param summary null if the run was refused
  /// @param cause null if no exception caused it
  IncompleteRun(List<Problem> problems, @Nullable Summary summary, @Nullable Throwable cause) {
    super(text(problems), cause);
    this.problems = List.copyOf(problems);
    this.summary = summary;
  }

  static String text(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(joining("\n"));
  }

  /// The fault, or all reasons for a refusal; never empty. The codes are those of the command line
  /// and the service.
  public List<Problem> problems() {
    return problems;
  }

  /// The counts up to the fault; null if the run was refused before its first record.
  public @Nullable Summary summary() {
    return summary;
  }
}
