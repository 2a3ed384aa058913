package dev.rowgate.infer.column;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.value.Value;
import org.jspecify.annotations.Nullable;

/// Possible type of a column, with the number of cells that are of it. Not thread-safe.
final class KeptType {

  final Candidate candidate;

  /// The first byte of its JSON if it is an object or array; otherwise 0.
  private final byte bracket;

  /// Whether cells with quotes aren't values of the type: syntactically, `"Ada"@en` is an email
  /// address.
  private final boolean excludesQuotes;

  private final Value value;

  long fits;

  /// The first tested cell that isn't of the type.
  private @Nullable OddCell other;

  /// @param fits number of cells so far that are of the type
  /// @param value overwritten by each test; shared to save memory
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
