package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.value.Value;

/// Accumulator of what is known of a column, cell by cell: its possible types, words for missing
/// values, and evidence for and against types; it stores no cells. [ColumnDecision] chooses the
/// type. Not thread-safe.
public final class ColumnGuess {

  /// Share of stars from which on they may be values, as a divisor.
  private static final long PER_STAR = 10;

  private final MissingWords words = new MissingWords();
  private final BooleanWords booleans = new BooleanWords();
  private final DateFormats dates = new DateFormats();
  private final Value value = new Value();
  private final PossibleTypes types = new PossibleTypes(value);
  private final CompactDates compactDates = new CompactDates(value);
  private final TrailingSigns trailingSigns = new TrailingSigns(value);
  private final ColumnSum sum = new ColumnSum();
  private boolean isText;
  private long empty;
  private long filled;

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
      sum.add(bytes, from, to);
      compactDates.add(bytes, from, to);
      if (NumberBytes.isPlainInteger(bytes, from, to)) {
        types.addInteger(bytes, from, to, line);
        booleans.addOther(bytes, from, to, line);
      } else {
        booleans.add(bytes, from, to, line);
        dates.add(bytes, from, to);
        trailingSigns.add(bytes, from, to, line);
        boolean isPossible = types.add(bytes, from, to, line);
        isText = !isPossible && booleans.isHopeless() && dates.isDone();
        if (isText) {
          sum.forget();
        }
      }
    }
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

  /// Whether all or nearly all values so far are numbers.
  private boolean hasNumbers() {
    Candidate best = types.best();
    return filled > 0 && best != null && best.isNumeric();
  }

  /// Whether all or nearly all values so far are of a type other than text.
  public boolean isTyped() {
    return filled > 0 && types.best() != null;
  }

  public MissingWords words() {
    return words;
  }

  PossibleTypes types() {
    return types;
  }

  CompactDates compactDates() {
    return compactDates;
  }

  TrailingSigns trailingSigns() {
    return trailingSigns;
  }

  DateFormats dates() {
    return dates;
  }

  BooleanWords booleans() {
    return booleans;
  }

  /// Returns the currency or percent sign of the column's numbers; empty for none.
  public String sign() {
    return types.numbers().signs().first();
  }

  /// Whether all cells so far are of one type, but this further cell isn't.
  public boolean isUnlike(byte[] bytes, int from, int to) {
    return !isText
        && filled >= 2
        && !MissingWords.isWord(bytes, from, to)
        && types.isUnlike(bytes, from, to);
  }

  /// Returns 1 if the cell is the sum of all cells so far, -1 if it isn't, and 0 if there is none.
  public int sumEvidence(byte[] bytes, int from, int to) {
    return sum.evidence(bytes, from, to);
  }

  /// Whether the cell can't be a value of the chosen type. Unlike [#rejects], this is also true of
  /// a label such as `Q1` in a column of amounts, which the schema's type would accept as a number.
  public boolean excludes(ColumnDecision decision, String cell) {
    byte[] bytes = cell.getBytes(UTF_8);
    Candidate candidate = decision.candidate();
    return rejects(decision, bytes)
        || (candidate != null
            && candidate.number() != null
            && !candidate.number().allows(bytes, 0, bytes.length));
  }

  /// Whether the cell would be rejected with the chosen type.
  public boolean rejects(ColumnDecision decision, byte[] cell) {
    Candidate candidate = decision.candidate();
    return candidate != null
        && cell.length > 0
        && !words.has(cell, 0, cell.length)
        && !candidate.type().read(cell, 0, cell.length, value);
  }
}
