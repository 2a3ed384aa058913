package dev.rowgate.infer.dialect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Plausibility of a dialect for a sample, from 0 to 1. As in CleverCSV (van den Burg, Nazábal and
/// Sutton, 2019) it is the product of a pattern score (how consistent the number of cells per
/// record is) and a type score (how many cells have a recognisable form). As in DuckDB's sniffer,
/// columns of one type raise it. Records before and after the table count little.
final class Score {

  /// Weight of a record outside the table, relative to one in it.
  private static final double OUTSIDE = 0.3;

  /// Score of a single column with typed cells: slightly less than of two flawless columns.
  private static final double TYPED_COLUMN = 0.49;

  private static final double TEXT_COLUMN = 0.12;

  /// Factor for a single column whose label contains a delimiter.
  private static final double SPLIT_LABELS = 0.7;

  /// Factor for a table below a label that contains another delimiter.
  private static final double SPLIT_LABELS_OF_TABLE = 0.5;

  /// Factor for sentences that a delimiter splits, and for quotes that are taken for one.
  private static final double SENTENCES = 0.3;

  /// Factor for a table with empty columns between spaces, or between halves of doubled delimiters.
  private static final double PADDING = 0.5;

  /// Share of the records in the table from which on it is regular.
  static final double REGULAR = 0.85;

  /// Factor for prose, and for a list of addresses or the like below one label, that a delimiter
  /// splits.
  private static final double LISTED = 0.15;

  static final String STRONG = ",;\t|^~§¦，；、｜";

  private Score() {}

  static double of(Trial trial) {
    if (trial.fits == 0) {
      return 0;
    }
    return trial.width == 1 ? ofColumn(trial) : ofTable(trial);
  }

  private static double ofTable(Trial trial) {
    String delimiter = trial.delimiter();
    List<Trial.Row> table = trial.table();
    List<Trial.Row> body = table.size() > 1 ? table.subList(1, table.size()) : table;
    double types = types(body, delimiter.length() > 1);
    double columns = columns(body, trial.width);
    double score =
        pattern(trial)
            * (1 - 1.0 / trial.width)
            * types
            * types
            * (0.7 + 0.3 * columns)
            * prior(delimiter)
            * (isSplitOtherwise(trial) ? SPLIT_LABELS_OF_TABLE : 1)
            * sentences(trial, body)
            * (Splits.padding(trial, body) || Splits.doubled(trial, table) ? PADDING : 1)
            * (Splits.quotes(trial, table) ? SENTENCES : 1);
    return isWeak(delimiter) && !isConvincing(trial, body) ? 0.2 * score : score;
  }

  private static double sentences(Trial trial, List<Trial.Row> body) {
    boolean texts =
        Sentences.areListed(trial, body)
            || Sentences.areProse(trial, body)
            || Sentences.areLogged(trial, body);
    return texts ? LISTED : Sentences.are(trial, body) ? SENTENCES : 1;
  }

  /// Whether the only row before the table is likely the header with another delimiter.
  private static boolean isSplitOtherwise(Trial trial) {
    List<CellKind> before = trial.rows.getFirst().kinds();
    return trial.first == 1 && before.size() == 1 && before.getFirst() == CellKind.FRAGMENT;
  }

  /// Returns the share of the records that belong to the table.
  static double pattern(Trial trial) {
    int outside = 0;
    for (int i = 0; i < trial.rows.size(); i++) {
      boolean inside = i >= trial.first && i <= trial.last;
      outside += inside || trial.rows.get(i).isRule() ? 0 : 1;
    }
    int inside = trial.rows.size() - trial.rules - trial.fits - outside;
    return trial.fits / (trial.fits + inside + OUTSIDE * outside);
  }

  /// Returns how many cells have a recognisable form, from 0 to 1.
  ///
  /// @param doubled whether the delimiter is doubled, because single ones occur in texts
  private static double types(List<Trial.Row> rows, boolean doubled) {
    double sum = 0;
    int cells = 0;
    for (Trial.Row row : rows) {
      for (CellKind kind : row.kinds()) {
        if (kind != CellKind.EMPTY) {
          boolean isText = doubled && kind == CellKind.FRAGMENT;
          sum += isText ? CellKind.TEXT.weight : kind.weight;
          cells++;
        }
      }
    }
    return cells == 0 ? 0.5 : sum / cells;
  }

  /// Returns how uniform the kinds of cells in each column are, from 0 to 1.
  private static double columns(List<Trial.Row> rows, int width) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += share(rows, i);
    }
    return sum / width;
  }

  private static double share(List<Trial.Row> rows, int column) {
    Map<CellKind, Integer> counts = new EnumMap<>(CellKind.class);
    int cells = 0;
    for (Trial.Row row : rows) {
      CellKind kind = row.kinds().get(column);
      if (kind != CellKind.EMPTY) {
        counts.merge(kind.isText() ? CellKind.TEXT : kind, 1, Integer::sum);
        cells++;
      }
    }
    int most = counts.values().stream().max(Integer::compare).orElse(0);
    return cells == 0 ? 1 : (double) most / cells;
  }

  private static double prior(String delimiter) {
    return switch (delimiter) {
      case ",", "\t", ";" -> 1;
      case "|" -> 0.97;
      case " " -> 0.6;
      case ":", "#" -> 0.55;
      default -> isWeak(delimiter) ? 0.5 : 0.9;
    };
  }

  /// Whether the delimiter is as frequent in texts as between cells. A doubled delimiter isn't.
  static boolean isWeak(String delimiter) {
    char first = delimiter.charAt(0);
    return delimiter.length() == 1 && first >= ' ' && STRONG.indexOf(first) < 0;
  }

  /// Whether there is enough evidence for a weak delimiter: it splits all records alike, into typed
  /// cells or into at least three columns.
  private static boolean isConvincing(Trial trial, List<Trial.Row> body) {
    if (trial.fits < 2
        || pattern(trial) < REGULAR
        || Splits.clocks(trial, body)
        || Splits.dates(trial, body)
        || Sentences.areWords(trial)) {
      return false;
    }
    boolean labelled = trial.first == 0;
    int typed = 0;
    double empty = 0;
    for (int i = 0; i < trial.width; i++) {
      int column = i;
      double numbers = body.stream().filter(row -> row.kinds().get(column).isTyped()).count();
      typed += numbers >= 0.9 * body.size() ? 1 : 0;
      long blanks = body.stream().filter(row -> row.kinds().get(column) == CellKind.EMPTY).count();
      empty += blanks == body.size() ? 0 : blanks;
    }
    boolean many = trial.width > 3 && trial.fits > 2;
    // Spaces beside each other enclose empty cells in any text.
    boolean regular = many && typed > 0 && pattern(trial) == 1 && !trial.delimiter().equals(" ");
    boolean dense = empty <= (regular ? 0.4 : 0.15) * trial.width * body.size();
    boolean three = trial.width > 2 && trial.fits > 2 && pattern(trial) == 1;
    boolean half = 2 * typed >= trial.width;
    // Without numbers, dates, codes or the like, spaces are those between the words of texts.
    if (trial.delimiter().equals(" ") && !Sentences.hasValues(trial, body)) {
      return false;
    }
    return dense && (typed == trial.width || (labelled && (half || many || three)));
  }

  /// Whether nearly all cells of a single column are typed.
  static boolean isTypedColumn(Trial trial) {
    return trial.width == 1 && trial.score > TYPED_COLUMN / 2;
  }

  private static double ofColumn(Trial trial) {
    List<Trial.Row> table = trial.table();
    List<Trial.Row> body = table.size() > 1 ? table.subList(1, table.size()) : table;
    long typed = body.stream().filter(row -> row.kinds().getFirst().isTyped()).count();
    double share = (double) typed / body.size();
    double whole = (double) trial.fits / Math.max(1, trial.rows.size() - trial.rules);
    boolean splitLabels =
        table.size() > 1 && table.getFirst().kinds().getFirst() == CellKind.FRAGMENT;
    return whole
        * (splitLabels ? SPLIT_LABELS : 1)
        * (share >= 0.9 ? TYPED_COLUMN * share * share : TEXT_COLUMN);
  }
}
