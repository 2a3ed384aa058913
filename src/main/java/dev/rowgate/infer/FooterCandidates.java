package dev.rowgate.infer;

import dev.rowgate.infer.column.ColumnDecision;
import dev.rowgate.infer.column.ColumnGuess;
import dev.rowgate.options.Dialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.records.CellSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records that look like a footer so far. They are one if no other record follows; otherwise
/// they count for the types of the columns.
final class FooterCandidates {

  private final List<ColumnGuess> columns;
  private final HeldRecords held = new HeldRecords();

  /// Number of the first held record.
  private long first;

  /// Whether totals are among the records, so that a last one isn't a footer.
  private boolean hasTotals;

  FooterCandidates(List<ColumnGuess> columns) {
    this.columns = columns;
  }

  /// Holds a record that looks like a footer; otherwise releases those before it.
  ///
  /// @param number of the record
  /// @param release gets the records that weren't a footer
  /// @return whether it is held
  boolean hold(
      CellSource record, Footer.Kind kind, long number, Consumer<HeldRecords.Held> release) {
    hasTotals |= kind == Footer.Kind.TOTAL && number <= Footer.LEAST_RECORDS;
    boolean isFooter = kind != Footer.Kind.NONE && !(kind == Footer.Kind.TOTAL && hasTotals);
    if (!isFooter || !held.hold(record, kind)) {
      release(release);
      return false;
    }
    if (held.held().size() == 1) {
      first = number;
    }
    return true;
  }

  boolean isEmpty() {
    return held.held().isEmpty();
  }

  /// Whether the last record is a note, so that a further one may be any text.
  boolean endsInNote() {
    return !isEmpty() && held.held().getLast().isNote();
  }

  /// Whether a held record is blank.
  boolean hasBlank() {
    return !isEmpty() && held.held().stream().anyMatch(each -> each.kind() == Footer.Kind.BLANK);
  }

  private void release(Consumer<HeldRecords.Held> to) {
    if (!isEmpty()) {
      hasTotals |= held.held().stream().anyMatch(HeldRecords.Held::isTotal);
      held.release(to);
    }
  }

  /// Returns the records that a conversion skips or, if it skips none, those that it would reject;
  /// null if there are none.
  ///
  /// @param firstCell the index of the first field's cell
  /// @param leftOut whether a conversion skips them, including those that it could read
  @Nullable FooterNote note(List<ColumnDecision> decisions, int firstCell, boolean leftOut) {
    List<HeldRecords.Held> some =
        held.held().stream()
            .filter(each -> leftOut || (!each.isNote() && odd(each, decisions, firstCell) != null))
            .toList();
    return some.isEmpty()
        ? null
        : new FooterNote(
            some.size(),
            some.getFirst().line(),
            example(some.getFirst(), decisions, firstCell),
            leftOut);
  }

  private Excerpt example(HeldRecords.Held record, List<ColumnDecision> decisions, int firstCell) {
    Excerpt odd = odd(record, decisions, firstCell);
    return odd == null ? Excerpt.of(record.label(firstCell)) : odd;
  }

  /// Returns the number of lines; 0 if they aren't exactly the last ones, or are records that could
  /// be read. Must be called only after the whole input was read.
  ///
  /// @param records the number of all records
  int lines(List<ColumnDecision> decisions, int firstCell, long records, Dialect dialect) {
    List<HeldRecords.Held> all = held.held();
    boolean isExact =
        records == first + all.size() - 1
            && dialect.comment().isEmpty()
            && !dialect.lineTerminator().isOther()
            && all.stream().allMatch(HeldRecords.Held::isOneLine)
            && all.stream()
                .allMatch(each ->
                    each.kind() != Footer.Kind.ODD || odd(each, decisions, firstCell) != null)
            && all.stream().allMatch(each -> Footer.isCertain(each, firstCell));
    return isExact ? all.size() : 0;
  }

  /// Returns the number of held records with fewer cells than the table's records.
  long notes() {
    return held.held().stream().filter(HeldRecords.Held::isNote).count();
  }

  /// Returns a cell that isn't of its column's type; null if all are.
  private @Nullable Excerpt odd(
      HeldRecords.Held record, List<ColumnDecision> decisions, int firstCell) {
    if (record.isNote()) {
      return Excerpt.of(record.label(0));
    }
    for (int i = 0; i < columns.size(); i++) {
      byte[] cell = record.cells().get(firstCell + i);
      if (cell != null && columns.get(i).rejects(decisions.get(i), cell)) {
        return Excerpt.of(cell, 0, cell.length);
      }
    }
    return null;
  }
}
