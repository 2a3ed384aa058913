package dev.rowgate.infer;

import dev.rowgate.problem.Excerpt;

/// Records at the end of an input that look like a footer. If the input's own dialect skips them,
/// some may be readable, such as a total in a column of texts: without `skipFooter` they would be
/// rows. Otherwise they are only those that a conversion would reject.
///
/// @param records their number
/// @param line of the first one, from 1
/// @param cell of the first one: that for which it would be rejected; its first text if it is
///   readable
/// @param isLeftOut whether the input's own dialect skips them
public record FooterNote(int records, long line, Excerpt cell, boolean isLeftOut) {

  String warning() {
    return "records: the last ones look like a footer; %d of them %s, the first in line %d: %s"
        .formatted(
            records, isLeftOut ? "are left out by skipFooter" : "would be rejected", line, cell);
  }

  /// Returns a short form for a list of several inputs.
  String shown() {
    return "%d from line %d on (%s)".formatted(records, line, cell);
  }
}
