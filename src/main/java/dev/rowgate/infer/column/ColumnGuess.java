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

  /// Maximum share of cells of another type, as a divisor; such cells may be errors in the file.
  private static final long PER_MISFIT = 100;

  /// Share of stars from which on they may be values, as a divisor.
  private static final long PER_STAR = 10;

  /// Additional number of misfits that is tolerated, times [TextReason#PER_OTHER].
  private static final long FEW = 12;

  /// Minimum number of cells from which the share of misfits can be judged.
  private static final int FIRST_CELLS = 8;

  /// After this number of cells, all of one type, other types are no longer tried.
  private static final int SETTLED_CELLS = 1_000;

  /// Number of digits in a group.
  private static final int HUNDREDS = 3;

  private final List<KeptType> kept = new ArrayList<>();
  private final MissingWords words = new MissingWords();
  private final BooleanWords booleans = new BooleanWords();
  private final DateFormats dates = new DateFormats();
  private final NumberEvidence numbers = new NumberEvidence();
  private final Value value = new Value();
  private final CompactDates compactDates = new CompactDates(value);
  private final SignsBehind signsBehind = new SignsBehind(value);
  private final FirstCells firstCells = new FirstCells();
  private boolean isText;
  private boolean isSettled;
  private long empty;
  private long filled;
  private long integers;
  private long zeros;
  private long ones;

  /// Number of integers of three digits.
  private long hundreds;

  /// Whether an integer has more digits than a group.
  private boolean thousands;

  public void addEmpty() {
    empty++;
  }

  /// @param line the physical line on which the record starts
  public void add(byte[] bytes, int from, int to, long line) {
    if (from == to) {
      empty++;
    } else if (!words.add(bytes, from, to)) {
      filled++;
      if (isText) {
        return;
      }
      if (NumberBytes.isPlainInteger(bytes, from, to)) {
        if (integers++ == 0) {
          firstCells.addInteger(bytes, from, to, line);
        }
        booleans.addOther(bytes, from, to, line);
        compactDates.add(bytes, from, to);
        int digits = to - from - (bytes[from] == '-' ? 1 : 0);
        hundreds += digits == HUNDREDS ? 1 : 0;
        thousands |= digits > HUNDREDS;
        if (to - from == 1) {
          zeros += bytes[from] == '0' ? 1 : 0;
          ones += bytes[from] == '1' ? 1 : 0;
        }
      } else {
        addOther(bytes, from, to, line);
      }
    }
  }

  private void addOther(byte[] bytes, int from, int to, long line) {
    firstCells.add(bytes, from, to, line);
    booleans.add(bytes, from, to, line);
    dates.add(bytes, from, to);
    signsBehind.add(bytes, from, to, line);
    compactDates.add(bytes, from, to);
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
    if (to - from > 100 || kept.isEmpty()) {
      return false;
    }
    boolean number = false;
    String cell = text(bytes, from, to);
    for (NumberForm form : NumberForm.of(cell)) {
      long before =
          kept.stream()
              .filter(each -> each.isNumeric())
              .filter(each -> Objects.requireNonNull(each.candidate.number()).isPartOf(form))
              .mapToLong(each -> each.fits - (each.fits(bytes, from, to) ? 1 : 0))
              .max()
              .orElse(0);
      Candidate candidate = Candidate.of(form).orElse(null);
      number |= candidate != null && keep(candidate, before, bytes, from, to);
    }
    if (filled - integers <= FIRST_CELLS) {
      TemporalForms.of(cell).forEach(candidate -> keep(candidate, 0, bytes, from, to));
    }
    addWithOrWithoutFraction(cell, bytes, from, to);
    return number;
  }

  /// Adds any format of date and time, if all cells before this one have the same format, except
  /// that only they or only this one have a fraction of the second.
  private void addWithOrWithoutFraction(String cell, byte[] bytes, int from, int to) {
    long before = filled - 1;
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

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }

  long misfits(KeptType each) {
    return filled - each.fits - (each.isNumeric() ? integers : 0);
  }

  /// Returns the number of cells that are neither empty nor a word for a missing value.
  long filled() {
    return filled;
  }

  /// Whether stars in the column may be values, such as ratings. They stand for missing values if
  /// they are few and the others are numbers.
  boolean mayHaveRatings() {
    long stars = words.stars();
    return stars > 0 && (!hasNumbers() || stars * PER_STAR >= filled + stars);
  }

  public MissingWords words() {
    return words;
  }

  /// Returns the number of cells without a value.
  ///
  /// @param typed whether words for missing values count as such; in a text column they are text
  public long missing(boolean typed) {
    return typed ? empty + words.total() : empty;
  }

  /// Returns the number of cells with a value; `typed` as in [#missing].
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
    KeptType best = null;
    for (KeptType each : kept) {
      boolean allowed = !each.isNumeric() || numbers.allows(each.fits);
      if (allowed && (best == null || misfits(each) < misfits(best))) {
        best = each;
      }
    }
    return best != null && areFew(misfits(best)) ? best.candidate : null;
  }

  /// Whether all or nearly all values so far are numbers.
  boolean hasNumbers() {
    Candidate best = best();
    return filled > 0 && best != null && best.isNumeric();
  }

  /// Whether all or nearly all values so far are of a type other than text.
  public boolean isTyped() {
    return filled > 0 && best() != null;
  }

  /// Returns the reason why the column stays text; empty if there is none.
  String whyText() {
    return TextReason.of(this, kept);
  }

  /// Returns the type of most cells of a column that stays text; null if there is none.
  @Nullable Candidate nearest() {
    return TextReason.nearest(this, kept);
  }

  /// Returns the first cell that isn't of the type; null if all are.
  @Nullable OddCell other(Candidate candidate) {
    return kept.stream()
        .filter(each -> each.candidate.equals(candidate))
        .findFirst()
        .map(firstCells::firstOther)
        .orElse(null);
  }

  @Nullable Candidate booleanWords() {
    return booleans.candidate().orElse(null);
  }

  /// Whether the mark before three digits is surely a group mark: if it were for decimals, whose
  /// zeros at the end are written, integers would have some too. Instead they have at most as many
  /// digits as a group, some of them exactly that.
  boolean isGroupedForSure() {
    return hundreds > 0 && !thousands && numbers.isAmbiguous() && numbers.hasLastZero();
  }

  /// Whether there are many numbers, each with a mark before three digits: thousands would have
  /// some below 1,000.
  boolean isAlwaysMarked() {
    return filled >= FIRST_CELLS && integers == 0 && numbers.isAmbiguous();
  }

  boolean isZerosAndOnes() {
    return zeros > 0 && ones > 0 && zeros + ones == filled;
  }

  /// Returns the type if all values are dates without marks between year, month and day; otherwise
  /// null.
  ///
  /// @param label of the column
  @Nullable Candidate compactDates(String label) {
    return compactDates.type(filled, label);
  }

  SignsBehind signsBehind() {
    return signsBehind;
  }

  DateFormats dates() {
    return dates;
  }

  BooleanWords booleans() {
    return booleans;
  }

  /// Returns the currency or percent sign of the column's numbers; empty for none.
  public String sign() {
    return numbers().signs().first();
  }

  NumberEvidence numbers() {
    return numbers;
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

  /// Whether all cells so far are of one type, but this further cell isn't.
  public boolean isUnlike(byte[] bytes, int from, int to) {
    if (isText || filled < 2 || MissingWords.isWord(bytes, from, to)) {
      return false;
    }
    if (integers == filled) {
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

  /// Whether the cell can't be a value of the chosen type. Unlike [#rejects], this is also true of
  /// a label such as `Q1` in a column of amounts, which the schema's type would accept as a number.
  public boolean excludes(ColumnDecision decision, String cell) {
    byte[] bytes = cell.getBytes(UTF_8);
    Candidate candidate = decision.candidate();
    return rejects(decision, bytes, 0, bytes.length)
        || (candidate != null
            && candidate.number() != null
            && !candidate.number().allows(bytes, 0, bytes.length));
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
