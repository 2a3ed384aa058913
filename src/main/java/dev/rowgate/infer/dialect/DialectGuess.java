package dev.rowgate.infer.dialect;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.RowProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Detector of the delimiter, quote, escape, comment prefix and initial spaces. It parses the
/// sample with every combination that the sample suggests and chooses the most plausible one, see
/// [Score].
public final class DialectGuess {

  /// The detected dialect.
  ///
  /// @param best the trial with the chosen dialect
  /// @param runnerUp the best trial with another delimiter; null if there is none
  /// @param warnings messages in favour of the runner-up
  /// @param tooWide the problem of most records if a delimiter splits them into too many cells and
  ///   no other one splits them; otherwise null
  public record Found(
      Trial best,
      @Nullable Trial runnerUp,
      List<String> warnings,
      RowProblem.@Nullable Broken tooWide) {

    /// Returns the confidence, from 0 to 1; 0.5 if both are equally plausible.
    public double confidence() {
      return runnerUp == null || best.score + runnerUp.score == 0
          ? 1
          : best.score / (best.score + runnerUp.score);
    }
  }

  /// Common delimiters; others are tested if all lines contain them.
  private static final List<String> DELIMITERS =
      List.of(",", ";", "\t", "|", " ", ":", "^", "~", "#");

  /// Delimiters that aren't tested doubled, because a pair of them encloses an empty cell.
  private static final List<String> SINGLE = List.of(",", ";", "\t", " ");

  /// Candidates for the delimiter of a single column, whose texts must not contain it. The last one
  /// occurs in no text.
  private static final List<String> FOR_COLUMN = List.of(",", "\t", ";", "|", "\u001F");

  private static final List<String> COMMENTS = List.of("#", "//", "%", "--");

  /// The comment prefix of a preamble that may be longer than a trial, above a header that begins
  /// with `#`, as in VCF.
  private static final String LONG_PREAMBLE = "##";

  /// Score of a flawless table of at least three columns.
  private static final double CONVINCING = 0.6;

  /// Share of the best score below which a dialect that was tested on a few records is given up.
  private static final double HOPELESS = 0.3;

  private static final int FEW_RECORDS = 50;

  private final PartialDialect given;
  private final byte[] sample;
  private final boolean cut;
  private final Limits limits;
  private final SampleText text;

  /// @param given what the caller specifies, which isn't inferred
  /// @param sample the first bytes of the input
  /// @param cut whether the input may continue after the sample
  public DialectGuess(PartialDialect given, byte[] sample, boolean cut, Limits limits) {
    this.given = given;
    this.sample = sample;
    this.cut = cut;
    this.limits = limits;
    this.text = new SampleText(sample, given.complete().encoding());
  }

  public Found find() {
    List<Trial> trials = new ArrayList<>();
    for (String comment : comments()) {
      List<Trial> some = ofDialects(given.with(DialectProperty.COMMENT, comment));
      if (comment.isEmpty() || trials.isEmpty() || Comments.are(comment, best(some), trials)) {
        trials = some;
      }
    }
    Trial best = withoutQuote(best(trials), trials);
    if (given.get(DialectProperty.SKIP_INITIAL_SPACE) == null) {
      best = Padding.withoutNeed(best, trials);
    }
    best = withNulls(withoutEscape(best, trials));
    if (best.width == 1) {
      best = column(best);
    }
    Found found = RunnerUp.of(best, trials);
    if (best.dialect.complete().escape() != Dialect.NONE
        && given.get(DialectProperty.ESCAPE) == null) {
      text.backslashInText()
          .map(
              "escape: the backslash is removed from '%s' too, since others are escapes"::formatted)
          .ifPresent(found.warnings()::add);
    }
    return found;
  }

  private Trial read(PartialDialect dialect) {
    return new Trial(dialect, sample, cut, limits, Trial.MOST_RECORDS);
  }

  /// Parses the sample with a dialect, or only its first records if they show that it isn't better
  /// than a convincing one.
  ///
  /// @param best the score of the best other dialect
  private Trial read(PartialDialect dialect, double best) {
    if (best < CONVINCING) {
      return read(dialect);
    }
    Trial few = new Trial(dialect, sample, cut, limits, FEW_RECORDS);
    boolean isHopeless = few.score < best * HOPELESS;
    return isHopeless || few.rows.size() < FEW_RECORDS ? few : read(dialect);
  }

  private static Trial best(List<Trial> trials) {
    return trials.stream()
        .reduce((one, other) -> other.score > one.score ? other : one)
        .orElseThrow();
  }

  /// Returns the candidate comment prefixes: the standard (none), common ones that start a line,
  /// and any other mark that starts the first line.
  private List<String> comments() {
    if (given.get(DialectProperty.COMMENT) != null) {
      return List.of(given.complete().comment());
    }
    return Stream.concat(
            Stream.of(DialectProperty.COMMENT.standard()),
            Stream.of(
                    text.isAllOf(LONG_PREAMBLE) ? Stream.of(LONG_PREAMBLE) : Stream.<String>of(),
                    COMMENTS.stream().filter(text::hasLineWith),
                    text.firstMark().stream())
                .flatMap(each -> each)
                .distinct()
                .filter(each ->
                    given.with(DialectProperty.COMMENT, each).complete().conflict() == null))
        .toList();
  }

  private List<Trial> ofDialects(PartialDialect known) {
    List<Trial> trials = new ArrayList<>();
    double best = 0;
    List<PartialDialect> quotings = withEscapes(withQuotes(List.of(known)));
    for (String delimiter : delimiters()) {
      List<PartialDialect> split = each(quotings, delimiter);
      for (PartialDialect dialect : withSpaces(split, delimiter)) {
        if (dialect.complete().conflict() == null) {
          Trial trial = read(dialect, best);
          trials.add(trial);
          best = Math.max(best, trial.score);
        }
      }
    }
    if (trials.isEmpty()) {
      trials.add(read(known));
    }
    return trials;
  }

  private List<String> delimiters() {
    String said = given.get(DialectProperty.DELIMITER);
    if (said != null) {
      return List.of(said);
    }
    // A delimiter that doesn't occur gives the score of a single column.
    String none =
        FOR_COLUMN.stream().filter(one -> !text.contains(one)).findFirst().orElse("\u001F");
    return Stream.of(
            DELIMITERS.stream().filter(text::contains), text.inAllLines().stream(), Stream.of(none))
        .flatMap(each -> each)
        .distinct()
        .flatMap(each -> mayBeDoubled(each) ? text.singleOrDoubled(each) : Stream.of(each))
        .toList();
  }

  static boolean mayBeDoubled(String delimiter) {
    return !SINGLE.contains(delimiter);
  }

  private List<PartialDialect> withQuotes(List<PartialDialect> dialects) {
    if (given.get(DialectProperty.QUOTE) != null) {
      return dialects;
    }
    List<PartialDialect> all = new ArrayList<>(dialects);
    text.quotes()
        .forEach(quote -> dialects.forEach(one -> all.add(one.with(DialectProperty.QUOTE, quote))));
    return all;
  }

  private List<PartialDialect> withEscapes(List<PartialDialect> dialects) {
    if (given.get(DialectProperty.ESCAPE) != null || !text.hasEscapes()) {
      return dialects;
    }
    return each(dialects, one -> one.with(DialectProperty.ESCAPE, (int) '\\'));
  }

  private List<PartialDialect> withSpaces(List<PartialDialect> dialects, String delimiter) {
    if (given.get(DialectProperty.SKIP_INITIAL_SPACE) != null) {
      return dialects;
    }
    List<PartialDialect> all = new ArrayList<>(dialects);
    if (text.hasSpacesBehind(delimiter)) {
      dialects.forEach(one -> all.add(one.with(DialectProperty.SKIP_INITIAL_SPACE, true)));
    }
    if (text.hasSpacesBefore(delimiter) && !delimiter.equals(" ")) {
      dialects.forEach(one -> all.add(one.with(DialectProperty.TRIM, true)));
    }
    return all;
  }

  /// Tests whether quotes are part of the text: if they make records malformed, and few cells are
  /// within a pair of them.
  private Trial withoutQuote(Trial best, List<Trial> trials) {
    if (given.get(DialectProperty.QUOTE) != null) {
      return best;
    }
    Trial chosen = best;
    for (Trial trial : trials) {
      if (trial.faults == 0 || trial.dialect.complete().quote() != '"') {
        continue;
      }
      Trial plain = read(trial.dialect.with(DialectProperty.QUOTE, Dialect.NONE), chosen.score);
      boolean splits = best.faults > 0 || plain.width > 1;
      if (splits && plain.score > chosen.score && LoneQuotes.are(plain)) {
        chosen = plain;
      }
    }
    return chosen;
  }

  /// Tests whether backslashes are part of the text, as in paths: if one precedes a letter or a
  /// digit, from which an escape would remove it, and no record needs an escape to be split.
  private Trial withoutEscape(Trial best, List<Trial> trials) {
    if (best.dialect.complete().escape() == Dialect.NONE
        || given.get(DialectProperty.ESCAPE) != null
        || text.backslashInText().isEmpty()) {
      return best;
    }
    PartialDialect plain = best.dialect.with(DialectProperty.ESCAPE, Dialect.NONE);
    return trials.stream()
        .filter(trial -> trial.dialect.complete().equals(plain.complete()))
        .filter(trial -> trial.width > 1 || best.width == 1)
        .filter(trial -> trial.faults <= best.faults && trial.fits >= best.fits)
        .findFirst()
        .orElse(best);
  }

  private static List<PartialDialect> each(List<PartialDialect> dialects, String delimiter) {
    return dialects.stream().map(one -> one.with(DialectProperty.DELIMITER, delimiter)).toList();
  }

  private static List<PartialDialect> each(
      List<PartialDialect> dialects, UnaryOperator<PartialDialect> other) {
    return Stream.concat(dialects.stream(), dialects.stream().map(other)).toList();
  }

  /// Makes `\N` the null sequence if the escape is a backslash, as databases write it, or could
  /// have been; with the escape it would be the text `N`.
  private Trial withNulls(Trial best) {
    boolean hasNulls =
        given.get(DialectProperty.NULL_SEQUENCE) == null
            && text.hasCell("\\N", best.delimiter())
            && (best.dialect.complete().escape() == '\\' || text.backslashInText().isPresent());
    return hasNulls
        ? read(best.dialect.with(DialectProperty.NULL_SEQUENCE, Optional.of("\\N")))
        : best;
  }

  /// Parses the sample as one column, with a delimiter that doesn't occur in the texts.
  private Trial column(Trial best) {
    if (given.get(DialectProperty.DELIMITER) != null) {
      return best;
    }
    for (String delimiter : FOR_COLUMN) {
      PartialDialect dialect = best.dialect.with(DialectProperty.DELIMITER, delimiter);
      if (dialect.complete().conflict() == null) {
        Trial trial = read(dialect);
        if (trial.width == 1 && trial.fits + trial.faults == trial.rows.size()) {
          return trial;
        }
      }
    }
    return best;
  }
}
