package dev.rowgate.infer.column;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Conventions of a file, learned from its unambiguous columns and applied to the ambiguous ones.
///
/// @param commaDecimals whether the decimal point is a comma; null if unknown
/// @param dayFirst whether dates have the day before the month; null if unknown
/// @param delimiter if it is a comma, a comma in a cell is more likely a group mark; a semicolon is
///   written instead where the comma is the decimal point
public record Style(@Nullable Boolean commaDecimals, @Nullable Boolean dayFirst, String delimiter) {

  public static final Style UNKNOWN = new Style(null, null, "");

  /// Derives the conventions from the columns; contradicting columns yield null.
  public static Style of(List<ColumnGuess> columns, String delimiter) {
    Votes commas = new Votes();
    Votes days = new Votes();
    for (ColumnGuess column : columns) {
      ColumnDecision decision = ColumnDecision.of(column, UNKNOWN);
      if (decision.isClear() && decision.candidate() != null) {
        commas.add(commaDecimals(decision.candidate(), column));
        days.add(dayFirst(decision.candidate().format()));
      }
    }
    return new Style(commas.result(), days.result(), delimiter);
  }

  private static @Nullable Boolean commaDecimals(Candidate candidate, ColumnGuess column) {
    NumberForm number = candidate.number();
    if (number == null || (number.whole() && number.group().isEmpty())) {
      return null;
    }
    if (number.group().equals(".") || (!number.whole() && number.point().equals(","))) {
      return true;
    }
    boolean points = !number.whole() && column.types().numbers().hasMarks();
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
