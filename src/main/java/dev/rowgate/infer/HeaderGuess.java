package dev.rowgate.infer;

import dev.rowgate.infer.dialect.CellKind;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Detector of the header rows, and of rows before and between them that are neither header nor
/// records.
final class HeaderGuess {

  private final Trial trial;
  private final LabelRows table;
  private final @Nullable Boolean said;
  private final List<Trial.Row> rows;
  private final int width;
  private final List<String> warnings = new ArrayList<>();

  private HeaderGuess(Trial trial, @Nullable Boolean said) {
    this.trial = trial;
    this.table = new LabelRows(trial);
    this.said = said;
    this.rows = trial.rows();
    this.width = Math.max(1, trial.width());
  }

  /// @param trial the sample, parsed with the chosen dialect
  /// @param said whether there is a header, as the caller specified; null if unspecified
  static Layout of(Trial trial, @Nullable Boolean said) {
    return new HeaderGuess(trial, said).find();
  }

  private Layout find() {
    int start = table.start();
    if (rows.get(start).isBroken()) {
      return numbered(said == null || !said ? 0 : 1, 0, "broken records");
    }
    boolean isRecord = rows.get(start).kinds().stream().allMatch(CellKind::isTyped);
    int odd = said == null ? table.oddHeader(start) : -1;
    if (splitDecimals(odd, start, true) > 0 || (isRecord && odd >= 0)) {
      return oddHeader(odd, start);
    }
    SeriesRows series = said == null ? SeriesRows.of(trial, start) : null;
    LabelEvidence evidence =
        LabelEvidence.of(rows.get(start), table.body(table.behindNotes(start + 1)));
    if (series != null && isDescribed(series, start, evidence)) {
      return ofSeries(series);
    }
    if (said == null && evidence.score() <= 0 && !table.areYearsOverLabels(start)) {
      int later = table.laterHeader(start);
      if (later > start) {
        start = later;
        evidence = LabelEvidence.of(rows.get(start), table.body(start + 1));
      }
    }
    boolean isHeader =
        evidence.isHeader()
            || table.behindUnits(start + 1) > start + 1
            || table.areYearsOverLabels(start);
    if (said == null ? isHeader : said) {
      return labelled(start, evidence);
    }
    return odd >= 0 ? oddHeader(odd, start) : unlabelled(start, evidence);
  }

  /// Whether the rows that describe series aren't a header of several rows, perhaps with units.
  private boolean isDescribed(SeriesRows series, int start, LabelEvidence evidence) {
    LabelBlock block = LabelBlock.of(trial, table, start, evidence);
    boolean isFirst = series.labels() == start;
    return block.endsAbove(series.first())
        ? block.others.isEmpty() || isFirst
        : isFirst && evidence.score() <= 0;
  }

  private Layout ofSeries(SeriesRows series) {
    int labels = series.labels();
    LabelEvidence evidence = LabelEvidence.of(rows.get(labels), table.body(series.first()));
    LabelBlock block = LabelBlock.of(trial, table, series, evidence);
    warnings.addAll(block.warnings);
    return named(block.labels, block.others, block.evidence);
  }

  private Layout labelled(int start, LabelEvidence evidence) {
    if (said != null || !LabelRows.canBeLeftOut(rows.get(start))) {
      return named(List.of(start), List.of(), evidence);
    }
    LabelBlock block = LabelBlock.of(trial, table, start, evidence);
    warnings.addAll(block.warnings);
    return named(block.labels, block.others, block.evidence);
  }

  /// Returns the index of a column of decimals without a label in the row before the table; -1 if
  /// there is none.
  ///
  /// @param odd the index of that row; -1 if it has as many cells as the records
  /// @param certain see [SplitDecimals]
  private int splitDecimals(int odd, int start, boolean certain) {
    Dialect dialect = trial.dialect().complete();
    boolean possible =
        odd >= 0
            && trial.delimiter().equals(",")
            && !dialect.skipInitialSpace()
            && !dialect.trim()
            && rows.get(odd).size() == width - 1;
    return possible ? SplitDecimals.in(table.body(start), certain) : -1;
  }

  /// @param row the index of the header, which has another number of cells than the records
  /// @param start the index of the first record
  private Layout oddHeader(int row, int start) {
    List<String> labels = rows.get(row).cells();
    boolean fromRight =
        labels.size() == width - 1
            && table.firstColumnHasNames(start)
            && !LabelRows.namesNumbers(labels.getFirst())
            && !table.lastColumnIsEmpty(start);
    int gap = fromRight ? 0 : labels.size();
    int certain = splitDecimals(row, start, true);
    int decimals = certain < 0 && !fromRight ? splitDecimals(row, start, false) : certain;
    if (certain > 0 || decimals == gap) {
      gap = decimals;
      warnings.add(
          "header: columns %d and %d may be one column of numbers with decimal commas that lack quotes"
              .formatted(gap, gap + 1));
    }
    var names = new HeaderNames(List.of(labels), width, gap);
    warnings.add(
        "header: it has %d labels for %d columns; it is left out, and the fields have its labels by position%s"
            .formatted(
                labels.size(), width, gap == 0 ? ", the first column none, as for row names" : ""));
    int first = names.firstCell();
    return new Layout(
        List.of(),
        rowsTo(first > 0 ? row : start),
        List.of(),
        names.names(),
        first,
        0.7,
        "labels of another number",
        warnings);
  }

  private Layout unlabelled(int start, LabelEvidence evidence) {
    int before = canBeLeftOutTo(start) ? start : 0;
    if (before > 0) {
      warnings.add(
          "header: none is assumed, and the first rows, %d in all, are left out".formatted(before));
    }
    return numbered(before, confidence(evidence), "a first row with numbers, dates or the like");
  }

  /// Returns a layout without labels.
  ///
  /// @param leftOut number of rows before the records that are skipped
  private Layout numbered(int leftOut, double confidence, String seen) {
    List<String> names = IntStream.rangeClosed(1, width).mapToObj(Labels::madeUp).toList();
    return new Layout(List.of(), rowsTo(leftOut), List.of(), names, 0, confidence, seen, warnings);
  }

  private boolean canBeLeftOutTo(int end) {
    return rows.subList(0, end).stream().allMatch(LabelRows::canBeLeftOut);
  }

  /// Returns a layout with names from header rows.
  ///
  /// @param labels the header rows, from 0
  /// @param others indices of rows below them that are skipped
  private Layout named(List<Integer> labels, List<Integer> others, LabelEvidence evidence) {
    int start = labels.getFirst();
    var names = new HeaderNames(labels.stream().map(row -> rows.get(row).cells()).toList(), width);
    boolean bound = names.areThoseOfTheEngine() && canBeLeftOutTo(start);
    int last = others.isEmpty() ? labels.getLast() : Math.max(labels.getLast(), others.getLast());
    boolean droppable =
        IntStream.rangeClosed(0, last)
            .allMatch(i ->
                others.contains(i)
                    ? table.canBeLeftOutByLines(rows.get(i))
                    : LabelRows.canBeLeftOut(rows.get(i)));
    boolean ofRejects = names.firstCell() > 0;
    if (!bound && !droppable) {
      warnings.add("header: its labels can't be names, and it can't be left out");
      return numbered(0, 0.5, "labels that aren't usable");
    }
    warn(evidence, names, bound, start);
    List<Integer> leftOut =
        others.stream()
            .flatMap(row -> IntStream.range(number(row, others), number(row + 1, others)).boxed())
            .toList();
    String seen =
        evidence.score() > 0 ? "a first row unlike those below it" : "a first row of texts";
    List<Integer> header =
        bound ? labels.stream().map(row -> number(row, others)).toList() : List.of();
    List<Integer> skipped =
        bound
            ? leftOut
            : rowsTo(number(last + 1, others) - 1).stream()
                .filter(row -> !ofRejects || row != start + 1)
                .toList();
    return new Layout(
        header,
        skipped,
        rows.get(labels.getLast()).cells(),
        names.names(),
        names.firstCell(),
        confidence(evidence),
        seen,
        warnings);
  }

  /// Returns the number of a row, from 1, as a conversion counts that skips those of `others` above
  /// it: it counts each of their lines.
  private int number(int row, List<Integer> others) {
    return 1
        + IntStream.range(0, row)
            .map(i -> others.contains(i) ? LabelRows.lines(rows.get(i)) : 1)
            .sum();
  }

  private void warn(LabelEvidence evidence, HeaderNames names, boolean bound, int start) {
    if (said == null && evidence.score() <= 0) {
      warnings.add("header: nothing but habit distinguishes the first row from the others");
    }
    if (said == null && evidence.numbers() > 0) {
      warnings.add("header: %d of its labels are numbers".formatted(evidence.numbers()));
    }
    if (!names.replaced().isEmpty()) {
      List<String> some = names.replaced().subList(0, Math.min(5, names.replaced().size()));
      warnings.add(
          "header: labels that are blank, repeated or reserved are replaced: %d, such as '%s'"
              .formatted(names.replaced().size(), some.getFirst()));
    }
    if (!bound) {
      warnings.add("header: it is left out, and the fields have its labels by position");
    }
    if (start > 0) {
      warnings.add("header: %d rows before it are left out".formatted(start));
    }
  }

  private double confidence(LabelEvidence evidence) {
    double strength = Math.min(1, Math.abs(evidence.score()) / 4);
    return said == null ? 0.5 + 0.5 * strength : 1;
  }

  private static List<Integer> rowsTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
