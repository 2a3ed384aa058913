package dev.rowgate.infer.column;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.value.Value;
import org.jspecify.annotations.Nullable;

/// A possible type of a column, and how many cells are of it. Not thread-safe.
final class KeptType {

  final Candidate candidate;

  /// The first byte of its JSON if it is an object or array; otherwise 0.
  private final byte bracket;

  /// Whether cells with quotes are no values of it: `"Ada"@en` is an email address by the letter.
  private final boolean excludesQuotes;

  private final Value value;

  long fits;

  /// The first cell since this type is tested that isn't of it.
  private @Nullable OddCell other;

  /// @param fits how many cells so far are of it
  /// @param value for the use of this class alone, to save memory
  KeptType(Candidate candidate, long fits, Value value) {
    this.candidate = candidate;
    this.bracket = candidate.bracket();
    this.excludesQuotes = candidate.format().equals("email");
    this.fits = fits;
    this.value = value;
  }

  /// Tests a cell; the first byte saves parsing texts as JSON.
  boolean fits(byte[] bytes, int from, int to) {
    boolean possible = bracket == 0 || bytes[from] == bracket || bytes[from] == ' ';
    return possible
        && (!excludesQuotes || bytes[from] != '"')
        && fits(candidate, bytes, from, to, value);
  }

  static boolean fits(Candidate candidate, byte[] bytes, int from, int to, Value value) {
    NumberForm number = candidate.number();
    return candidate.type().read(bytes, from, to, value)
        && (number == null || number.allows(bytes, from, to));
  }

  boolean isNumeric() {
    return candidate.isNumeric();
  }

  void addOther(byte[] bytes, int from, int to, long line) {
    if (other == null) {
      other = new OddCell(line, Excerpt.of(bytes, from, to));
    }
  }

  @Nullable OddCell other() {
    return other;
  }
}
