package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Accumulator of the possible types of a column, cell by cell; it stores no cells. A type is
/// possible as long as at most one in a hundred cells isn't of it. Not thread-safe.
public final class ColumnGuess {

  /// One cell in this number may be of another type, for example by an error in the file.
  private static final long PER_MISFIT = 100;

  /// With fewer cells it isn't known whether misfits are rare.
  private static final int FIRST_CELLS = 8;

  /// After this number of cells, all of one type, other types are no longer tried.
  private static final int SETTLED_CELLS = 1_000;

  /// A possible type, and the number of cells that are of it.
  private static final class Kept {
    final Candidate candidate;

    /// The first byte of its JSON if it is an object or array; otherwise 0.
    final byte bracket;

    long fits;

    Kept(Candidate candidate, long fits) {
      this.candidate = candidate;
      this.bracket = candidate.bracket();
      this.fits = fits;
    }
  }

  private final List<Kept> kept = new ArrayList<>();
  private final MissingWords words = new MissingWords();
  private final BooleanWords booleans = new BooleanWords();
  private final DateFormats dates = new DateFormats();
  private final NumberEvidence numbers = new NumberEvidence();
  private final Value value = new Value();
  private boolean isText;
  private boolean isSettled;
  private long empty;
  private long filled;
  private long integers;
  private long zeros;
  private long ones;

  public void addEmpty() {
    empty++;
  }

  public void add(byte[] bytes, int from, int to) {
    if (from == to) {
      empty++;
    } else if (!words.add(bytes, from, to)) {
      filled++;
      if (isText) {
        return;
      }
      if (NumberBytes.isPlainInteger(bytes, from, to)) {
        integers++;
        booleans.addOther();
        if (to - from == 1) {
          zeros += bytes[from] == '0' ? 1 : 0;
          ones += bytes[from] == '1' ? 1 : 0;
        }
      } else {
        addOther(bytes, from, to);
      }
    }
  }

  private void addOther(byte[] bytes, int from, int to) {
    booleans.add(bytes, from, to);
    dates.add(bytes, from, to);
    if (filled - integers == 1) {
      start();
    }
    if (kept.isEmpty()) {
      isText = booleans.isHopeless() && dates.isDone();
      return;
    }
    boolean number = false;
    boolean fits = false;
    for (int i = kept.size() - 1; i >= 0; i--) {
      Kept each = kept.get(i);
      if (fits(each, bytes, from, to)) {
        each.fits++;
        fits = true;
        number |= each.candidate.isNumeric();
      } else if (filled > FIRST_CELLS && misfits(each) * PER_MISFIT > filled + 4 * PER_MISFIT) {
        kept.remove(i);
      }
    }
    if (!fits || filled <= FIRST_CELLS) {
      grow(bytes, from, to);
    }
    if (number) {
      numbers.add(bytes, from, to);
    }
    if (!isSettled && filled >= SETTLED_CELLS) {
      settle();
    }
  }

  /// Tests the type; the first byte saves parsing texts as JSON.
  private boolean fits(Kept each, byte[] bytes, int from, int to) {
    boolean possible = each.bracket == 0 || bytes[from] == each.bracket || bytes[from] == ' ';
    return possible && fits(each.candidate, bytes, from, to);
  }

  private boolean fits(Candidate candidate, byte[] bytes, int from, int to) {
    NumberForm number = candidate.number();
    return candidate.type().read(bytes, from, to, value)
        && (number == null || number.allows(bytes, from, to));
  }

  /// Drops alternatives once all cells are of one type, except for the same format with day and
  /// month swapped.
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
    kept.add(new Kept(Candidate.INTEGER, 0));
    kept.add(new Kept(Candidate.NUMBER, 0));
    Candidate.FIXED.forEach(candidate -> kept.add(new Kept(candidate, 0)));
  }

  /// Adds the types that this cell suggests and that aren't candidates yet.
  private void grow(byte[] bytes, int from, int to) {
    if (to - from > 100 || kept.isEmpty()) {
      return;
    }
    String cell = text(bytes, from, to);
    for (NumberForm form : NumberForm.of(cell)) {
      long before =
          kept.stream()
              .filter(each -> each.candidate.isNumeric())
              .filter(each -> Objects.requireNonNull(each.candidate.number()).isPartOf(form))
              .mapToLong(each -> each.fits - (fits(each.candidate, bytes, from, to) ? 1 : 0))
              .max()
              .orElse(0);
      Candidate.of(form).ifPresent(candidate -> keep(candidate, before, bytes, from, to));
    }
    if (filled - integers <= FIRST_CELLS) {
      TemporalForms.of(cell).forEach(candidate -> keep(candidate, 0, bytes, from, to));
    }
  }

  private void keep(Candidate candidate, long before, byte[] bytes, int from, int to) {
    boolean known = kept.stream().anyMatch(each -> each.candidate.equals(candidate));
    if (!known && fits(candidate, bytes, from, to)) {
      kept.add(new Kept(candidate, before + 1));
    }
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }

  private long misfits(Kept each) {
    return filled - each.fits - (each.candidate.isNumeric() ? integers : 0);
  }

  /// Number of cells that are neither empty nor a word for a missing value.
  long filled() {
    return filled;
  }

  public MissingWords words() {
    return words;
  }

  /// Number of cells without a value.
  ///
  /// @param typed whether words for missing values count as such; in a text column they are text
  public long missing(boolean typed) {
    return typed ? empty + words.total() : empty;
  }

  /// Number of cells with a value; `typed` as in [#missing].
  public long values(boolean typed) {
    return typed ? filled : filled + words.total();
  }

  boolean areFew(long misfits) {
    return misfits * PER_MISFIT <= filled;
  }

  long misfits(Candidate candidate) {
    return kept.stream()
        .filter(each -> each.candidate.equals(candidate))
        .findFirst()
        .map(this::misfits)
        .orElse(candidate.isNumeric() ? filled - integers : 0);
  }

  /// Returns the type of all or nearly all cells; null if there is none.
  @Nullable Candidate best() {
    if (integers == filled) {
      return Candidate.INTEGER;
    }
    Kept best = null;
    for (Kept each : kept) {
      boolean allowed = !each.candidate.isNumeric() || numbers.allows(each.fits);
      if (allowed && (best == null || misfits(each) < misfits(best))) {
        best = each;
      }
    }
    return best != null && areFew(misfits(best)) ? best.candidate : null;
  }

  /// Why numbers or dates are taken for text, or the empty text.
  String whyText() {
    String objection =
        numbers.objection(kept.stream().anyMatch(each -> each.candidate.isNumeric()));
    return objection.isEmpty() ? dates.warning() : objection;
  }

  @Nullable Candidate booleanWords() {
    return booleans.candidate().orElse(null);
  }

  boolean isZerosAndOnes() {
    return zeros > 0 && ones > 0 && zeros + ones == filled;
  }

  NumberEvidence numbers() {
    return numbers;
  }

  /// Returns a numeric type that fits as many cells as the best one; null if there is none.
  ///
  /// @param group its group mark; if empty, the type is searched by its decimal point
  /// @param point its decimal point
  @Nullable Candidate equal(Candidate best, String group, String point) {
    for (Kept each : kept) {
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

  /// Whether the cell would be rejected with the chosen type.
  public boolean rejects(ColumnDecision decision, byte[] bytes, int from, int to) {
    Candidate candidate = decision.candidate();
    return candidate != null
        && from < to
        && !words.has(bytes, from, to)
        && !candidate.type().read(bytes, from, to, value);
  }
}
