package dev.rowgate.infer;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the delimiter, the quote, the escape and the comments of a sample, by reading it in each
/// way that comes into question.
final class DialectGuess {

  private static final List<String> COMMON = List.of(",", "\t", ";", "|");
  private static final List<String> RARE = List.of("^", "~", "\u0001", "\u001F", "§", "¦");
  private static final double CLOSE = 0.1;

  /// Fewer cells between single quotes may be chance.
  private static final int ENOUGH_QUOTED = 3;

  private final PartialDialect given;
  private final byte[] sample;
  private final boolean cut;
  private final Limits limits;
  private final List<String> warnings = new ArrayList<>();

  /// @param given what the caller says, which isn't asked again
  DialectGuess(PartialDialect given, byte[] sample, boolean cut, Limits limits) {
    this.given = given;
    this.sample = sample;
    this.cut = cut;
    this.limits = limits;
  }

  List<String> warnings() {
    return warnings;
  }

  /// The sample, read in the dialect that fits best.
  Trial find() {
    return withComments(withQuote(withEscape(byDelimiter(given))));
  }

  private Trial read(PartialDialect dialect) {
    return new Trial(dialect, sample, cut, limits);
  }

  private Trial byDelimiter(PartialDialect known) {
    if (known.get(DialectProperty.DELIMITER) != null) {
      return read(known);
    }
    List<Trial> trials = trials(known, COMMON);
    Trial best = best(trials);
    if (best == null) {
      best = best(trials(known, RARE));
    }
    if (best == null) {
      return singleColumn(known, trials);
    }
    for (Trial other : trials) {
      if (!other.equals(best) && other.isTable() && best.score() - other.score() < CLOSE) {
        warnings.add(
            "delimiter: '%s' fits about as well as '%s'".formatted(shown(other), shown(best)));
      }
    }
    return best;
  }

  private List<Trial> trials(PartialDialect known, List<String> delimiters) {
    return delimiters.stream()
        .map(delimiter -> known.with(DialectProperty.DELIMITER, delimiter))
        .filter(dialect -> dialect.complete().conflict() == null)
        .map(this::read)
        .toList();
  }

  private static @Nullable Trial best(List<Trial> trials) {
    Trial best = null;
    for (Trial trial : trials) {
      if (trial.isTable() && (best == null || trial.score() > best.score())) {
        best = trial;
      }
    }
    return best;
  }

  /// One that parts nothing; the last of them is in no text.
  private Trial singleColumn(PartialDialect known, List<Trial> trials) {
    Trial most = trials.getFirst();
    for (Trial trial : trials) {
      boolean one = trial.cells == 1;
      if (one && trial.fits == trial.read) {
        return trial;
      }
      most = one && trial.fits > most.fits ? trial : most;
    }
    Trial unseen = read(known.with(DialectProperty.DELIMITER, "\u001F"));
    return unseen.fits == unseen.read && unseen.read > 0 ? unseen : most;
  }

  private Trial withEscape(Trial best) {
    if (given.get(DialectProperty.ESCAPE) != null || best.faults == 0 || !contains('\\')) {
      return best;
    }
    Trial escaped = read(best.dialect.with(DialectProperty.ESCAPE, (int) '\\'));
    return escaped.faults < best.faults && escaped.fits > best.fits ? escaped : best;
  }

  /// Single quotes, where no double one is and they enclose whole cells. A cell may hold the
  /// delimiter between them, so that it is looked for anew.
  private Trial withQuote(Trial best) {
    if (given.get(DialectProperty.QUOTE) != null || contains('"') || !contains('\'')) {
      return best;
    }
    List<String> warningsOfBest = List.copyOf(warnings);
    warnings.clear();
    Trial quoted = withEscape(byDelimiter(given.with(DialectProperty.QUOTE, (int) '\'')));
    if (quoted.singleQuoted >= ENOUGH_QUOTED
        && quoted.faults == 0
        && quoted.score() >= best.score()) {
      return quoted;
    }
    warnings.clear();
    warnings.addAll(warningsOfBest);
    return best;
  }

  /// Lines that begin with `#`, where none of them could be a record.
  private Trial withComments(Trial best) {
    if (given.get(DialectProperty.COMMENT) != null || best.cells < 2) {
      return best;
    }
    long others =
        best.records.stream()
            .filter(row -> !row.isEmpty() && row.getFirst().startsWith("#"))
            .filter(row -> row.size() != best.cells)
            .count();
    boolean records =
        best.records.stream()
            .anyMatch(row -> row.size() == best.cells && row.getFirst().startsWith("#"));
    return others == 0 || records ? best : read(best.dialect.with(DialectProperty.COMMENT, "#"));
  }

  private boolean contains(char wanted) {
    for (byte b : sample) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private static String shown(Trial trial) {
    Dialect dialect = trial.dialect.complete();
    return dialect.delimiter().equals("\t") ? "tab" : dialect.delimiter();
  }
}
