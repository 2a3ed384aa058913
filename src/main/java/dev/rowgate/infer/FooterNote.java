package dev.rowgate.infer;

import dev.rowgate.problem.Excerpt;

/// Records at the end of an input that look like a footer, and that a conversion would reject or
/// skip.
///
/// @param records their number
/// @param line of the first one, from 1
/// @param cell of the first one, for which it would be rejected
/// @param isLeftOut whether the input's own dialect skips them
record FooterNote(int records, long line, Excerpt cell, boolean isLeftOut) {

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
