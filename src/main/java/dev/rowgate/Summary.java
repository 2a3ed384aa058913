package dev.rowgate;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts of a run. In a complete run, `recordsRead` = `rowsValid` + `rowsRejected`.
///
/// @param recordsRead the number of records in the input
/// @param rowsValid the number of valid records
/// @param rowsRejected the number of rejected records, including those that `errors=skip` omits
/// @param blankLines the number of empty lines
/// @param footerLines number of lines skipped at the end (`skipFooter`), without blank ones
/// @param resyncs the number of times that reading resynchronised after a malformed record
/// @param bytesRead bytes of the uncompressed input that are accounted for
/// @param problems code → column → number of problems; those that belong to no column are under ""
/// @param warnings corrections in the header, suspicions about the input, and violated rules with
///   severity `warning`
/// @param json the line with the key `_summary` that the command line writes, without its line end
public record Summary(
    long recordsRead,
    long rowsValid,
    long rowsRejected,
    long blankLines,
    long footerLines,
    long resyncs,
    long bytesRead,
    Map<String, Map<String, Long>> problems,
    List<Problem> warnings,
    String json) {

  /// Returns the counts of an ended run; the line isn't set yet.
  static Summary of(
      dev.rowgate.lines.Summary counts,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings) {
    var problems = new LinkedHashMap<String, Map<String, Long>>();
    for (Tally.Counted counted : tally.counted(columns)) {
      problems
          .computeIfAbsent(counted.code(), _ -> new LinkedHashMap<>())
          .put(counted.column(), counted.count());
    }
    problems.replaceAll((_, byColumn) -> Collections.unmodifiableMap(byColumn));
    var all = new ArrayList<>(warnings.stream().map(Problem::of).toList());
    tally.warned().forEach(warned -> all.add(Problem.of(warned.rule())));
    return new Summary(
        counts.recordsRead(),
        counts.rowsValid(),
        counts.rowsRejected(),
        counts.blankLines(),
        counts.footerLines(),
        counts.resyncs(),
        counts.bytesRead(),
        Collections.unmodifiableMap(problems),
        List.copyOf(all),
        "");
  }

  Summary withJson(String line) {
    return new Summary(
        recordsRead,
        rowsValid,
        rowsRejected,
        blankLines,
        footerLines,
        resyncs,
        bytesRead,
        problems,
        warnings,
        line);
  }
}
