package dev.rowgate;

import dev.rowgate.problem.SchemaProblem;
import java.util.List;

/// Thrown for a refused schema; has all its problems.
public final class InvalidSchema extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  private InvalidSchema(String message, List<Problem> problems) {
    super(message);
    this.problems = problems;
  }

  static InvalidSchema of(List<SchemaProblem> found) {
    List<Problem> problems = found.stream().map(Problem::of).toList();
    return new InvalidSchema(IncompleteRun.text(problems), problems);
  }

  /// All problems, each with its [pointer][Problem#pointer()]; never empty.
  public List<Problem> problems() {
    return problems;
  }
}
