package dev.rowgate.infer;

import dev.rowgate.options.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Where a table's labels stand, and what its fields are called.
///
/// @param headerRows the rows that the schema takes the labels from; empty if it takes none
/// @param commentRows rows that are neither labels nor records
/// @param names of the fields
/// @param firstCell the first cell of a record that is a field's: those before it are of a file of
///   rejected records
/// @param confidence from 0 to 1
/// @param seen what it is concluded from
/// @param warnings what a user should know of it
record Layout(
    List<Integer> headerRows,
    List<Integer> commentRows,
    List<String> names,
    int firstCell,
    double confidence,
    String seen,
    List<String> warnings) {

  boolean hasHeader() {
    return !headerRows.isEmpty();
  }

  /// The same with `field1`, `field2`, … for labels.
  Layout numbered(String warning) {
    int last = Math.max(last(headerRows), last(commentRows));
    List<String> all = new ArrayList<>(warnings);
    all.add(warning);
    return new Layout(
        List.of(),
        IntStream.rangeClosed(1, last).boxed().toList(),
        IntStream.rangeClosed(1, names.size()).mapToObj(Labels::madeUp).toList(),
        0,
        confidence,
        seen,
        all);
  }

  private static int last(List<Integer> rows) {
    return rows.isEmpty() ? 0 : rows.getLast();
  }
}
