package dev.rowgate.infer.column;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the columns that can be decided say of those that can't: one file is seldom written in two
/// ways.
///
/// @param commaDecimals whether decimals stand behind a comma; null if no column shows it
/// @param dayFirst whether dates have the day before the month; null if no column shows it
/// @param commaDelimiter whether commas separate the cells, so that one inside a cell is likelier
///   between thousands
public record Style(
    @Nullable Boolean commaDecimals, @Nullable Boolean dayFirst, boolean commaDelimiter) {

  public static final Style UNKNOWN = new Style(null, null, false);

  /// What these columns show; two that contradict each other show nothing.
  public static Style of(List<ColumnGuess> columns, boolean commaDelimiter) {
    Votes commas = new Votes();
    Votes days = new Votes();
    for (ColumnGuess column : columns) {
      ColumnDecision decision = ColumnDecision.of(column, UNKNOWN);
      if (decision.isClear() && decision.candidate() != null) {
        commas.add(commaDecimals(decision.candidate(), column));
        days.add(dayFirst(decision.candidate().format()));
      }
    }
    return new Style(commas.result(), days.result(), commaDelimiter);
  }

  private static @Nullable Boolean commaDecimals(Candidate candidate, ColumnGuess column) {
    NumberForm number = candidate.number();
    if (number == null || (number.whole() && number.group().isEmpty())) {
      return null;
    }
    if (number.group().equals(".") || (!number.whole() && number.point().equals(","))) {
      return true;
    }
    boolean points = !number.whole() && column.numbers().hasMarks();
    return (points || number.group().equals(",")) ? Boolean.FALSE : null;
  }

  private static @Nullable Boolean dayFirst(String format) {
    if (TemporalForms.swapped(format).isEmpty()) {
      return null;
    }
    return format.startsWith("%d");
  }

  private static final class Votes {
    private @Nullable Boolean vote;
    private boolean contradicted;

    void add(@Nullable Boolean one) {
      contradicted |= vote != null && one != null && !Objects.equals(vote, one);
      vote = vote == null ? one : vote;
    }

    @Nullable Boolean result() {
      return contradicted ? null : vote;
    }
  }
}
