package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.lines.ReportWriter;
import dev.rowgate.options.OptionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Derives the expected validation report from a case of `transform`, by the rules in
/// `src/docs/validate.md`: the same records are rejected, and the report contains their error
/// objects byte for byte.
final class Validation {

  private static final String ERROR = "{\"_error\":";
  private static final String SUMMARY = "{\"_summary\":";
  private static final int STATUS_OF_A_FAULT = 422;

  private final List<String> errors = new ArrayList<>();
  private int listedBytes;
  private boolean limitReached;
  private String summary = "";

  private Validation(Case given) {
    new String(given.expected(), UTF_8).lines().forEach(this::add);
  }

  /// Returns the validation; empty if the case is of another command, or its options don't apply to
  /// validations.
  static Optional<Case> of(Case given) {
    boolean possible =
        given.command() == Command.TRANSFORM
            && OptionReader.NAMES_OF_VALIDATION.containsAll(given.options().keySet());
    if (!possible) {
      return Optional.empty();
    }
    return Optional.of(
        given.isRefused()
            ? given.with(Command.VALIDATE, given.status(), given.expected())
            : new Validation(given).report(given));
  }

  private Case report(Case given) {
    boolean stopped = summary.startsWith("{\"complete\":false");
    boolean valid = !stopped && summary.contains("\"rowsRejected\":0,");
    String report =
        "{\"errors\":["
            + (errors.isEmpty() ? "" : "\n" + String.join(",\n", errors) + "\n")
            + "],"
            + (errors.isEmpty() ? "" : "\n")
            + (limitReached ? "\"limitReached\":true," : "")
            + "\"valid\":"
            + valid
            + ",\n\"summary\":"
            + summary
            + "}\n";
    return given.with(
        Command.VALIDATE, stopped ? STATUS_OF_A_FAULT : given.status(), report.getBytes(UTF_8));
  }

  private void add(String line) {
    if (line.startsWith(SUMMARY)) {
      summary = withoutRows(inside(line, SUMMARY));
    } else if (line.startsWith(ERROR)) {
      String error = inside(line, ERROR);
      int length = error.getBytes(UTF_8).length;
      limitReached |=
          errors.size() == ReportWriter.MAX_ERRORS || listedBytes + length > ReportWriter.MAX_BYTES;
      if (!limitReached) {
        errors.add(error);
        listedBytes += length;
      }
    }
  }

  private static String inside(String line, String start) {
    return line.substring(start.length(), line.length() - 1);
  }

  private static String withoutRows(String summary) {
    return summary.contains("\"rowsValid\":")
        ? summary
        : summary.replaceFirst("\"rowsWritten\":(\\d+)", "\"rowsWritten\":0,\"rowsValid\":$1");
  }
}
