package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The types that the cells of a column may have, with the number of cells that aren't of each.
/// Some are tried in any column, others are added when a cell suggests them; a type is dropped when
/// too many cells aren't of it. Not thread-safe.
final class PossibleTypes {

  /// Maximum share of cells of another type, as a divisor; such cells may be errors in the file.
  private static final long PER_MISFIT = 100;

  /// Number of misfits that is tolerated in addition to a share, times [TextReason#PER_OTHER].
  private static final long FEW = 12;

  /// Minimum number of cells from which the share of misfits can be judged.
  private static final int FIRST_CELLS = 8;

  /// After this number of cells, all of one type, other types are no longer tried.
  private static final int SETTLED_CELLS = 1_000;

  /// In bytes; a longer cell suggests no type.
  private static final int LONGEST = 100;

  private final List<KeptType> kept = new ArrayList<>();
  private final NumberEvidence numbers = new NumberEvidence();
  private final FirstCells firstCells = new FirstCells();
  private final Value value;
  private boolean isSettled;

  /// Number of cells that aren't plain integers.
  private long others;

  /// @param value overwritten by each test; shared to save memory
  PossibleTypes(Value value) {
    this.value = value;
  }

  /// Adds a plain integer.
  void addInteger(byte[] bytes, int from, int to, long line) {
    if (numbers.integers() == 0) {
      firstCells.addInteger(bytes, from, to, line);
    }
    numbers.addInteger(bytes, from, to);
  }

  /// Adds a cell that isn't a plain integer.
  ///
  /// @return whether a type was still possible before it
  boolean add(byte[] bytes, int from, int to, long line) {
    firstCells.add(bytes, from, to, line);
    if (others++ == 0) {
      start();
    }
    if (kept.isEmpty()) {
      return false;
    }
    long filled = filled();
    boolean number = false;
    boolean fits = false;
    for (int i = kept.size() - 1; i >= 0; i--) {
      KeptType each = kept.get(i);
      if (each.fits(bytes, from, to)) {
        each.fits++;
        fits = true;
        number |= each.isNumeric();
      } else {
        each.addOther(bytes, from, to, line);
        if (filled > FIRST_CELLS && misfits(each) * TextReason.PER_OTHER > filled + FEW) {
          kept.remove(i);
        }
      }
    }
    if (!fits || filled <= FIRST_CELLS) {
      int known = kept.size();
      number |= grow(bytes, from, to);
      if (!fits && known == kept.size()) {
        firstCells.addUnfit(bytes, from, to, line);
      }
    }
    if (number) {
      numbers.add(bytes, from, to);
    }
    if (!isSettled && filled >= SETTLED_CELLS) {
      settle();
    }
    return true;
  }

  /// Drops alternatives once all cells are of one type, except the same format with day and month
  /// swapped.
  private void settle() {
    isSettled = true;
    Candidate best = best();
    if (best != null && !best.isNumeric() && misfits(best) == 0) {
      String swapped = TemporalForms.swapped(best.format());
      kept.removeIf(
          each -> !each.candidate.equals(best) && !each.candidate.format().equals(swapped));
    }
  }

  /// Adds the fixed types, at the first cell that isn't a plain integer.
  private void start() {
    kept.add(new KeptType(Candidate.INTEGER, 0, value));
    kept.add(new KeptType(Candidate.NUMBER, 0, value));
    Candidate.FIXED.forEach(candidate -> kept.add(new KeptType(candidate, 0, value)));
  }

  /// Adds the types that this cell suggests and that aren't candidates yet.
  ///
  /// @return whether one of them is a number
  private boolean grow(byte[] bytes, int from, int to) {
    if (to - from > LONGEST || kept.isEmpty()) {
      return false;
    }
    boolean number = false;
    String cell = new String(bytes, from, to - from, UTF_8);
    for (NumberForm form : NumberForm.of(cell)) {
      long before =
          kept.stream()
              .filter(KeptType::isNumeric)
              .filter(each -> Objects.requireNonNull(each.candidate.number()).isPartOf(form))
              .mapToLong(each -> each.fits - (each.fits(bytes, from, to) ? 1 : 0))
              .max()
              .orElse(0);
      Candidate candidate = Candidate.of(form).orElse(null);
      number |= candidate != null && keep(candidate, before, bytes, from, to);
    }
    if (others <= FIRST_CELLS) {
      TemporalForms.of(cell).forEach(candidate -> keep(candidate, 0, bytes, from, to));
    }
    addWithOrWithoutFraction(cell, bytes, from, to);
    return number;
  }

  /// Adds any format of date and time, if all cells before this one have the same format, except
  /// that only they or only this one have a fraction of the second.
  private void addWithOrWithoutFraction(String cell, byte[] bytes, int from, int to) {
    long before = filled() - 1;
    KeptType only =
        kept.stream()
            .filter(each -> each.fits == before && each.candidate.format().contains("%S"))
            .findFirst()
            .orElse(null);
    if (only != null && before > 0 && !only.fits(bytes, from, to)) {
      String other = TemporalForms.withOrWithoutFraction(only.candidate.format());
      boolean same = TemporalForms.of(cell).stream().anyMatch(each -> each.format().equals(other));
      if (same) {
        keep(Candidate.formatted("datetime", "any"), before, bytes, from, to);
      }
    }
  }

  private boolean keep(Candidate candidate, long before, byte[] bytes, int from, int to) {
    boolean known = kept.stream().anyMatch(each -> each.candidate.equals(candidate));
    boolean isNew = !known && KeptType.fits(candidate, bytes, from, to, value);
    if (isNew) {
      kept.add(new KeptType(candidate, before + 1, value));
    }
    return isNew;
  }

  /// Returns the number of cells.
  long filled() {
    return numbers.integers() + others;
  }

  boolean areFew(long misfits) {
    return misfits * PER_MISFIT <= filled();
  }

  long misfits(KeptType each) {
    return others - each.fits + (each.isNumeric() ? 0 : numbers.integers());
  }

  long misfits(Candidate candidate) {
    return find(candidate).map(this::misfits).orElse(candidate.isNumeric() ? others : 0);
  }

  /// Returns the first cell that isn't of the type; null if all are.
  @Nullable OddCell other(Candidate candidate) {
    return find(candidate).map(firstCells::firstOther).orElse(null);
  }

  private Optional<KeptType> find(Candidate candidate) {
    return kept.stream().filter(each -> each.candidate.equals(candidate)).findFirst();
  }

  /// Returns the type of all or nearly all cells; null if there is none.
  @Nullable Candidate best() {
    if (others == 0) {
      return Candidate.INTEGER;
    }
    KeptType best = fittest(true);
    return best != null && areFew(misfits(best)) ? best.candidate : null;
  }

  /// Returns the type with the fewest misfits; null if no type is possible.
  ///
  /// @param justified whether only types count that [NumberEvidence] doesn't speak against
  @Nullable KeptType fittest(boolean justified) {
    KeptType best = null;
    for (KeptType each : kept) {
      boolean allowed = !justified || !each.isNumeric() || numbers.allows(each.fits);
      if (allowed && (best == null || misfits(each) < misfits(best))) {
        best = each;
      }
    }
    return best;
  }

  /// Returns a numeric type that fits as many cells as the best one; null if there is none.
  ///
  /// @param group its group mark; if empty, the type is searched by its decimal point
  /// @param point its decimal point
  @Nullable Candidate equal(Candidate best, String group, String point) {
    for (KeptType each : kept) {
      NumberForm number = each.candidate.number();
      if (number != null
          && number.group().equals(group)
          && (group.isEmpty() ? !number.whole() && number.point().equals(point) : number.whole())
          && misfits(each) == misfits(best)) {
        return each.candidate;
      }
    }
    return null;
  }

  @Nullable Candidate kept(String type, String format) {
    return kept.stream()
        .map(each -> each.candidate)
        .filter(each -> each.typeName().equals(type) && each.format().equals(format))
        .findFirst()
        .orElse(null);
  }

  boolean hasNumeric() {
    return kept.stream().anyMatch(KeptType::isNumeric);
  }

  /// Whether there are many numbers, each with a mark before three digits: thousands would have
  /// some below 1,000.
  boolean isAlwaysMarked() {
    return filled() >= FIRST_CELLS && numbers.integers() == 0 && numbers.isAmbiguous();
  }

  /// Whether all cells so far are of one type, but this further cell isn't.
  boolean isUnlike(byte[] bytes, int from, int to) {
    if (others == 0) {
      return !Candidate.NUMBER.type().read(bytes, from, to, value);
    }
    boolean typed = false;
    for (KeptType each : kept) {
      if (misfits(each) == 0) {
        typed = true;
        if (each.fits(bytes, from, to)) {
          return false;
        }
      }
    }
    return typed;
  }

  NumberEvidence numbers() {
    return numbers;
  }
}
