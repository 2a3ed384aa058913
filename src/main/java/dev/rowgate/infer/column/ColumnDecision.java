package dev.rowgate.infer.column;

import org.jspecify.annotations.Nullable;

/// Type chosen for a column.
///
/// @param candidate the type; null for text
/// @param nearest the type of most cells of a column that stays text because of the others; null if
///   there is none
/// @param misfits number of cells that aren't of the type
/// @param other the first of these cells
/// @param warning evidence against it, or empty
/// @param runnerUp the second best type, or null
/// @param isClear whether the column alone determined the type, without a close alternative
public record ColumnDecision(
    @Nullable Candidate candidate,
    @Nullable Candidate nearest,
    long misfits,
    @Nullable OddCell other,
    String warning,
    @Nullable String runnerUp,
    boolean isClear) {

  private static final String DAY_OR_MONTH =
      "dates, but whether the day or the month comes first can't be inferred";

  private static final String TWO_DIGITS =
      "two-digit years: 69 to 99 are read as 1969 to 1999, 00 to 68 as 2000 to 2068";

  private static final String PADDED =
      "numbers with spaces around them in quotes: the schema also accepts other text around them,"
          + " such as a unit, and drops it";

  private static final String STARS = "stars among its values may be values too, so it stays text";

  /// @param label the name of the column
  public static ColumnDecision of(ColumnGuess column, Style style, String label) {
    if (column.mayHaveRatings()) {
      boolean isTyped = column.isTyped() || column.booleans().candidate().isPresent();
      return text(isTyped ? STARS : "", null);
    }
    Candidate compact = column.compactDates().type(column.filled(), label);
    if (compact == null) {
      ColumnDecision found = of(column, style);
      Candidate type = found.candidate();
      // Codes of products and sections have such points, too.
      boolean isCode = TemporalForms.isDottedTime(type) && !CompactDates.isOfTime(label);
      return isCode ? text("", "time") : found;
    }
    String what =
        compact.typeName().equals("date")
            ? "dates of eight digits"
            : "dates and times in digits alone";
    String warning = "all values are " + what + "; if they are numbers, its type is integer";
    return new ColumnDecision(compact, null, 0, null, warning, "integer", false);
  }

  public static ColumnDecision of(ColumnGuess column, Style style) {
    if (column.filled() == 0) {
      return text("no cell has a value", null);
    }
    Candidate best = column.types().best();
    if (best == null) {
      Candidate words = column.booleans().candidate().orElse(null);
      return words != null
          ? new ColumnDecision(words, null, 0, null, "", "string", true)
          : text(column);
    }
    return best.isNumeric()
        ? ofNumbers(column.types(), best, style)
        : ofOthers(column.types(), best, style);
  }

  private static ColumnDecision text(String warning, @Nullable String runnerUp) {
    return new ColumnDecision(null, null, 0, null, warning, runnerUp, warning.isEmpty());
  }

  private static ColumnDecision text(ColumnGuess column) {
    String why = TextReason.of(column);
    return new ColumnDecision(null, TextReason.nearest(column), 0, null, why, null, why.isEmpty());
  }

  private static ColumnDecision decided(
      PossibleTypes types, Candidate candidate, String warning, @Nullable String runnerUp) {
    long misfits = types.misfits(candidate);
    OddCell other = misfits == 0 ? null : types.other(candidate);
    return new ColumnDecision(
        candidate, null, misfits, other, warning, runnerUp, warning.isEmpty());
  }

  private static ColumnDecision ofNumbers(PossibleTypes types, Candidate best, Style style) {
    if (types.numbers().isZerosAndOnes(types.filled())) {
      return decided(types, best, "only 0 and 1: this may be meant as boolean", "boolean");
    }
    Candidate points = types.equal(best, "", ".");
    Candidate commas = types.equal(best, "", ",");
    Candidate groupedByPoints = types.equal(best, ".", "");
    Candidate groupedByCommas = types.equal(best, ",", "");
    if (points != null && groupedByPoints != null && types.numbers().isAmbiguous()) {
      return either(types, style, points, groupedByPoints, ".");
    }
    if (commas != null && groupedByCommas != null && types.numbers().isAmbiguous()) {
      return either(types, style, commas, groupedByCommas, ",");
    }
    NumberForm form = best.number();
    boolean isPadded = form != null && form.marked() && types.numbers().signs().first().isEmpty();
    String warning =
        isPadded ? PADDED : types.numbers().signs().warning(types.filled() - types.misfits(best));
    return decided(types, best, warning, best.equals(Candidate.INTEGER) ? "number" : "string");
  }

  /// Decides whether a mark that always precedes three digits is a decimal point or a group mark.
  private static ColumnDecision either(
      PossibleTypes types, Style style, Candidate decimals, Candidate grouped, String mark) {
    boolean comma = mark.equals(",");
    if (style.commaDecimals() != null) {
      return decided(types, style.commaDecimals() == comma ? decimals : grouped, "", null);
    }
    String warning = "'%s' before three digits may be decimals or thousands: %s is assumed";
    if (types.numbers().isGroupedForSure()) {
      return decided(types, grouped, warning.formatted(mark, "thousands"), decimals.shown());
    }
    if (!comma) {
      return decided(types, decimals, warning.formatted(mark, "decimals"), grouped.shown());
    }
    String delimiter = style.delimiter();
    return switch (delimiter.equals(";") && !types.isAlwaysMarked() ? "" : delimiter) {
      case "," -> decided(types, grouped, warning.formatted(mark, "thousands"), decimals.shown());
      case ";" -> decided(types, decimals, warning.formatted(mark, "decimals"), grouped.shown());
      default ->
          text(
              "',' before three digits may be decimals or thousands, which can't be inferred",
              decimals.shown());
    };
  }

  private static ColumnDecision ofOthers(PossibleTypes types, Candidate best, Style style) {
    String swappedFormat = TemporalForms.swapped(best.format());
    Candidate swapped = swappedFormat.isEmpty() ? null : types.kept(best.typeName(), swappedFormat);
    Candidate chosen = best;
    String warning = "";
    if (swapped != null && types.misfits(swapped) == types.misfits(best)) {
      if (style.dayFirst() == null) {
        return text(DAY_OR_MONTH, best.shown());
      }
      chosen = best.format().startsWith("%d") == style.dayFirst() ? best : swapped;
    } else if (swapped != null && types.areFew(types.misfits(swapped))) {
      warning =
          "%d cells alone decide whether the day or the month comes first"
              .formatted(types.misfits(swapped));
    }
    if (chosen.format().contains("%y")) {
      warning = TWO_DIGITS;
    }
    return decided(types, chosen, warning, swapped == null ? "string" : swapped.shown());
  }

  /// Whether the type drops the text around numbers, such as a currency or percent sign.
  public boolean dropsSigns() {
    return candidate != null && candidate.number() != null && candidate.number().marked();
  }

  /// Returns the example for a warning about cells that aren't of the type; empty if all are.
  public String firstOther() {
    return other == null ? "" : ", the first in " + other;
  }
}
