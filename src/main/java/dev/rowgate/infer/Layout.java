package dev.rowgate.infer;

import dev.rowgate.options.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Location of the header, and the names of the fields.
///
/// @param headerRows row numbers, from 1, of the header that a conversion reads; empty if it reads
///   none
/// @param commentRows row numbers that a conversion skips
/// @param labels the cells of the last header row, by which a repetition of it is recognised; empty
///   if there is none
/// @param names the field names
/// @param firstCell index of the first field's cell; cells before it belong to a rejects file. A
///   conversion drops them, and the header of such a file too
/// @param confidence from 0 to 1
/// @param seen the evidence
/// @param warnings possible errors
record Layout(
    List<Integer> headerRows,
    List<Integer> commentRows,
    List<String> labels,
    List<String> names,
    int firstCell,
    double confidence,
    String seen,
    List<String> warnings) {

  boolean hasHeader() {
    return !headerRows.isEmpty();
  }

  /// The number of cells before the first field's cell that a conversion doesn't drop by itself.
  int cellsBefore() {
    return hasHeader() ? firstCell : 0;
  }

  /// Returns a copy with the names `field1`, `field2`, … that skips the header.
  Layout numbered(String warning) {
    int header = last(headerRows);
    int last = Math.max(header, last(commentRows));
    List<Integer> skipped =
        firstCell > 0 && !hasHeader()
            ? commentRows
            : IntStream.rangeClosed(1, last)
                .filter(row -> firstCell == 0 || row != header)
                .boxed()
                .toList();
    List<String> all = new ArrayList<>(warnings);
    all.add(warning);
    return new Layout(
        List.of(),
        skipped,
        labels,
        IntStream.rangeClosed(1, names.size()).mapToObj(Labels::madeUp).toList(),
        firstCell,
        confidence,
        seen,
        all);
  }

  private static int last(List<Integer> rows) {
    return rows.isEmpty() ? 0 : rows.getLast();
  }
}
