package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counter of the date and time formats in the first cells of a column. A column with several
/// formats is text, and the counts explain why in a warning.
final class DateFormats {

  private static final int MOST_CELLS = 1_000;

  /// If none of the first cells, up to this number, is a date, the column has no dates.
  private static final int FIRST_CELLS = 8;

  private static final int MOST_FORMATS = 6;

  /// Maximum share of cells that aren't dates, as a divisor.
  private static final int PER_OTHER = 10;

  private static final class Counted {
    final Candidate candidate;
    int cells;

    Counted(Candidate candidate) {
      this.candidate = candidate;
    }
  }

  private static final List<Candidate> STANDARD =
      Candidate.FIXED.stream()
          .filter(each -> List.of("date", "datetime", "time").contains(each.typeName()))
          .toList();

  private final List<Counted> formats = new ArrayList<>();
  private final Value value = new Value();
  private int cells;
  private int dates;

  void add(byte[] bytes, int from, int to) {
    if (isDone()) {
      return;
    }
    cells++;
    for (Counted format : formats) {
      if (format.candidate.type().read(bytes, from, to, value)) {
        format.cells++;
        dates++;
        return;
      }
    }
    if (formats.size() < MOST_FORMATS) {
      find(bytes, from, to);
    }
  }

  /// Whether enough cells were examined.
  boolean isDone() {
    return cells == MOST_CELLS || (dates == 0 && cells == FIRST_CELLS);
  }

  private void find(byte[] bytes, int from, int to) {
    List<Candidate> possible = new ArrayList<>(STANDARD);
    possible.addAll(TemporalForms.of(new String(bytes, from, to - from, UTF_8)));
    for (Candidate candidate : possible) {
      if (candidate.type().read(bytes, from, to, value)) {
        var counted = new Counted(candidate);
        counted.cells = 1;
        dates++;
        formats.add(counted);
        return;
      }
    }
  }

  /// Returns a warning that there are several formats, if nearly all cells have one of them;
  /// otherwise an empty text.
  String warning() {
    List<Counted> most = byCells();
    return most.isEmpty()
        ? ""
        : "dates in %d formats, so that it stays text: %s in %d of the first cells, %s in %d"
            .formatted(
                most.size(),
                most.getFirst().candidate.type().expected(),
                most.getFirst().cells,
                most.get(1).candidate.type().expected(),
                most.get(1).cells);
  }

  /// Returns the most frequent of several formats; null if there is no warning, or if its day and
  /// month may be swapped.
  @Nullable Candidate most() {
    List<Counted> most = byCells();
    Candidate first = most.isEmpty() ? null : most.getFirst().candidate;
    return first == null || !TemporalForms.swapped(first.format()).isEmpty() ? null : first;
  }

  /// Returns the formats, the most frequent one first; none if there aren't several of nearly all
  /// cells.
  private List<Counted> byCells() {
    return formats.size() < 2 || (cells - dates) * PER_OTHER > cells
        ? List.of()
        : formats.stream()
            .sorted(Comparator.comparingInt((Counted each) -> each.cells).reversed())
            .toList();
  }
}
