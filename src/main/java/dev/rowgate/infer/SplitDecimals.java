package dev.rowgate.infer;

import dev.rowgate.infer.dialect.Trial;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Detector of numbers that the comma as delimiter splits into two cells, because they have decimal
/// commas and no quotes: `Apple,1,20` below `name,price`.
final class SplitDecimals {

  private SplitDecimals() {}

  /// Returns the index of the column with the decimals, or -1 if there is none.
  ///
  /// @param records the table's records, which have one cell more than there are labels
  /// @param certain whether the decimals must be those of prices, such as `05`, `50` or `99`;
  ///   otherwise any two digits count
  static int in(List<Trial.Row> records, boolean certain) {
    if (records.isEmpty()) {
      return -1;
    }
    return IntStream.range(1, records.getFirst().size())
        .filter(i -> all(records, i - 1, SplitDecimals::endsInDigit))
        .filter(i -> all(records, i, cell -> cell.matches("[0-9]{2}")))
        .filter(i -> !certain || areOfPrices(records, i))
        .findFirst()
        .orElse(-1);
  }

  private static boolean areOfPrices(List<Trial.Row> records, int column) {
    return records.stream().anyMatch(row -> row.cells().get(column).startsWith("0"))
        || all(records, column, cell -> "059".indexOf(cell.charAt(1)) >= 0);
  }

  private static boolean endsInDigit(String cell) {
    return cell.matches("[^,]{0,20}[0-9]");
  }

  private static boolean all(List<Trial.Row> records, int column, Predicate<String> test) {
    return records.stream().map(row -> row.cells().get(column)).allMatch(test);
  }
}
