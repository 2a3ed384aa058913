package dev.rowgate.infer;

import dev.rowgate.problem.RowProblem;
import java.util.ArrayList;
import java.util.List;

/// Statistics of the records that a conversion would reject as malformed.
final class Unfit {

  private long broken;
  private String firstBroken = "";
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

  long total() {
    return broken + ragged;
  }

  List<String> warnings(long records) {
    List<String> warnings = new ArrayList<>();
    if (ragged > 0) {
      warnings.add(
          "records: %d of %d have another number of cells; %s"
              .formatted(ragged, records, firstRagged));
    }
    if (broken > 0) {
      warnings.add("records: %d of %d can't be read; %s".formatted(broken, records, firstBroken));
    }
    return warnings;
  }
}
