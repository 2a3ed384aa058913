package dev.rowgate.infer;

import dev.rowgate.options.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the rows with a table's labels, and what stands before and between that is neither label
/// nor record.
final class HeaderGuess {

  /// A preamble in the same columns as the table isn't longer.
  private static final int MOST_ROWS_BEFORE = 20;

  private static final int LONGEST_UNIT = 10;

  /// Fewer records below a second row of texts may as well be of its kind.
  private static final int LEAST_RECORDS = 3;

  private final Trial trial;
  private final @Nullable Boolean said;
  private final List<Trial.Row> rows;
  private final int width;
  private final List<String> warnings = new ArrayList<>();

  private HeaderGuess(Trial trial, @Nullable Boolean said) {
    this.trial = trial;
    this.said = said;
    this.rows = trial.rows;
    this.width = Math.max(1, trial.width);
  }

  /// @param said whether there are labels, if the caller says so, or null
  static Layout of(Trial trial, @Nullable Boolean said) {
    return new HeaderGuess(trial, said).find();
  }

  private Layout find() {
    int start = start();
    if (rows.get(start).isBroken()) {
      return new Layout(List.of(), rowsTo(said == null || !said ? 0 : 1), madeUp(), 0, 0, "broken records", warnings);
    }
    LabelEvidence evidence = LabelEvidence.of(rows.get(start), body(start + 1));
    if (said == null && !isSepLine(0) && evidence.score() <= 0) {
      int later = laterHeader(start);
      if (later > start) {
        start = later;
        evidence = LabelEvidence.of(rows.get(start), body(start + 1));
      }
    }
    if (said == null ? evidence.isHeader() : said) {
      return labelled(start, evidence);
    }
    boolean odd = said == null && start > 0 && isOddHeader(rows.get(start - 1), start);
    return odd ? oddHeader(start - 1) : unlabelled(start, evidence);
  }

  /// The first row of the table: behind a line that tells the delimiter, and behind titles whose
  /// row is filled up with delimiters.
  private int start() {
    int first = isSepLine(trial.first) ? nextOfTable(trial.first + 1) : trial.first;
    int start = first;
    while (start < MOST_ROWS_BEFORE && start + 1 < rows.size() && isTitle(rows.get(start))) {
      start = nextOfTable(start + 1);
    }
    return start == first || looksLikeLabels(rows.get(start)) ? start : first;
  }

  private int nextOfTable(int from) {
    int at = from;
    while (at < rows.size() && rows.get(at).size() != width) {
      at++;
    }
    return at < rows.size() ? at : trial.first;
  }

  private boolean isSepLine(int row) {
    List<String> cells = rows.get(row).cells();
    return row == 0
        && !cells.isEmpty()
        && cells.getFirst().length() <= 5
        && cells.getFirst().toLowerCase(Locale.ROOT).startsWith("sep=")
        && cells.stream().skip(1).allMatch(String::isEmpty);
  }

  private boolean isTitle(Trial.Row row) {
    return width > 2
        && row.size() == width
        && canBeLeftOut(row)
        && row.cells().stream().filter(cell -> !Labels.isBlank(cell)).count() <= 1;
  }

  private boolean looksLikeLabels(Trial.Row row) {
    return row.size() == width
        && row.cells().stream().noneMatch(Labels::isBlank)
        && row.kinds().stream().noneMatch(CellKind::isTyped);
  }

  /// A row that is left out isn't read, so it must end where its first line does.
  private static boolean canBeLeftOut(Trial.Row row) {
    return row.cells().stream().noneMatch(cell -> cell.contains("\n") || cell.contains("\r"));
  }

  private List<Trial.Row> body(int from) {
    return rows.subList(Math.min(from, rows.size()), rows.size()).stream()
        .filter(row -> row.size() == width)
        .toList();
  }

  /// A row further down that can only hold labels, where those before it fit nothing: a preamble in
  /// the columns of the table. `start` if there is none.
  private int laterHeader(int start) {
    int last = Math.min(start + MOST_ROWS_BEFORE, rows.size() - 2);
    int from = nextOfTable(start + 1);
    for (int at = nextOfTable(from + 1); at > from && at < last; at = nextOfTable(at + 1)) {
      LabelEvidence here = LabelEvidence.of(rows.get(at), body(at + 1));
      boolean labels = here.plain() && here.excluded() > 0 && here.fitting() == 0;
      if (labels && looksLikeLabels(rows.get(at)) && body(at + 1).size() > at - start) {
        return at;
      }
    }
    return start;
  }

  private Layout labelled(int start, LabelEvidence evidence) {
    Trial.Row labels = rows.get(start);
    int next = start + 1;
    boolean hasNext = next < rows.size() && rows.get(next).size() == width;
    LabelEvidence below =
        hasNext ? LabelEvidence.of(rows.get(next), body(next + 1)) : evidence;
    boolean second = said == null && hasNext && below.plain() && canBeLeftOut(labels);
    boolean typed = second && below.excluded() > 0 && below.fitting() == 0;
    if (second && isGroupOver(labels, rows.get(next)) && (typed || hasRepeats(rows.get(next)))) {
      return named(List.of(start, next), List.of(), below);
    }
    if (typed && areUnits(rows.get(next)) && canBeLeftOut(rows.get(next))) {
      warnings.add("header: the row below it holds units and is left out");
      return named(List.of(start), List.of(next), below);
    }
    boolean filled = rows.get(start).cells().stream().noneMatch(Labels::isBlank);
    if (typed && filled && isSecondOfTwo(next, below)) {
      warnings.add("header: its labels are in two rows");
      return named(List.of(start, next), List.of(), below);
    }
    return named(List.of(start), List.of(), evidence);
  }

  private boolean isSecondOfTwo(int row, LabelEvidence evidence) {
    return rows.get(row).cells().stream().noneMatch(HeaderGuess::isBlankOrHasDigits)
        && 2 * evidence.excluded() >= width
        && body(row + 1).size() >= LEAST_RECORDS;
  }

  private static boolean isBlankOrHasDigits(String cell) {
    return Labels.isBlank(cell) || cell.chars().anyMatch(Character::isDigit);
  }

  private static boolean hasRepeats(Trial.Row row) {
    return new HashSet<>(row.cells()).size() < row.size();
  }

  /// Whether a cell of the first row stands over several of the second.
  private static boolean isGroupOver(Trial.Row upper, Trial.Row lower) {
    boolean covers = false;
    int groups = 0;
    for (int i = 0; i < upper.size(); i++) {
      boolean blank = Labels.isBlank(upper.cells().get(i));
      if (blank && Labels.isBlank(lower.cells().get(i))) {
        return false;
      }
      covers |= blank && groups > 0;
      groups += blank ? 0 : 1;
    }
    return covers && groups > 1;
  }

  private static boolean areUnits(Trial.Row row) {
    List<String> filled = row.cells().stream().filter(cell -> !Labels.isBlank(cell)).toList();
    long units =
        filled.stream()
            .filter(cell -> cell.length() <= LONGEST_UNIT)
            .filter(cell ->
                cell.matches("[\\[(].*[\\])]|.*[/%°²³^µΩ·].*") || cell.length() <= 4)
            .count();
    return !filled.isEmpty() && units == filled.size();
  }

  /// Whether a row with another number of cells holds the labels of the rows below it.
  private boolean isOddHeader(Trial.Row row, int start) {
    long texts =
        row.kinds().stream().filter(kind -> kind.isText() || kind == CellKind.EMPTY).count();
    long filled = row.cells().stream().filter(cell -> !Labels.isBlank(cell)).count();
    boolean distinct = new HashSet<>(row.cells()).size() >= filled;
    return row.size() > 1
        && filled > 1
        && texts == row.size()
        && distinct
        && canBeLeftOut(row)
        && Math.abs(row.size() - width) <= Math.max(1, width / 3)
        && !body(start).isEmpty();
  }

  private Layout oddHeader(int row) {
    List<String> labels = rows.get(row).cells();
    boolean fromRight =
        labels.size() == width - 1 && firstColumnHasNames(row + 1) && !lastColumnIsEmpty(row + 1);
    var names = new HeaderNames(List.of(labels), width, fromRight);
    warnings.add(
        "header: it has %d labels for %d columns; it is left out, and the fields have its labels by position"
            .formatted(labels.size(), width));
    return new Layout(
        List.of(), rowsTo(row + 1), names.names(), 0, 0.7, "labels of another number", warnings);
  }

  /// Whether the first column has the names or numbers of rows, which R writes without a label.
  private boolean firstColumnHasNames(int from) {
    List<String> cells = body(from).stream().map(row -> row.cells().getFirst()).toList();
    boolean numbered =
        IntStream.range(0, cells.size()).allMatch(i -> cells.get(i).equals(String.valueOf(i + 1)));
    boolean named =
        body(from).stream().allMatch(row -> row.kinds().getFirst().isText())
            && new HashSet<>(cells).size() == cells.size();
    return numbered || named;
  }

  private boolean lastColumnIsEmpty(int from) {
    return body(from).stream().allMatch(row -> row.cells().getLast().isEmpty());
  }

  private Layout unlabelled(int start, LabelEvidence evidence) {
    int before = IntStream.range(0, start).allMatch(i -> canBeLeftOut(rows.get(i))) ? start : 0;
    if (before > 0) {
      warnings.add(
          "header: none is assumed, and the first rows, %d in all, are left out".formatted(before));
    }
    double confidence = said == null ? confidence(evidence) : 1;
    return new Layout(
        List.of(),
        rowsTo(before),
        madeUp(),
        0,
        confidence,
        "a first row with numbers, dates or the like",
        warnings);
  }

  /// @param labels the rows with labels, from 0
  /// @param others rows below them that are left out
  private Layout named(List<Integer> labels, List<Integer> others, LabelEvidence evidence) {
    int start = labels.getFirst();
    var names =
        new HeaderNames(labels.stream().map(row -> rows.get(row).cells()).toList(), width, false);
    boolean skippable =
        IntStream.range(0, start).allMatch(i -> canBeLeftOut(rows.get(i)));
    boolean bound = names.areThoseOfTheEngine() && skippable;
    int last = others.isEmpty() ? labels.getLast() : others.getLast();
    boolean droppable =
        IntStream.rangeClosed(0, last).allMatch(i -> canBeLeftOut(rows.get(i)));
    if (!bound && !droppable) {
      warnings.add("header: its labels can't be names, and it can't be left out");
      return new Layout(List.of(), List.of(), madeUp(), 0, 0.5, "labels that aren't usable", warnings);
    }
    warn(evidence, names, bound, start);
    List<Integer> leftOut = others.stream().map(row -> row + 1).toList();
    double confidence = said == null ? confidence(evidence) : 1;
    String seen =
        evidence.score() > 0 ? "a first row unlike those below it" : "a first row of texts";
    return bound
        ? new Layout(
            labels.stream().map(row -> row + 1).toList(),
            leftOut,
            names.names(),
            names.firstCell(),
            confidence,
            seen,
            warnings)
        : new Layout(
            List.of(), rowsTo(last + 1), names.names(), names.firstCell(), confidence, seen, warnings);
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

  private static double confidence(LabelEvidence evidence) {
    double strength = Math.min(1, Math.abs(evidence.score()) / 4);
    return 0.5 + 0.5 * strength;
  }

  private static List<Integer> rowsTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private List<String> madeUp() {
    return IntStream.rangeClosed(1, width).mapToObj(Labels::madeUp).toList();
  }
}
