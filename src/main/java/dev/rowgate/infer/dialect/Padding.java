package dev.rowgate.infer.dialect;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.PartialDialect;
import java.util.List;

/// Check whether the spaces beside delimiters are padding that is dropped.
final class Padding {

  private Padding() {}

  /// Returns a trial that keeps the spaces, unless most cells have them or a quote follows them.
  static Trial withoutNeed(Trial best, List<Trial> trials) {
    Dialect dialect = best.dialect.complete();
    boolean drops = dialect.skipInitialSpace() || dialect.trim();
    if (!drops || best.delimiter().equals(" ")) {
      return best;
    }
    PartialDialect keeping = keeping(best.dialect);
    for (Trial twin : trials) {
      Dialect other = twin.dialect.complete();
      boolean same =
          !other.skipInitialSpace() && !other.trim() && keeping(twin.dialect).equals(keeping);
      if (same
          && twin.width == best.width
          && twin.fits >= best.fits
          && !isPadded(twin)
          && !hasPaddedValues(twin)) {
        return twin;
      }
    }
    return best;
  }

  private static PartialDialect keeping(PartialDialect dialect) {
    return dialect
        .with(DialectProperty.SKIP_INITIAL_SPACE, false)
        .with(DialectProperty.TRIM, false);
  }

  /// Whether a column has numbers, dates or the like that would be text if their spaces were kept.
  private static boolean hasPaddedValues(Trial trial) {
    List<Trial.Row> table = trial.table();
    for (int i = 0; i < trial.width; i++) {
      int filled = 0;
      int padded = 0;
      for (Trial.Row row : table) {
        String cell = row.cells().get(i);
        filled += cell.isBlank() ? 0 : 1;
        padded += isPaddedValue(cell) ? 1 : 0;
      }
      if (padded > 0 && 2 * padded >= filled) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPaddedValue(String cell) {
    String value = cell.strip();
    return value.length() < cell.length() && CellKind.of(value, false).isTyped();
  }

  private static boolean isPadded(Trial trial) {
    long padded = 0;
    long all = 0;
    for (Trial.Row row : trial.table()) {
      for (int i = 0; i < row.size(); i++) {
        String cell = row.cells().get(i);
        boolean before = i > 0 && cell.startsWith(" ");
        padded += before || (cell.endsWith(" ") && !cell.isBlank()) ? 1 : 0;
        all += cell.isEmpty() || (i == 0 && !cell.endsWith(" ")) ? 0 : 1;
        if (before && cell.strip().startsWith("\"")) {
          return true;
        }
      }
    }
    return 2 * padded >= all;
  }
}
