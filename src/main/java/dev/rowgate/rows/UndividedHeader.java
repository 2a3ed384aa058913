package dev.rowgate.rows;

import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.Optional;

/// Whether a header looks as if another delimiter were meant: read by commas, a file with
/// semicolons is one column, and nothing about it is wrong.
public final class UndividedHeader {

  /// In the order in which one is more likely than the next.
  private static final List<String> DELIMITERS = List.of(";", "\t", "|", ",");

  private UndividedHeader() {}

  /// @param delimiter that the labels were read by
  public static Optional<InputProblem> of(List<String> labels, String delimiter) {
    return labels.size() != 1
        ? Optional.empty()
        : DELIMITERS.stream()
            .filter(found -> !found.equals(delimiter) && labels.getFirst().contains(found))
            .findFirst()
            .map(found -> new InputProblem.UndividedHeader(delimiter, found));
  }
}
