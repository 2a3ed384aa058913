package dev.rowgate.infer;

import dev.rowgate.problem.RowProblem;
import java.util.ArrayList;
import java.util.List;

/// Statistics of the records that a conversion would reject as malformed.
final class MalformedRecords {

  private long broken;
  private String firstBroken = "";
  private long repeated;
  private long firstRepeated;
  private long ragged;
  private String firstRagged = "";

  void addBroken(long line, RowProblem.Broken why) {
    if (broken++ == 0) {
      firstBroken = "the first in line %d: %s".formatted(line, why.message());
    }
  }

  void addRagged(long line, int cells) {
    if (ragged++ == 0) {
      firstRagged = "the first in line %d has %d".formatted(line, cells);
    }
  }

  /// Adds a record that repeats the header.
  void addRepeated(long line) {
    if (repeated++ == 0) {
      firstRepeated = line;
    }
  }

  /// @param notes number of records with another number of cells that a conversion skips
  List<String> warnings(long records, long notes) {
    List<String> warnings = new ArrayList<>();
    if (ragged > notes) {
      warnings.add(
          "records: %d of %d have another number of cells; %s"
              .formatted(ragged - notes, records, firstRagged));
    }
    if (broken > 0) {
      warnings.add("records: %d of %d can't be read; %s".formatted(broken, records, firstBroken));
    }
    if (repeated > 0) {
      warnings.add(
          "records: %d of %d repeat the header, the first in line %d, as in joined files; they would be rejected or taken for values"
              .formatted(repeated, records, firstRepeated));
    }
    return warnings;
  }
}
